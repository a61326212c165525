import { afterEach, describe, expect, it } from 'vitest';
import { GalleyError } from '#base';
import { MemoryRepositoryStore, type RepositoryStore } from '#git/engine';
import { createMemoryDraftStore } from '#drafts';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { KillableStorage } from '../faults/killable-storage.ts';
import { startGitServer, type GitServer, type GitServerOptions } from './git-server.ts';
import { createTestLock, openTestClient, type TestClient, type TestLock } from './open-repository.ts';

const author = { name: 'Ada', email: 'ada@example.test' };
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Place {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly store: RepositoryStore;
  readonly lock: TestLock;
}

const posts = Object.fromEntries(
  Array.from({ length: 120 }, (_, index) => [`posts/${index}.md`, `# Post ${index}\n\nText ${index * 977}.\n`]),
);

/** `main` with 120 posts, and `autumn`, which began two commits before its tip and has two posts of its own. */
async function build(
  options: GitServerOptions = {},
  store: RepositoryStore = new MemoryRepositoryStore(),
): Promise<Place> {
  const repository = await buildRepository({ files: posts });
  await repository.git('branch', 'autumn');
  await repository.commit({ files: { 'posts/0.md': '# Post 0 of main\n' } });
  await repository.commit({ files: { 'posts/new.md': '# Only on main\n' } });
  await commitTo(repository, 'autumn', { 'posts/leaves.md': '# Leaves\n', 'posts/1.md': '# Post 1 of autumn\n' });
  const server = await startGitServer(repository.path, options);
  undo.push(() => server.stop());
  return { repository, server, store, lock: createTestLock() };
}

async function commitTo(repository: TestRepository, branch: string, files: Readonly<Record<string, string>>) {
  const stream = Object.entries(files).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const head = `commit refs/heads/${branch}\ncommitter Bob <bob@example.test> 1770000000 +0000\ndata 6\nAutumn\n`;
  const { runTestGit } = await import('../browser/harness/run-test-git.ts');
  await runTestGit(['fast-import', '--quiet', '--date-format=raw'], {
    cwd: repository.path,
    input: `${head}from refs/heads/${branch}^0\n${stream.join('')}\n`,
  });
}

/** A tab on a branch; the first one of a place clones. */
async function openTab({ server, store, lock }: Place, branch?: string): Promise<TestClient> {
  const client = openTestClient(store, lock);
  undo.push(() => client.close());
  const location = { url: server.url, ...(branch === undefined ? {} : { branch }) };
  if ((await client.git.open(location)) === undefined) {
    const cloned = await client.git.clone();
    if (cloned.kind === 'failed') throw cloned.error;
  }
  const filled = await client.git.fill();
  if (filled.kind === 'failed') throw filled.error;
  return client;
}

async function write({ git }: TestClient, path: string, text: string): Promise<string> {
  const { head } = await git.state();
  const changes = [{ kind: 'write' as const, path, content: new TextEncoder().encode(text) }];
  const outcome = await git.commit({ changes, message: `Write ${path}`, author, expectedHead: head });
  return outcome.kind === 'committed' ? outcome.commit : outcome.kind;
}

async function titles({ git }: TestClient): Promise<readonly unknown[]> {
  const { files } = await git.listFiles();
  return files.filter(({ path }) => /posts\/(?:0|1|new|leaves)\.md/.test(path)).map(({ row }) => row?.title);
}

const onMain = ['Post 0 of main', 'Post 1', 'Only on main'];
const onAutumn = ['Post 0', 'Post 1 of autumn', 'Leaves'];

