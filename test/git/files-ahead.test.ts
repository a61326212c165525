import { GalleyError } from '#base';
import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from './git-server.ts';
import { createTestLock, openTestClient, type TestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

const posts = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`posts/${index}.md`, `# Post ${index}\n`]));
const picture = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index * 7) & 0xff);

interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly client: TestClient;
}

/** A store that lets a test look, or fail, before anything is written. */
class WatchedStore extends MemoryRepositoryStore {
  beforeUpdate: () => Promise<void> = () => Promise.resolve();
  beforeIndex: () => Promise<void> = () => Promise.resolve();

  override async update(...step: Parameters<MemoryRepositoryStore['update']>): Promise<boolean> {
    await this.beforeUpdate();
    return super.update(...step);
  }

  override async beginPack(): ReturnType<MemoryRepositoryStore['beginPack']> {
    const pack = await super.beginPack();
    return {
      ...pack,
      writeIndex: async (index) => {
        await this.beforeIndex();
        return pack.writeIndex(index);
      },
    };
  }
}

async function openSite(store = new MemoryRepositoryStore()): Promise<Site> {
  const repository = await buildRepository({ files: { ...posts, 'images/large.bin': picture } });
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const client = openTestClient(store);
  undo.push(() => client.close());
  await client.git.open({ url: server.url });
  return { repository, server, client };
}

async function expectAllHere({ client, server }: Site): Promise<void> {
  const { files, complete } = await client.git.listFiles();
  expect([complete, (await client.git.state()).filling]).toEqual([true, false]);
  expect(files.map(({ row }) => row?.title).filter((title) => title !== undefined)).toHaveLength(120);
  await server.stop();
  for (const { path, oid } of files) {
    const text = posts[path];
    const wanted = text === undefined ? picture : new TextEncoder().encode(text);
    expect(await client.git.readBlob(oid)).toEqual(wanted);
  }
}

/** The fourth request: after the capabilities, the branches and the folders. */
const SMALL_FILES = 3;

describe('[F10] small files of a first clone', () => {
  it('come in one pack that is asked for with the clone, and larger ones after them', async () => {
    const site = await openSite();
    const { git } = site.client;
    expect(await git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await git.fill()).toEqual({ kind: 'filled' });
    expect(site.server.requests).toHaveLength(SMALL_FILES + 2);
    await expectAllHere(site);
  });

  it('bring the first list that is kept; without them the next tab lists the folders', async () => {
    const site = await openSite();
    const { git, store } = site.client;
    site.server.setFault(({ index }) => (index === SMALL_FILES ? { kind: 'status', status: 500 } : undefined));
    expect(await git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await store.readListing()).toEqual({ base: undefined, patch: undefined });
    const next = openTestClient(store);
    undo.push(() => next.close());
    await next.git.open({ url: site.server.url });
    const { files, complete } = await next.git.listFiles();
    expect(files.map(({ path }) => path).sort()).toEqual([...Object.keys(posts), 'images/large.bin'].sort());
    expect(complete).toBe(false);
    site.server.setFault(undefined);
    expect(await next.git.fill()).toEqual({ kind: 'filled' });
    await expectAllHere({ ...site, client: next });
  });

  it('are listed before they are kept: all paths, then all titles', async () => {
    const store = new WatchedStore();
    const { client, server } = await openSite(store);
    let haveLooked = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      haveLooked = resolve;
    });
    server.setFault(({ index }) => (index === SMALL_FILES ? { kind: 'wait', until } : undefined));
    const seen: { paths: number; titles: number; complete: boolean }[] = [];
    const look = async (): Promise<void> => {
      const { files, complete } = await client.git.listFiles();
      seen.push({ paths: files.length, titles: files.filter(({ row }) => row !== null).length, complete });
      haveLooked();
    };
    store.beforeUpdate = store.beforeIndex = look;
    await client.git.clone();
    await client.git.fill();
    expect(seen[0]).toEqual({ paths: 121, titles: 0, complete: false });
    expect(seen[1]).toEqual({ paths: 121, titles: 120, complete: true });
  });

  it('leave nothing that counts where the list was shown and could not be written', async () => {
    const store = new WatchedStore();
    const { client } = await openSite(store);
    store.beforeUpdate = () => Promise.reject(new GalleyError('out-of-storage', 'The browser is full'));
    expect(await client.git.clone()).toMatchObject({ kind: 'failed', error: { code: 'out-of-storage' } });
    await expect(client.git.listFiles()).rejects.toMatchObject({ code: 'not-found' });
    store.beforeUpdate = () => Promise.resolve();
    expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
    expect(await client.git.fill()).toEqual({ kind: 'filled' });
  });

  it('need the summariser of any post only when all are here, for commits without a network', async () => {
    let asked = 0;
    const { server } = await openSite();
    const client = openTestClient(new MemoryRepositoryStore(), createTestLock(), {
      onSummariser: () => (asked += 1),
    });
    undo.push(() => client.close());
    const { git } = client;
    await git.open({ url: server.url });
    const askedBefore: number[] = [];
    const unsubscribe = git.subscribe(() => askedBefore.push(asked));
    await git.clone();
    unsubscribe();
    await git.fill();
    expect(new Set(askedBefore)).toEqual(new Set([0]));
    expect(asked).toBeGreaterThan(0);
  });

  it('come by their ids where the one pack was cut off', async () => {
    const site = await openSite();
    site.server.setFault(({ index }) => (index === SMALL_FILES ? { kind: 'cut', share: 0.5 } : undefined));
    await site.client.git.clone();
    expect(await site.client.git.fill()).toEqual({ kind: 'filled' });
    await expectAllHere(site);
  });

  it('come by their ids where the server leaves out no files by their size', async () => {
    const site = await openSite();
    await site.repository.git('config', 'uploadpackfilter.blob:limit.allow', 'false');
    await site.client.git.clone();
    expect(await site.client.git.fill()).toEqual({ kind: 'filled' });
    await expectAllHere(site);
  });

  it('stop coming when the person cancels, and go on when they are asked for again', async () => {
    const site = await openSite();
    await site.client.git.clone();
    const { git } = site.client;
    const options = { signal: AbortSignal.abort() };
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- this fills no array
    expect(await git.fill(options)).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
    expect(await git.fill()).toEqual({ kind: 'filled' });
    await expectAllHere(site);
  });

  it('come to another tab, whose clone finds the list and no files', async () => {
    const store = new MemoryRepositoryStore();
    const { server, client } = await openSite(store);
    const other = openTestClient(store);
    undo.push(() => other.close());
    await other.git.open({ url: server.url });
    await client.git.clone();
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- this fills no array
    await client.git.fill({ signal: AbortSignal.abort() });
    expect(await other.git.clone()).toMatchObject({ kind: 'cloned', state: { filling: true } });
    expect(await other.git.fill()).toEqual({ kind: 'filled' });
    expect((await other.git.state()).filling).toBe(false);
  });
});
