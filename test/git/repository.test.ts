import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileChange, PushOutcome } from '#git';
import { MemoryRepositoryStore } from '#git/engine';
import { buildRepository, runTestGit, type RepositoryPlan, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { cloneForTest, openTestClient, type TestClient } from './open-repository.ts';

const author = { name: 'Ada Editor', email: 'ada@example.test' };
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function serve(
  plan: RepositoryPlan,
  { filter = true, ...options }: GitServerOptions & { readonly filter?: boolean } = {},
): Promise<{ repository: TestRepository; server: GitServer }> {
  const repository = await buildRepository(plan);
  if (filter) await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  return { repository, server };
}

async function cloneOf(server: GitServer, store?: MemoryRepositoryStore): Promise<TestClient> {
  const client = await cloneForTest({ url: server.url }, store);
  undo.push(() => client.close());
  return client;
}

const write = (path: string, text: string): FileChange => ({
  kind: 'write',
  path,
  content: new TextEncoder().encode(text),
});

async function commit(client: TestClient, changes: readonly FileChange[], message = 'Edit'): Promise<string> {
  const { head } = await client.git.state();
  const outcome = await client.git.commit({ changes, message, author, expectedHead: head });
  if (outcome.kind !== 'committed') throw new Error(`not committed: ${outcome.kind}`);
  return outcome.commit;
}

const files = {
  'posts/one.md': '# One\n\nFirst post.\n',
  'posts/deep/two.md': '# Two\n\nSecond post.\n',
  'README.md': '# The site\n',
  'images/dot.bin': new Uint8Array([0, 1, 2, 255]),
};

describe.each([
  ['protocol version 2 with filters', true, true],
  ['protocol version 2 without filters', true, false],
  ['an older protocol', false, false],
])('a repository over %s', (_name, protocol2, filter) => {
  it('is cloned at depth 1 and lists its files with a row for each post', async () => {
    const { repository, server } = await serve(
      { files, commits: [{ files: { 'posts/one.md': '# One, again\n' } }] },
      { protocol2, filter },
    );
    const { git } = await cloneOf(server);
    const state = await git.state();
    expect(state).toMatchObject({
      branch: 'main',
      head: await repository.git('rev-parse', 'main'),
      outbox: [],
      durable: false,
    });
    const { files: listed, refused } = await git.listFiles();
    expect(listed.map(({ path }) => path)).toEqual(
      (await repository.git('ls-tree', '-r', '--name-only', 'main')).split('\n'),
    );
    expect(
      Object.fromEntries([...listed].flatMap(({ path, row }) => (row === null ? [] : [[path, row.title]]))),
    ).toEqual({
      'posts/deep/two.md': 'Two',
      'posts/one.md': 'One, again',
    });
    expect(refused).toEqual([]);
  });

  it('takes a commit that git finds sound and that changes only what it says', async () => {
    const { repository, server } = await serve({ files }, { protocol2, filter });
    const client = await cloneOf(server);
    const made = await commit(
      client,
      [
        write('posts/one.md', '# One\n\nFirst post, edited.\n'),
        { kind: 'delete', path: 'posts/deep/two.md' },
        write('posts/ünïcode 漢字.md', '# New\n'),
      ],
      'Edit: one\n\nWhy not',
    );
    expect(await client.git.push()).toMatchObject({ kind: 'published', head: made });
    expect(await repository.git('rev-parse', 'main')).toBe(made);
    expect(await repository.git('fsck', '--strict')).toBe('');
    expect(await repository.git('-c', 'core.quotePath=false', 'diff', '--name-status', 'main~1', 'main')).toBe(
      'D\tposts/deep/two.md\nM\tposts/one.md\nA\tposts/ünïcode 漢字.md',
    );
    expect(await repository.git('log', '-1', '--format=%an <%ae>%n%B')).toBe(
      'Ada Editor <ada@example.test>\nEdit: one\n\nWhy not\n',
    );
    expect(await client.git.state()).toMatchObject({ head: made, remoteHead: made, outboxBase: made, outbox: [] });
  });

  it('follows the remote and reads only what is new', async () => {
    const { repository, server } = await serve({ files }, { protocol2, filter });
    const { git } = await cloneOf(server);
    const tip = await repository.commit({ files: { 'posts/one.md': '# Uno\n' }, author: 'Grace <grace@example.test>' });
    expect(await git.fetch()).toEqual({ kind: 'fetched', remoteHead: tip, moved: true });
    expect((await git.state()).head).toBe(tip);
    const one = (await git.listFiles()).files.find(({ path }) => path === 'posts/one.md');
    expect(one?.row?.title).toBe('Uno');
    expect(one?.lastChange?.author).toBe('Grace');
    expect(await git.fetch()).toEqual({ kind: 'fetched', remoteHead: tip, moved: false });
  });

  it('opens an empty repository and makes its first commit', async () => {
    const { repository, server } = await serve({}, { protocol2, filter });
    const client = await cloneOf(server);
    expect(await client.git.state()).toMatchObject({ branch: 'main', head: null });
    const made = await commit(client, [write('posts/first.md', '# First\n')]);
    expect(await client.git.push()).toMatchObject({ kind: 'published' });
    expect(await repository.git('rev-parse', 'main')).toBe(made);
  });
});

describe('a clone', () => {
  it('is kept: a second tab opens it without a request', async () => {
    const { server } = await serve({ files });
    const store = new MemoryRepositoryStore();
    await cloneOf(server, store);
    const before = server.requests.length;
    const second = openTestClient(store);
    undo.push(() => second.close());
    expect(await second.git.open({ url: server.url })).toMatchObject({ branch: 'main' });
    expect((await second.git.listFiles()).files).toHaveLength(4);
    expect(server.requests).toHaveLength(before);
  });

  it('that is cancelled leaves nothing, and can be made again', async () => {
    const { server } = await serve({ files });
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    const controller = new AbortController();
    const outcome = await client.git.clone({ signal: controller.signal, onProgress: () => controller.abort() });
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
    expect(await client.git.open({ url: server.url })).toBeUndefined();
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  });

  it('says how far it is in bytes and objects', async () => {
    const { server } = await serve({ files });
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    const seen: string[] = [];
    let last = { receivedBytes: 0, objects: 0, totalObjects: 0 };
    await client.git.clone({
      onProgress: ({ phase, ...rest }) => {
        if (seen.at(-1) !== phase) seen.push(phase);
        last = { totalObjects: 0, ...rest };
      },
    });
    expect(seen).toEqual(['connecting', 'receiving', 'storing', 'reading']);
    expect(last.receivedBytes).toBeGreaterThan(100);
    expect(last.objects).toBe(last.totalObjects);
  });

  it.each([
    [401, 'sign-in-needed'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'server-error'],
  ] as const)('that meets status %i fails as %s at whichever request', async (status, code) => {
    const { server } = await serve({ files });
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    for (const index of [0, 1, 2]) {
      const start = server.requests.length;
      server.setFault((request) => (request.index === start + index ? { kind: 'status', status } : undefined));
      expect(await client.git.clone()).toMatchObject({ kind: 'failed', error: { code } });
    }
    server.setFault(undefined);
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  });

  it('never takes an answer that is cut short for a whole one', async () => {
    const { server } = await serve({ files });
    for (const index of [0, 1, 2]) {
      for (const share of [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]) {
        // One that has not met the server: what that can do is asked once.
        const client = openTestClient();
        undo.push(() => client.close());
        await client.git.open({ url: server.url });
        const start = server.requests.length;
        server.setFault((request) => (request.index === start + index ? { kind: 'cut', share } : undefined));
        const outcome = await client.git.clone();
        expect(outcome, `request ${index} cut at ${share}`).toMatchObject({ kind: 'failed' });
        server.setFault(undefined);
      }
    }
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  });

  it('refuses a repository with SHA-256 names by name', async () => {
    const { server, repository } = await serve({});
    await runTestGit([
      'init',
      '-q',
      '--bare',
      '--object-format=sha256',
      '-b',
      'main',
      `${repository.path}/../other.git`,
    ]);
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url.replace('site.git', 'other.git') });
    expect(await client.git.clone()).toMatchObject({
      kind: 'failed',
      error: { code: 'unsupported', data: { objectFormat: 'sha256' } },
    });
  });

  it('asks for a sign-in, and works with the right one', async () => {
    const { server } = await serve({ files }, { credentials: { username: 'ada', password: 'pässword' } });
    const client = openTestClient();
    undo.push(() => client.close());
    await client.git.open({ url: server.url });
    expect(await client.git.clone()).toMatchObject({ kind: 'failed', error: { code: 'sign-in-needed' } });
    await client.git.setCredentials({ username: 'ada', password: 'pässword' });
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  });
});

