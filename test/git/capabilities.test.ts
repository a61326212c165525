import { afterEach, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { openTestClient, type TestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];
const author = { name: 'Ada', email: 'ada@example.test' };
const site = { files: { 'posts/one.md': '# One\n', 'posts/two.md': '# Two\n', 'images/dot.bin': 'dot' } };

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Started {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly client: TestClient;
}

async function start(options: GitServerOptions & { readonly filter: boolean }): Promise<Started> {
  const repository = await buildRepository(site);
  await repository.git('config', 'uploadpack.allowFilter', String(options.filter));
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  const client = openTestClient();
  undo.push(() => client.close());
  await client.git.open({ url: server.url });
  expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  return { repository, server, client };
}

async function textOf({ git }: TestClient, path: string): Promise<string> {
  const { head } = await git.state();
  const oid = head === null ? undefined : await git.resolvePath(head, path);
  return new TextDecoder().decode(await git.readBlob(oid ?? ''));
}

type Case = readonly [name: string, options: GitServerOptions & { readonly filter: boolean }];

/** Server after server that can do less; what a person does works with each. */
const cases: readonly Case[] = [
  ['leaves files out and gives single ones', { filter: true }],
  ['leaves files out and gives no single ones', { filter: true, tipsOnly: true }],
  ['can not leave files out (uploadpack.allowFilter is off)', { filter: false }],
  ['can not leave history out', { filter: true, unsaid: 'shallow' }],
  ['can leave out neither files nor history', { filter: false, unsaid: 'shallow' }],
  ['does not say what an empty HEAD names', { filter: true, unsaid: 'unborn' }],
  ['stands behind a proxy that drops Git-Protocol (protocol version 0)', { filter: true, protocol2: false }],
  ['answers in protocol version 1', { filter: true, protocol2: 'version=1' }],
  ['answers in protocol version 1 and gives tips only', { filter: false, protocol2: 'version=1', tipsOnly: true }],
];

describe.each(cases)('a server that %s', (_name, options) => {
  it('gives a post before all files are here, then all files', async () => {
    const { client } = await start(options);
    expect(await textOf(client, 'posts/two.md')).toBe('# Two\n');
    expect(await client.git.fill()).toEqual({ kind: 'filled' });
    const { complete, files } = await client.git.listFiles();
    expect([complete, files.map(({ path }) => path)]).toEqual([true, Object.keys(site.files).toSorted()]);
    expect(await textOf(client, 'images/dot.bin')).toBe('dot');
  });

  it('takes a commit, and gives what others committed meanwhile', async () => {
    const { client, repository } = await start(options);
    await client.git.fill();
    const { head } = await client.git.state();
    const changes = [{ kind: 'write', path: 'posts/one.md', content: new TextEncoder().encode('# Mine\n') }] as const;
    await client.git.commit({ changes, message: 'Mine', author, expectedHead: head });
    expect(await client.git.push()).toMatchObject({ kind: 'published' });
    const tip = await repository.commit({ files: { 'posts/two.md': '# Theirs\n' } });
    expect(await client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: tip, moved: true });
    expect(await textOf(client, 'posts/one.md')).toBe('# Mine\n');
    expect(await textOf(client, 'posts/two.md')).toBe('# Theirs\n');
    expect(await repository.git('fsck', '--strict')).toBe('');
  });

  it('that is empty opens, and takes the first commit', async () => {
    const repository = await buildRepository({});
    const server = await startGitServer(repository.path, options);
    undo.push(() => server.stop());
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned', state: { head: null, branch: 'main' } });
  });
});
