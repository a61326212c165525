import { execFileSync } from 'node:child_process';
import { MemoryRepositoryStore, type RepositoryStore } from '#git/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  expectCloned,
  kindsOf,
  leaveAfterEach,
  openBeside,
  tipOf,
  visit,
  type Visit,
  type VisitOptions,
} from './first-visit.ts';
import { createTestLock } from './open-repository.ts';

/** What a worker could tell nobody: an error that is reported there ends it. */
const reported: unknown[] = [];

beforeEach(() => {
  reported.length = 0;
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
});

afterEach(() => {
  vi.unstubAllGlobals();
  if (reported.length > 0) throw new Error(`The worker reported ${reported.map(String).join(', ')}`);
});

// Ends before it is looked what was reported.
leaveAfterEach();

/** A tab on a first visit to a remote that gives tips by their names, and that the tab knows of. */
const visitKnown = (options: VisitOptions = {}): Promise<Visit> => visit({ isKnown: true, ...options });

const postsOf = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, post) => [`posts/${post}.md`, `# Post ${post}\n`]));

describe('a first visit to a remote that is known', () => {
  it('asks for the folders at once, and for nothing twice', async () => {
    const visited = await visitKnown();
    expect(await visited.client.git.open(visited.location)).toBeUndefined();
    await expectCloned(visited);
    // The folders, the branches and the files.
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call']);
  });

  it('lists the files before the browser has opened its storage', async () => {
    let opened: (store: RepositoryStore) => void = () => undefined;
    const opening = new Promise<RepositoryStore>((resolve) => {
      opened = resolve;
    });
    const visited = await visitKnown({ openStore: () => opening });
    const { git } = visited.client;
    await git.open(visited.location);
    const listed = new Promise<readonly string[]>((resolve) => {
      git.subscribe(() => {
        void git.listFiles().then(({ files }) => resolve(files.map(({ path }) => path)));
      });
    });
    const cloning = git.clone();
    expect(await listed).toEqual(['posts/one.md', 'posts/two.md']);
    expect(await Promise.race([cloning, Promise.resolve('not kept yet')])).toBe('not kept yet');
    opened(new MemoryRepositoryStore());
    expect(await cloning).toMatchObject({ kind: 'cloned' });
    expect(await git.fill()).toEqual({ kind: 'filled' });
  });

  it('says that nothing is kept when it knows', async () => {
    const visited = await visitKnown();
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(await visited.client.git.state()).toMatchObject({ durable: false });
  });

  it('fails as the storage does, and can be begun again', async () => {
    let opened = 0;
    const store = new MemoryRepositoryStore();
    const openStore = async (): Promise<RepositoryStore> => {
      opened += 1;
      if (opened === 1) throw new Error('The disk is gone');
      return store;
    };
    const visited = await visitKnown({ openStore });
    await visited.client.git.open(visited.location);
    await expect(visited.client.git.clone()).rejects.toThrow('The disk is gone');
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
  });

  it.each([
    ['fails', { kind: 'status', status: 500 }],
    ['is cut off', { kind: 'cut', share: 0.7 }],
    ['is garbled', { kind: 'garble' }],
    ['is told to wait', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
  ] as const)('clones all the same when what it asks first %s', async (_name, fault) => {
    const visited = await visitKnown({ fault: ({ index }) => (index === 0 ? fault : undefined) });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(visited.server.requests.length).toBeGreaterThan(3);
  });

  it('clones all the same when the remote can no longer do what it could', async () => {
    const visited = await visitKnown();
    await visited.repository.git('config', 'uploadpack.allowRefInWant', 'false');
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(visited.server.requests.length).toBeGreaterThan(3);
  });

  it('takes the branch as it is when the remote moves on between its two answers', async () => {
    const visited = await visitKnown();
    const older = await tipOf(visited);
    const newer = await visited.repository.commit({ files: { 'posts/two.md': '# Two\n\nMore.\n' } });
    await visited.repository.git('update-ref', 'refs/heads/main', older);
    // The folders are asked for first, then the branches.
    visited.server.setFault(({ index }) => {
      if (index === 1) execFileSync('git', ['update-ref', 'refs/heads/main', newer], { cwd: visited.repository.path });
      return undefined;
    });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect((await visited.client.git.state()).head).toBe(newer);
  });

  it('asks again when a tip that it was told of is not there', async () => {
    const visited = await visitKnown();
    const tip = await tipOf(visited);
    visited.server.setFault(({ index }) =>
      index === 1 ? { kind: 'swap', text: tip, by: 'f'.repeat(tip.length) } : undefined,
    );
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    // The folders, the branches, one that is refused, and both again with the files.
    expect(kindsOf(visited.server)).toHaveLength(7);
  });

  it('does not ask for the files twice when the folders break off', async () => {
    const broken = await visitKnown({
      // Their folder takes two packets, and the second is cut.
      files: postsOf(3500),
      fault: ({ index }) => (index === 0 ? { kind: 'cut', share: 0.95 } : undefined),
    });
    await broken.client.git.open(broken.location);
    expect(await broken.client.git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await broken.client.git.fill()).toEqual({ kind: 'filled' });
    expect((await broken.client.git.listFiles()).files.every(({ row }) => row !== null)).toBe(true);
    // The folders twice, the branches and the files once.
    expect(kindsOf(broken.server)).toEqual(['call', 'call', 'call', 'call']);
    expect((await broken.client.store.readRecord())?.packs).toHaveLength(1);
  });

  it('leaves the clone of another tab that was faster', async () => {
    const [store, lock] = [new MemoryRepositoryStore(), createTestLock()];
    let opened: (store: RepositoryStore) => void = () => undefined;
    const opening = new Promise<RepositoryStore>((resolve) => {
      opened = resolve;
    });
    const visited = await visitKnown({ files: postsOf(1500), store, lock, openStore: () => opening });
    const { git } = visited.client;
    await git.open(visited.location);
    const shown = new Promise<void>((resolve) => {
      git.subscribe(() => resolve());
    });
    const cloning = git.clone();
    await shown;
    // The other tab is at a later commit.
    const later = await visited.repository.commit({ files: { 'posts/0.md': '# Later\n' } });
    const other = openBeside(store, createTestLock());
    await other.git.open({ url: visited.server.url });
    expect(await other.git.clone()).toMatchObject({ kind: 'cloned', state: { head: later } });
    expect(await other.git.fill()).toEqual({ kind: 'filled' });
    opened(store);
    expect(await cloning).toMatchObject({ kind: 'cloned', state: { head: later } });
    const { head, files } = await git.listFiles();
    expect(head).toBe(later);
    expect(files.find(({ path }) => path === 'posts/0.md')).toMatchObject({ row: { title: 'Later' } });
    expect(await git.fill()).toEqual({ kind: 'filled' });
  });

  it('lets go of the files where the remote names no branch', async () => {
    const lock = createTestLock();
    const visited = await visitKnown({ lock });
    await visited.repository.git('update-ref', '--no-deref', 'HEAD', await tipOf(visited));
    await visited.repository.git('update-ref', '-d', 'refs/heads/main');
    await visited.client.git.open(visited.location);
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned', state: { head: null } });
    await visited.client.git.fill();
    let isFree = false;
    await vi.waitFor(async () => {
      await lock.unlessTransferring(async () => {
        isFree = true;
      });
      expect(isFree).toBe(true);
    });
  });

  it.each([true, false])(
    'clones where a proxy drops the protocol that the page was told of (first visit: %s)',
    async (isFirstVisit) => {
      const visited = await visitKnown({ protocol2: false, isFirstVisit });
      await visited.client.git.open(visited.location);
      await expectCloned(visited);
      expect(kindsOf(visited.server)).toContain('refs');
    },
  );

  it('asks anew what the remote can do when that was refused', async () => {
    const visited = await visitKnown();
    await visited.repository.git('config', 'uploadpack.allowFilter', 'false');
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toContain('refs');
  });

  it('goes on with the folders when someone signs in meanwhile', async () => {
    const visited = await visitKnown();
    await visited.client.git.open(visited.location);
    const cloning = visited.client.git.clone();
    await visited.client.git.setCredentials({ username: 'ada', password: 'secret' });
    expect(await cloning).toMatchObject({ kind: 'cloned' });
  });

  it('opens an empty repository', async () => {
    const visited = await visitKnown({ files: {} });
    const { git } = visited.client;
    await git.open(visited.location);
    expect(await git.clone()).toMatchObject({ kind: 'cloned', state: { branch: 'main' } });
  });

  it('can be cancelled while the folders do not come', async () => {
    const visited = await visitKnown();
    visited.server.setFault(() => ({ kind: 'hang' }));
    const controller = new AbortController();
    await visited.client.git.open(visited.location);
    const cloning = visited.client.git.clone({ signal: controller.signal });
    controller.abort();
    expect(await cloning).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('asks in full a remote that is said to have other ids', async () => {
    const visited = await visitKnown();
    const capabilities = ['version 2', 'fetch=shallow filter ref-in-want', 'object-format=sha256'];
    await visited.client.git.open({ ...visited.location, capabilities });
    // It is asked in full, and says that its ids are SHA-1.
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toContain('refs');
  });
});

describe('a first visit to a remote whose branch is known as well', () => {
  it('asks for the folders and the files, and for nothing else', async () => {
    const visited = await visitKnown({ head: 'main' });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toEqual(['call', 'call']);
  });

  it('asks in full when there is no such branch any more', async () => {
    const visited = await visitKnown({ head: 'trunk' });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call', 'call']);
  });

  it('asks in full when the remote can no longer do what it could', async () => {
    const visited = await visitKnown({ head: 'main' });
    await visited.repository.git('config', 'uploadpack.allowRefInWant', 'false');
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call', 'call']);
  });

  it('asks for the branches where it gives no tips by their names', async () => {
    const visited = await visit({ head: 'main' });
    const capabilities = ['version 2', 'ls-refs=unborn', 'fetch=shallow filter', 'object-format=sha1'];
    await visited.client.git.open({ ...visited.location, capabilities });
    await expectCloned(visited);
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call']);
  });

  it('asks for the branches and the folders again when those break off', async () => {
    const visited = await visitKnown({
      head: 'main',
      files: postsOf(3500),
      fault: ({ index }) => (index === 0 ? { kind: 'cut', share: 0.95 } : undefined),
    });
    await visited.client.git.open(visited.location);
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned', state: { branch: 'main' } });
    expect(await visited.client.git.fill()).toEqual({ kind: 'filled' });
    expect((await visited.client.git.listFiles()).files.every(({ row }) => row !== null)).toBe(true);
    // The files are on their way already.
    expect(kindsOf(visited.server)).toEqual(['call', 'call', 'call', 'call']);
  });

  it('opens an empty repository', async () => {
    const visited = await visitKnown({ head: 'main' });
    await visited.repository.git('update-ref', '-d', 'refs/heads/main');
    await visited.client.git.open(visited.location);
    expect(await visited.client.git.clone()).toMatchObject({ kind: 'cloned', state: { branch: 'main', head: null } });
  });
});

describe('a fetch from a remote that gives tips by their names', () => {
  async function cloned(options?: VisitOptions): Promise<Visit> {
    const visited = await visitKnown({ isFirstVisit: false, ...options });
    await visited.client.git.open(visited.location);
    await expectCloned(visited);
    visited.server.requests.length = 0;
    return visited;
  }

  it('takes one request', async () => {
    const visited = await cloned();
    const tip = await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await visited.client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: tip, moved: true });
    const { files } = await visited.client.git.listFiles();
    expect(files.map(({ row }) => row?.title)).toEqual(['Uno', 'Two']);
    expect(visited.server.requests).toHaveLength(1);
  });

  it('finds that there is nothing new', async () => {
    const visited = await cloned();
    const before = await visited.client.git.state();
    expect(await visited.client.git.fetch()).toMatchObject({ kind: 'fetched', moved: false });
    expect(await visited.client.git.state()).toEqual(before);
    expect(visited.server.requests).toHaveLength(1);
  });

  it('notices a branch that is gone, and one that was written anew', async () => {
    const visited = await cloned();
    await visited.repository.git('branch', 'other', 'main');
    await visited.repository.git('update-ref', 'refs/heads/main', await orphan(visited));
    expect(await visited.client.git.fetch()).toMatchObject({ kind: 'fetched', rewritten: true });
    await visited.repository.git('symbolic-ref', 'HEAD', 'refs/heads/other');
    await visited.repository.git('update-ref', '-d', 'refs/heads/main');
    expect(await visited.client.git.fetch()).toMatchObject({ kind: 'failed', error: { code: 'branch-gone' } });
  });

  it('goes on where the remote does not give them any more', async () => {
    const visited = await cloned();
    await visited.repository.git('config', 'uploadpack.allowRefInWant', 'false');
    const tip = await visited.repository.commit({ files: { 'posts/one.md': '# Uno\n' } });
    expect(await visited.client.git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: tip, moved: true });
    visited.server.requests.length = 0;
    await visited.client.git.fetch();
    // What it can do is known again, and by names it is not asked any more.
    expect(kindsOf(visited.server)).toEqual(['call']);
  });

  it('finds its own commit where the answer to the push was lost', async () => {
    const visited = await cloned();
    const { git } = visited.client;
    const { head } = await git.state();
    await git.commit({
      changes: [{ kind: 'write', path: 'posts/one.md', content: new TextEncoder().encode('# Mine\n') }],
      message: 'Mine',
      author: { name: 'Ann', email: 'ann@example.test' },
      expectedHead: head,
    });
    visited.server.setFault(({ url }) => (url.endsWith('/git-receive-pack') ? { kind: 'lose' } : undefined));
    expect(await git.push()).toMatchObject({ kind: 'failed' });
    visited.server.setFault(undefined);
    expect(await git.fetch()).toMatchObject({ kind: 'fetched', remoteHead: await tipOf(visited) });
    expect(await git.state()).toMatchObject({ outbox: [] });
  });
});

/** A commit that has nothing in common with the others. */
async function orphan({ repository }: Visit): Promise<string> {
  const tree = (await repository.git('rev-parse', 'main^{tree}')).trim();
  return (await repository.git('commit-tree', tree, '-m', 'Anew')).trim();
}