describe('a commit', () => {
  it('leaves neighbours of every kind as they are', async () => {
    const { repository, server } = await serve({ files });
    const { path } = repository;
    const blob = await runTestGit(['hash-object', '-w', '--stdin'], { cwd: path, input: 'text\n' });
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 132735\n`;
    const large = await runTestGit(['hash-object', '-w', '--stdin'], { cwd: path, input: pointer });
    const main = await repository.git('rev-parse', 'main');
    const entries = Buffer.concat([
      Buffer.from(`100644 blob ${large}\tphoto.png\0`),
      Buffer.from(`100755 blob ${blob}\trun.sh\0`),
      Buffer.from(`120000 blob ${blob}\tlink\0`),
      Buffer.from(`160000 commit ${main}\tmodule\0`),
      Buffer.from(`100644 blob ${blob}\tlatin-`),
      Buffer.from([0xe9]),
      Buffer.from('.md\0'),
      Buffer.from(`100644 blob ${blob}\tplain.md\0`),
    ]);
    const inner = await runTestGit(['mktree', '-z'], { cwd: path, input: entries });
    const outer = await runTestGit(['mktree'], {
      cwd: path,
      input: `040000 tree ${inner}\tposts\n100644 blob ${blob}\tposts.md\n`,
    });
    const odd = await runTestGit(['commit-tree', outer, '-p', main, '-m', 'odd'], { cwd: path });
    await repository.git('update-ref', 'refs/heads/main', odd);
    const client = await cloneOf(server);
    const { files: listed, refused } = await client.git.listFiles();
    expect(listed.map((file) => file.path)).toEqual(['posts.md', 'posts/photo.png', 'posts/plain.md', 'posts/run.sh']);
    expect(refused.map((entry) => entry.path)).toEqual(['posts/latin-\uFFFD.md', 'posts/link', 'posts/module']);

    await commit(client, [write('posts/plain.md', 'edited\n'), write('posts/run.sh', 'echo\n')]);
    await client.git.push();
    expect(await repository.git('diff', '--raw', '--abbrev=4', 'main~1', 'main')).toMatch(
      /^:100644 100644 \w+ \w+ M\tposts\/plain\.md\n:100755 100755 \w+ \w+ M\tposts\/run\.sh$/,
    );
    expect(await repository.read('posts/photo.png')).toBe(pointer);
  });

  it('on an older head is not made', async () => {
    const { server } = await serve({ files });
    const client = await cloneOf(server);
    const first = await commit(client, [write('posts/one.md', 'a\n')]);
    const outcome = await client.git.commit({
      changes: [write('posts/one.md', 'b\n')],
      message: 'x',
      author,
      expectedHead: (await client.git.state()).remoteHead,
    });
    expect(outcome).toEqual({ kind: 'head-moved', head: first });
  });

  it('that changes nothing is not made', async () => {
    const { server } = await serve({ files });
    const { git } = await cloneOf(server);
    const { head } = await git.state();
    expect(
      await git.commit({
        changes: [write('posts/one.md', files['posts/one.md'])],
        message: 'x',
        author,
        expectedHead: head,
      }),
    ).toEqual({ kind: 'nothing-to-commit' });
    expect((await git.state()).head).toBe(head);
  });

  it.each(['.git/config', '../up.md', 'a//b.md', 'posts', 'posts/one.md/below.md', 'con.md'])(
    'to %s is refused',
    async (path) => {
      const { server } = await serve({ files });
      const { git } = await cloneOf(server);
      const { head } = await git.state();
      const making = git.commit({ changes: [write(path, 'x')], message: 'x', author, expectedHead: head });
      await expect(making).rejects.toMatchObject({ code: 'invalid-path' });
    },
  );

  it('to a file that is there already is made at its name, even where Windows has none like it', async () => {
    const { repository, server } = await serve({ files: { 'posts/what?.md': '# What\n', 'posts/aux.md': '# Aux\n' } });
    const client = await cloneOf(server);
    await commit(client, [write('posts/what?.md', '# Edited\n'), { kind: 'delete', path: 'posts/aux.md' }]);
    expect(await client.git.push()).toMatchObject({ kind: 'published' });
    expect(await repository.git('ls-tree', '-r', '--name-only', 'main')).toBe('posts/what?.md');
    expect(await repository.read('posts/what?.md')).toBe('# Edited\n');
    const { head } = await client.git.state();
    const changes = [write('posts/why?.md', 'x')];
    const making = client.git.commit({ changes, message: 'x', author, expectedHead: head });
    await expect(making).rejects.toMatchObject({ code: 'invalid-path' });
  });

  it('gives the very ids that git gives', async () => {
    const { server, repository } = await serve({ files });
    const client = await cloneOf(server);
    await commit(client, [write('posts/a.md', 'a\n'), write('posts.md', 'b\n')]);
    await client.git.push();
    const blob = await runTestGit(['hash-object', '--stdin'], { input: 'a\n' });
    expect(await repository.git('rev-parse', 'main:posts/a.md')).toBe(blob);
    const raw = await repository.git('cat-file', 'commit', 'main');
    const head = (await client.git.state()).head;
    expect(
      createHash('sha1')
        .update(`commit ${Buffer.byteLength(raw) + 1}\0${raw}\n`)
        .digest('hex'),
    ).toBe(head);
  });
});

/** A clone with a commit that the remote took, though it does not know that. */
async function pushWithLostAnswer() {
  const { repository, server } = await serve({ files });
  const client = await cloneOf(server);
  await commit(client, [write('posts/one.md', 'mine\n')]);
  server.setFault(({ url }) => (url.endsWith('git-receive-pack') && !url.includes('?') ? { kind: 'lose' } : undefined));
  await client.git.push();
  server.setFault(undefined);
  return { repository, client };
}

describe('a push', () => {
  it('is not made when the remote has moved, and nothing is overwritten', async () => {
    const { repository, server } = await serve({ files });
    const client = await cloneOf(server);
    await commit(client, [write('posts/one.md', 'mine\n')]);
    const theirs = await repository.commit({ files: { 'README.md': 'theirs\n' } });
    expect(await client.git.push()).toEqual({ kind: 'remote-moved' });
    expect(await repository.git('rev-parse', 'main')).toBe(theirs);
    expect(await client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: theirs, moved: true });
    const { outbox, outboxBase, head } = await client.git.state();
    expect(outbox.map(({ paths }) => paths)).toEqual([['posts/one.md']]);
    expect(outboxBase).not.toBe(theirs);
    const rebuilt = await client.git.rebuildOutbox({
      expectedHead: head,
      onto: theirs,
      commits: [{ changes: [write('posts/one.md', 'mine\n')], message: 'Edit', author, time: 1_760_000_000_000 }],
    });
    expect(rebuilt).toMatchObject({ kind: 'committed' });
    expect(await client.git.push()).toMatchObject({ kind: 'published' });
    expect(await repository.git('rev-list', '--count', 'main')).toBe('3');
    expect(await repository.git('rev-parse', 'main~1')).toBe(theirs);
  });

  it('that lost the race between asking and sending is told so', async () => {
    const { repository, server } = await serve({ files });
    const client = await cloneOf(server);
    await commit(client, [write('posts/one.md', 'mine\n')]);
    let theirs = '';
    const start = server.requests.length;
    const pushing: Promise<PushOutcome> = client.git.push();
    server.setFault(({ index }) => {
      if (index === start + 1) return { kind: 'status', status: 503 };
      return undefined;
    });
    expect(await pushing).toMatchObject({ kind: 'failed', error: { code: 'server-error' } });
    server.setFault(undefined);
    theirs = await repository.commit({ files: { 'README.md': 'theirs\n' } });
    expect(await client.git.push()).toEqual({ kind: 'remote-moved' });
    expect(await repository.git('rev-parse', 'main')).toBe(theirs);
  });

  it('whose answer was lost is found on the remote by the next try: one commit, once', async () => {
    const { repository, server } = await serve({ files });
    const client = await cloneOf(server);
    const made = await commit(client, [write('posts/one.md', 'mine\n')]);
    server.setFault(({ url }) =>
      url.endsWith('git-receive-pack') && !url.includes('?') ? { kind: 'lose' } : undefined,
    );
    expect(await client.git.push()).toMatchObject({ kind: 'failed' });
    server.setFault(undefined);
    expect(await repository.git('rev-parse', 'main')).toBe(made);
    expect(await client.git.push()).toMatchObject({ kind: 'published', head: made });
    expect(await repository.git('rev-list', '--count', 'main')).toBe('2');
  });

  it('whose answer was lost is found also when someone went on from it', async () => {
    const { repository, client } = await pushWithLostAnswer();
    const theirs = await repository.commit({ files: { 'README.md': 'on top\n' } });
    expect(await client.git.push()).toEqual({ kind: 'remote-moved' });
    await client.git.fetch();
    expect(await client.git.state()).toMatchObject({ head: theirs, outbox: [] });
    expect(await client.git.push()).toEqual({ kind: 'nothing-to-push' });
  });

  it('whose answer was lost is found under others’ commits also when another of ours was made since', async () => {
    const { repository, client } = await pushWithLostAnswer();
    const [first] = (await client.git.state()).outbox;
    const theirs = await repository.commit({ files: { 'posts/one.md': 'theirs\n' } });
    await commit(client, [write('posts/two.md', 'mine too\n')]);
    await client.git.fetch();
    const { head, outbox, outboxBase, remoteHead } = await client.git.state();
    expect({ remoteHead, outboxBase, outbox: outbox.map(({ oid }) => oid) }).toEqual({
      remoteHead: theirs,
      outboxBase: first?.oid,
      outbox: [head],
    });
  });

  it('that a hook refuses gives the words of the remote, and the commit waits', async () => {
    const { repository, server } = await serve({ files });
    await writeFile(join(repository.path, 'hooks/pre-receive'), '#!/bin/sh\necho "Only on weekdays." >&2\nexit 1\n', {
      mode: 0o755,
    });
    const client = await cloneOf(server);
    await commit(client, [write('posts/one.md', 'mine\n')]);
    const outcome = await client.git.push();
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(outcome.kind === 'refused' ? outcome.reason : '').toContain('Only on weekdays.');
    expect((await client.git.state()).outbox).toHaveLength(1);
  });

  it('sends only the new objects', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`posts/p${index}.md`, `# ${index}\n\n${'word '.repeat(200)}\n`]),
    );
    const { repository, server } = await serve({ files: many });
    const client = await cloneOf(server);
    await commit(client, [write('posts/p7.md', '# Seven\n')]);
    const before = Number((await repository.git('count-objects', '-v')).match(/^count: (\d+)$/m)?.[1]);
    await client.git.push();
    const after = Number((await repository.git('count-objects', '-v')).match(/^count: (\d+)$/m)?.[1]);
    expect(after - before).toBe(4);
  });
});

describe('an outbox', () => {
  it('can be dropped, and the branch follows the remote again', async () => {
    const { server } = await serve({ files });
    const { git, ...client } = await cloneOf(server);
    await commit({ git, ...client }, [write('posts/one.md', 'mine\n')]);
    const { head, outboxBase } = await git.state();
    if (outboxBase === null) throw new Error('no base');
    expect(await git.rebuildOutbox({ expectedHead: head, onto: outboxBase, commits: [] })).toEqual({
      kind: 'nothing-to-commit',
    });
    expect(await git.state()).toMatchObject({ head: outboxBase, outbox: [] });
  });
});
