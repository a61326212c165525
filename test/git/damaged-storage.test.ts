import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GalleyError } from '#base';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from './git-server.ts';
import { cloneForTest, openTestClient, type TestClient } from './open-repository.ts';
import { plainListing } from './plain-listing.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** A browser whose disk loses packs, or changes their bytes. */
class FailingStore extends MemoryRepositoryStore {
  harm: 'none' | 'lost' | 'changed' | 'cut' | 'index' = 'none';
  #harmed = new Set<string>();
  room = Number.POSITIVE_INFINITY;

  override freeBytes(): Promise<number> {
    return Promise.resolve(this.room);
  }

  /** Harms the packs that are there now. */
  async fail(harm: FailingStore['harm']): Promise<void> {
    this.harm = harm;
    this.#harmed = new Set((await this.readRecord())?.packs);
  }

  override async openPack(name: string): ReturnType<MemoryRepositoryStore['openPack']> {
    const opened = await super.openPack(name);
    if (this.#isHarmed(name, 'lost')) throw new GalleyError('corrupt', 'A pack is missing', { data: { name } });
    if (this.#isHarmed(name, 'cut')) return { ...opened, index: opened.index.subarray(0, 900) };
    if (this.#isHarmed(name, 'index'))
      return { ...opened, index: opened.index.map((byte, at) => (at === 1100 ? byte ^ 1 : byte)) };
    const read = async (from: number, to: number): Promise<Uint8Array> => {
      const bytes = await opened.read(from, to);
      // A pack that is open already changes too.
      const isChanged = this.#isHarmed(name, 'changed');
      return isChanged ? bytes.map((byte, at) => ((from + at) % 40 === 39 ? byte ^ 1 : byte)) : bytes;
    };
    return { ...opened, read };
  }

  #isHarmed(name: string, harm: FailingStore['harm']): boolean {
    return this.harm === harm && this.#harmed.has(name);
  }
}

/** Enough posts that they are kept as a pack. */
const files = Object.fromEntries(
  Array.from({ length: 150 }, (_, index) => [
    `posts/${index % 7}/${index}.md`,
    `# Post ${index}\n\nText ${index * 977}.\n`,
  ]),
);

async function start(
  filter: boolean,
  protocol2 = true,
): Promise<{
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly store: FailingStore;
}> {
  const repository = await buildRepository({ files, commits: [{ files: { 'posts/0/0.md': '# Changed\n' } }] });
  if (filter) await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path, { protocol2 });
  undo.push(() => server.stop());
  return { repository, server, store: new FailingStore() };
}

async function reopen(store: FailingStore, server: GitServer): Promise<TestClient> {
  const client = openTestClient(store);
  undo.push(() => client.close());
  await client.git.open({ url: server.url });
  return client;
}

async function commitMine({ git }: TestClient): Promise<void> {
  const { head } = await git.state();
  const content = new TextEncoder().encode('# Mine\n');
  const changes = [{ kind: 'write', path: 'posts/1/1.md', content }] as const;
  const author = { name: 'Ada', email: 'ada@example.test' };
  expect(await git.commit({ changes, message: 'Mine', author, expectedHead: head })).toMatchObject({
    kind: 'committed',
  });
}

describe.each([
  ['with filters', true, true],
  ['without filters', false, true],
  ['over an older protocol', false, false],
])('packs that the browser has from a server %s', (_name, filter, protocol2) => {
  it.each([
    ['lost', 'lost'],
    ['changed', 'changed'],
    ['cut short in their index', 'cut'],
    ['changed in their index', 'index'],
  ] as const)('and that are %s are fetched again when they are missed, and the outbox stays', async (_harm, harm) => {
    const { repository, server, store } = await start(filter, protocol2);
    const first = await cloneForTest({ url: server.url }, store);
    await commitMine(first);
    first.close();
    await store.fail(harm);

    const { git } = await reopen(store, server);
    const post = (await git.listFiles()).files.find(({ path }) => path === 'posts/2/9.md');
    expect(new TextDecoder().decode(await git.readBlob(post?.oid ?? ''))).toBe(files['posts/2/9.md']);
    expect(await git.fill()).toEqual({ kind: 'filled' });
    expect((await git.state()).outbox.map(({ message }) => message)).toEqual(['Mine']);
    expect(await git.push()).toMatchObject({ kind: 'published' });
    expect(await repository.read('posts/1/1.md')).toBe('# Mine\n');
    expect(await repository.git('fsck', '--strict')).toBe('');
    for (const { oid } of (await git.listFiles()).files) expect((await git.readBlob(oid)).length).toBeGreaterThan(0);
  });
});

it('brings a history anew that was read from packs that are damaged now', async () => {
  const commits = Array.from({ length: 60 }, (_, index) => ({
    files: { [index % 2 === 0 ? 'posts/1/1.md' : 'posts/2/2.md']: `# Changed ${index}\n` },
  }));
  const repository = await buildRepository({ files, commits });
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const store = new FailingStore();
  const { git } = await cloneForTest({ url: server.url }, store);
  expect((await git.pathHistory('posts/1/1.md')).versions).toHaveLength(31);
  await store.fail('changed');
  const post = (await git.listFiles()).files.find(({ path }) => path === 'posts/3/3.md');
  expect(new TextDecoder().decode(await git.readBlob(post?.oid ?? ''))).toBe(files['posts/3/3.md']);
  // Its commits were read for the other path, and its folders were not.
  expect((await git.pathHistory('posts/2/2.md')).versions).toHaveLength(31);
});

it('makes the list anew where the browser has lost its file, or a part of it', async () => {
  const { server, store } = await start(true);
  const first = await cloneForTest({ url: server.url }, store);
  const whole = plainListing(await first.git.listFiles());
  first.close();
  const kept = store.readListing.bind(store);
  const files: Blob[] = [
    Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    new Blob(['x']),
  ];
  for (const data of files) {
    store.readListing = async () => {
      const { base, patch } = await kept();
      if (!isListed(base)) throw new Error('The list is not kept as a file');
      return { base: { ...base, texts: { ...base.texts, data } }, patch };
    };
    const { git } = await reopen(store, server);
    expect(plainListing(await git.listFiles())).toEqual(whole);
  }
});

it('stores a list that it made anew, and patches it by later steps', async () => {
  const { server, store } = await start(true);
  const first = await cloneForTest({ url: server.url }, store);
  const whole = plainListing(await first.git.listFiles());
  first.close();
  const kept = store.readListing.bind(store);
  const formOf = async (): Promise<unknown> => {
    const { base } = await kept();
    return typeof base === 'object' && base !== null && 'form' in base ? base.form : undefined;
  };
  const form = await formOf();
  const record = await store.readRecord();
  if (record === undefined) throw new Error('It was cloned');
  const older = { base: { form: 1 }, patch: null };
  const version = record.version + 1;
  expect(await store.update({ expectedVersion: record.version, record: { ...record, version }, listing: older })).toBe(
    true,
  );
  const second = await reopen(store, server);
  await vi.waitUntil(async () => (await formOf()) === form);
  await commitMine(second);
  const after = plainListing(await second.git.listFiles());
  expect(after.files.length).toBe(whole.files.length);
  second.close();
  const third = await reopen(store, server);
  expect(plainListing(await third.git.listFiles())).toEqual(after);
  expect((await kept()).patch).not.toBeNull();
});

function isListed(base: unknown): base is { readonly texts: { readonly data: Blob } } {
  return typeof base === 'object' && base !== null && 'texts' in base;
}

it('heals from an older server whose branch has moved on, when nothing waits here', async () => {
  const { repository, server, store } = await start(false, false);
  const first = await cloneForTest({ url: server.url }, store);
  first.close();
  await store.fail('lost');
  const tip = await repository.commit({ files: { 'posts/2/9.md': '# Theirs\n' } });
  const { git } = await reopen(store, server);
  const post = (await git.listFiles()).files.find(({ path }) => path === 'posts/3/3.md');
  expect(new TextDecoder().decode(await git.readBlob(post?.oid ?? ''))).toBe(files['posts/3/3.md']);
  expect(await git.state()).toMatchObject({ head: tip, remoteHead: tip, outbox: [] });
  const theirs = (await git.listFiles()).files.find(({ path }) => path === 'posts/2/9.md');
  expect(theirs?.row?.title).toBe('Theirs');
});

it('says that what is kept is damaged when it can not be fetched again, and heals when it can', async () => {
  const { server, store } = await start(true);
  const first = await cloneForTest({ url: server.url }, store);
  const oid = (await first.git.listFiles()).files.at(3)?.oid ?? '';
  first.close();
  await store.fail('lost');
  const { git } = await reopen(store, server);
  server.setFault(() => ({ kind: 'status', status: 503 }));
  await expect(git.readBlob(oid)).rejects.toMatchObject({ code: 'server-error' });
  server.setFault(undefined);
  expect((await git.readBlob(oid)).length).toBeGreaterThan(0);
});

it('stops a clone for which there is no room before it has come, and clones when there is', async () => {
  const { server, store } = await start(true);
  store.room = 1000;
  const { git } = await reopen(store, server);
  const outcome = await git.clone();
  expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'out-of-storage' } });
  expect(await git.open({ url: server.url })).toBeUndefined();
  store.room = Number.POSITIVE_INFINITY;
  expect(await git.clone()).toMatchObject({ kind: 'cloned' });
});