describe('a branch beside the first', () => {
  it.each([
    ['protocol 2', {}],
    ['protocol 2 without filters', { unsaid: 'filter' }],
    ['protocol 0', { protocol2: false }],
  ] as const)('[B1] is brought with what differs, and listed with its titles, by %s', async (_name, options) => {
    const place = await build(options);
    const first = await openTab(place);
    expect(await titles(first)).toEqual(onMain);
    const before = await first.git.state();
    expect(await first.git.openBranch('autumn')).toEqual({ kind: 'opened' });
    expect(await first.git.state()).toMatchObject({ head: before.head, branch: 'main' });
    expect((await first.git.state()).opened).toEqual([
      { name: 'autumn', isFirst: false, hasOutbox: false },
      { name: 'main', isFirst: true, hasOutbox: false },
    ]);

    const second = await openTab(place, 'autumn');
    expect(await second.git.state()).toMatchObject({
      branch: 'autumn',
      head: await place.repository.git('rev-parse', 'autumn'),
      outbox: [],
    });
    expect(await titles(second)).toEqual(onAutumn);
    expect((await second.git.listFiles()).complete).toBe(true);
    expect(await titles(await openTab(place))).toEqual(onMain);
  });

  it('[B1] asks for no file again that the first one has', async () => {
    const place = await build();
    const first = await openTab(place);
    const before = place.server.sentBytes();
    await first.git.openBranch('autumn');
    await openTab(place, 'autumn');
    // The trees of a branch that began earlier, and two posts; all posts are more than 12 kB.
    expect(place.server.sentBytes() - before).toBeLessThan(9000);
  });

  it('[B2] has an outbox of its own, which is pushed to it alone', async () => {
    const place = await build();
    const first = await openTab(place);
    await first.git.openBranch('autumn');
    const second = await openTab(place, 'autumn');
    const [one, two] = [
      await write(first, 'posts/2.md', '# Two on main\n'),
      await write(second, 'posts/2.md', '# Two in autumn\n'),
    ];
    expect((await first.git.state()).outbox.map(({ oid }) => oid)).toEqual([one]);
    const again = await openTab(place, 'autumn');
    expect((await again.git.state()).outbox.map(({ oid }) => oid)).toEqual([two]);
    expect((await again.git.state()).opened.map(({ hasOutbox }) => hasOutbox)).toEqual([true, true]);
    expect(await again.git.push()).toMatchObject({ kind: 'published', head: two });
    const { repository } = place;
    expect(await repository.git('rev-parse', 'autumn')).toBe(two);
    expect(await repository.git('rev-parse', 'main')).not.toBe(one);
    const back = await openTab(place);
    expect((await back.git.state()).outbox.map(({ oid }) => oid)).toEqual([one]);
    expect(await back.git.push()).toMatchObject({ kind: 'published', head: one });
    expect(await repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('[B2] is worked on in one tab while another tab works on another', async () => {
    const place = await build();
    const first = await openTab(place);
    await first.git.openBranch('autumn');
    const second = await openTab(place, 'autumn');
    for (let round = 0; round < 4; round += 1)
      await Promise.all([write(first, 'posts/3.md', `# M${round}\n`), write(second, 'posts/3.md', `# A${round}\n`)]);
    await commitTo(place.repository, 'autumn', { 'posts/4.md': '# Four\n' });
    const [pushed, fetched] = await Promise.all([first.git.push(), second.git.fetch()]);
    expect([pushed.kind, fetched]).toMatchObject(['published', { kind: 'fetched', moved: true }]);
    expect((await first.git.state()).outbox).toEqual([]);
    expect((await second.git.state()).outbox).toHaveLength(4);
    expect((await first.git.listFiles()).files.find(({ path }) => path === 'posts/3.md')?.row?.title).toBe('M3');
    expect((await second.git.listFiles()).files.find(({ path }) => path === 'posts/3.md')?.row?.title).toBe('A3');
  });

  it('[B3] that was open before is there offline; any other says why not, and nothing changes', async () => {
    const place = await build();
    const first = await openTab(place);
    await first.git.openBranch('autumn');
    await openTab(place, 'autumn');
    place.server.setFault(() => ({ kind: 'status', status: 503 }));
    expect(await first.git.openBranch('autumn')).toEqual({ kind: 'opened' });
    expect(await titles(await openTab(place, 'autumn'))).toEqual(onAutumn);
    const before = await first.git.state();
    expect(await first.git.openBranch('main-2')).toMatchObject({ kind: 'failed', error: { code: 'server-error' } });
    expect(await first.git.listBranches()).toMatchObject({ kind: 'failed', error: { code: 'server-error' } });
    place.server.setFault(undefined);
    expect(await first.git.openBranch('gone')).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    await expect(first.git.openBranch('../x')).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await first.git.state()).toEqual(before);
  });

  it('[B1] whose tip is here as a review’s, without files, gets its files', async () => {
    const place = await build();
    const first = await openTab(place);
    await place.repository.git('branch', 'cms/posts/leaves', 'autumn');
    await first.git.fetchRefs({ lines: [], branches: ['refs/heads/cms/'] });
    expect(await first.git.openBranch('autumn')).toEqual({ kind: 'opened' });
    expect(await titles(await openTab(place, 'autumn'))).toEqual(onAutumn);
  });

  it('[B4] that a location names is brought after the remote’s own when nothing is here', async () => {
    const place = await build();
    const tab = await openTab(place, 'autumn');
    expect(await titles(tab)).toEqual(onAutumn);
    expect((await tab.git.state()).opened.find(({ isFirst }) => isFirst)?.name).toBe('main');
    const other = openTestClient(place.store, place.lock);
    undo.push(() => other.close());
    expect(await other.git.open({ url: place.server.url, branch: 'nowhere' })).toBeUndefined();
    expect(await other.git.clone()).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    expect(await titles(await openTab(place))).toEqual(onMain);
  });

  it('lists the remote’s branches, and none whose name is none', async () => {
    const place = await build();
    await place.repository.git('branch', 'a/b');
    const { git } = await openTab(place);
    expect(await git.listBranches()).toEqual({ kind: 'listed', branches: ['a/b', 'autumn', 'main'] });
  });
});

it('[B5] a browser that dies while a branch is brought has it whole or not at all, and its work on the first', async () => {
  const site = await build();
  for (let at = 1; ; at += 1) {
    const kept = { store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore() };
    const place = { ...site, store: kept.store, lock: createTestLock() };
    const first = await openTab(place);
    const made = await write(first, 'posts/5.md', '# Five\n');
    const dying = new KillableStorage(kept);
    const tab = await openTab({ ...place, store: dying.store });
    dying.kill({ at, lastWrite: at % 2 === 0 ? 'dropped' : 'torn' });
    const opened = await tab.git.openBranch('autumn').then(
      ({ kind }) => kind,
      () => 'killed',
    );
    const again = await openTab({ ...place, lock: createTestLock() });
    expect((await again.git.state()).outbox.map(({ oid }) => oid)).toEqual([made]);
    expect(await again.git.openBranch('autumn')).toEqual({ kind: 'opened' });
    expect(await titles(await openTab(place, 'autumn'))).toEqual(onAutumn);
    if (opened === 'opened') break;
    expect(at).toBeLessThan(10);
  }
});

/** A browser that lost all packs that it had at one moment. */
class LosingStore extends MemoryRepositoryStore {
  #lost = new Set<string>();

  async losePacks(): Promise<void> {
    this.#lost = new Set((await this.readRecord())?.packs);
  }

  override openPack(name: string): ReturnType<RepositoryStore['openPack']> {
    if (this.#lost.has(name))
      return Promise.reject(new GalleyError('corrupt', 'A pack is missing', { data: { name } }));
    return super.openPack(name);
  }
}

it('[B6] a browser that loses its packs heals all branches, and what waits on each stays', async () => {
  const store = new LosingStore();
  const place = await build({}, store);
  const first = await openTab(place);
  await first.git.openBranch('autumn');
  const made = await write(await openTab(place, 'autumn'), 'posts/5.md', '# Five\n');
  await store.losePacks();
  expect(await titles(await openTab(place))).toEqual(onMain);
  const { head } = await first.git.state();
  expect(await (await openTab(place)).git.resolvePath(head ?? '', 'posts/0.md')).toMatch(/^[0-9a-f]{40}$/);
  const second = await openTab(place, 'autumn');
  expect((await second.git.state()).outbox.map(({ oid }) => oid)).toEqual([made]);
  expect(await titles(second)).toEqual(onAutumn);
  expect(await second.git.push()).toMatchObject({ kind: 'published', head: made });
});
