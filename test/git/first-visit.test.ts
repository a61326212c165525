import { systemClock, type Clock } from '#base';
import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { createTestLock, openTestClient, type TestClient, type TestLock } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Visit {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly client: TestClient;
}

interface VisitOptions extends GitServerOptions {
  readonly store?: MemoryRepositoryStore;
  readonly lock?: TestLock;
  readonly clock?: Clock;
  readonly isFirstVisit?: () => Promise<boolean>;
}

async function visit({
  store = new MemoryRepositoryStore(),
  lock = createTestLock(),
  clock = systemClock,
  isFirstVisit = async () => true,
  ...options
}: VisitOptions = {}): Promise<Visit> {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n', 'posts/two.md': '# Two\n' } });
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  const client = openTestClient(store, lock, { clock, isFirstVisit });
  undo.push(() => client.close());
  return { repository, server, client };
}

/** What all requests were for, in no order: "refs" for what the server can do. */
const kindsOf = ({ requests }: GitServer): readonly string[] =>
  requests.map((url) => (url.includes('/info/refs') ? 'refs' : 'call')).sort();

async function expectCloned({ client, repository }: Visit): Promise<void> {
  expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  expect(await client.git.fill()).toEqual({ kind: 'filled' });
  const { files, head } = await client.git.listFiles();
  expect(files.map(({ row }) => row?.title)).toEqual(['One', 'Two']);
  expect(head).toBe((await repository.git('rev-parse', 'main')).trim());
}

describe('a first visit', () => {
  it('asks the remote once, before there is a store, and clones with what it said', async () => {
    const visited = await visit();
    await visited.client.git.open({ url: visited.server.url });
    await expectCloned(visited);
    // The branches, the folders and the files: nothing is asked again.
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call', 'refs']);
  });

  it('asks nothing before a clone where it is not the first', async () => {
    const visited = await visit({ isFirstVisit: async () => false });
    await visited.client.git.open({ url: visited.server.url });
    expect(visited.server.requests).toEqual([]);
    await expectCloned(visited);
  });

  it('asks again with the credentials of who signs in', async () => {
    const credentials = { username: 'ada', password: 'secret' };
    const visited = await visit({ credentials });
    await visited.client.git.open({ url: visited.server.url });
    expect(await visited.client.git.clone()).toMatchObject({ error: { code: 'sign-in-needed' } });
    await visited.client.git.setCredentials(credentials);
    await expectCloned(visited);
  });

  it.each([
    ['fails', { kind: 'status', status: 500 }],
    ['is cut off', { kind: 'cut', share: 0.5 }],
    ['is told to wait', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['is told what is not there', { kind: 'status', status: 404 }],
  ] as const)('clones all the same when what it asks early %s', async (_name, fault) => {
    const visited = await visit({ fault: ({ index }) => (index < 2 ? fault : undefined) });
    await visited.client.git.open({ url: visited.server.url });
    await expectCloned(visited);
    expect(kindsOf(visited.server).filter((kind) => kind === 'refs')).toHaveLength(2);
  });

  it('does not clone what the remote said long ago', async () => {
    let later = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + later };
    const visited = await visit({ clock });
    await visited.client.git.open({ url: visited.server.url });
    later = 20_000;
    await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned' });
    expect((await visited.client.git.state()).head).toBe((await visited.repository.git('rev-parse', 'main')).trim());
    expect(kindsOf(visited.server).filter((kind) => kind === 'refs')).toHaveLength(2);
  });

  it('can be cancelled while the remote says nothing', async () => {
    const visited = await visit();
    visited.server.setFault(() => ({ kind: 'hang' }));
    const controller = new AbortController();
    await visited.client.git.open({ url: visited.server.url });
    const cloning = visited.client.git.clone({ signal: controller.signal });
    controller.abort();
    expect(await cloning).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('can be cancelled before the browser lets it begin', async () => {
    const controller = new AbortController();
    const lock = createTestLock();
    const late: TestLock = {
      ...lock,
      transfer(work) {
        controller.abort();
        // The message that says so comes first.
        return new Promise((resolve) => setTimeout(resolve)).then(() => lock.transfer(work));
      },
    };
    const visited = await visit({ lock: late });
    visited.server.setFault(() => ({ kind: 'hang' }));
    await visited.client.git.open({ url: visited.server.url });
    expect(await visited.client.git.clone({ signal: controller.signal })).toMatchObject({
      error: { code: 'cancelled' },
    });
  });

  it('does not take the branch back where another tab has cloned and gone on meanwhile', async () => {
    const [store, lock] = [new MemoryRepositoryStore(), createTestLock()];
    const visited = await visit({ store, lock });
    const other = openTestClient(store, lock);
    undo.push(() => other.close());
    for (const { git } of [visited.client, other]) await git.open({ url: visited.server.url });
    expect(await other.git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned' });
    const theirs = await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await other.git.fetch()).toMatchObject({ remoteHead: theirs });
    expect(await visited.client.git.fetch()).toMatchObject({ remoteHead: theirs });
    expect(await visited.client.git.state()).toMatchObject({ head: theirs });
  });
});
