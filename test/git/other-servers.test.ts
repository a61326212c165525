import { afterEach, describe, expect, it } from 'vitest';
import type { TestClient } from './open-repository.ts';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { cloneForTest, openTestClient } from './open-repository.ts';
import { missingForDulwich, missingForNginx, startDulwich, startNginx } from './other-servers.ts';

const undo: (() => void | Promise<void>)[] = [];
const author = { name: 'Ada', email: 'ada@example.test' };

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** Publishes here, lets someone else publish, and fetches that; gives the list after it. */
async function workWith({ git }: TestClient, repository: TestRepository): Promise<readonly unknown[]> {
  const { head } = await git.state();
  const content = new TextEncoder().encode('# Mine\n');
  const changes = [{ kind: 'write', path: 'posts/mine.md', content }] as const;
  expect(await git.commit({ changes, message: 'Mine', author, expectedHead: head })).toMatchObject({
    kind: 'committed',
  });
  expect(await git.push()).toMatchObject({ kind: 'published' });
  expect(await repository.read('posts/mine.md')).toBe('# Mine\n');
  expect(await repository.git('fsck', '--strict')).toBe('');
  const theirs = await repository.commit({ files: { 'posts/one.md': '# Theirs\n' } });
  expect(await git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: theirs, moved: true });
  const { files } = await git.listFiles();
  return files.map(({ path, row }) => [path, row?.title]);
}

const listed = [
  ['posts/mine.md', 'Mine'],
  ['posts/one.md', 'Theirs'],
];

const site = { files: { 'posts/one.md': '# One\n' } };
const noNginx = missingForNginx();

describe.skipIf(noNginx !== null)(`nginx with fcgiwrap${noNginx === null ? '' : ` (skipped: ${noNginx})`}`, () => {
  it('serves a clone, takes a push and gives what is new', async () => {
    const repository = await buildRepository(site);
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    const server = await startNginx(repository.path);
    undo.push(() => server.stop());
    const client = await cloneForTest({ url: server.url });
    undo.push(() => client.close());
    expect(await workWith(client, repository)).toEqual(listed);
  });

  it('asks who it is, and lets in who says so', async () => {
    const credentials = { username: 'ada', password: 'correct hörse' };
    const repository = await buildRepository(site);
    const server = await startNginx(repository.path, { credentials });
    undo.push(() => server.stop());
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    expect(await client.git.clone()).toMatchObject({ kind: 'failed', error: { code: 'sign-in-needed' } });
    await client.git.setCredentials(credentials);
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await workWith(client, repository)).toEqual(listed);
  });
});

const noDulwich = missingForDulwich();

it.skipIf(noDulwich !== null)(
  `dulwich serves a clone, takes a push and gives what is new${noDulwich === null ? '' : ` (skipped: ${noDulwich})`}`,
  async () => {
    const repository = await buildRepository(site);
    const server = await startDulwich(repository.path);
    undo.push(() => server.stop());
    const client = await cloneForTest({ url: server.url });
    undo.push(() => client.close());
    expect(await workWith(client, repository)).toEqual(listed);
  },
);

it.skipIf(noDulwich !== null)(
  `what comes after others' work is not said to be published, though dulwich says "ok" to an outdated push${noDulwich === null ? '' : ` (skipped: ${noDulwich})`}`,
  async () => {
    const repository = await buildRepository(site);
    const server = await startDulwich(repository.path);
    undo.push(() => server.stop());
    const { git, ...client } = await cloneForTest({ url: server.url });
    undo.push(() => client.close());
    const commit = async (path: string): Promise<void> => {
      const { head } = await git.state();
      const changes = [{ kind: 'write', path, content: new TextEncoder().encode('# Mine\n') }] as const;
      await git.commit({ changes, message: path, author, expectedHead: head });
    };
    await commit('posts/first.md');
    expect(await git.push()).toMatchObject({ kind: 'published' });
    expect(await git.fetch()).toMatchObject({ kind: 'fetched', moved: false });
    await repository.commit({ files: { 'posts/one.md': '# Theirs\n' } });
    await commit('posts/second.md');
    expect(await git.push()).toMatchObject({ kind: 'remote-moved' });
    await git.fetch();
    expect((await git.listFiles()).files.map(({ path }) => path)).toContain('posts/second.md');
  },
);
