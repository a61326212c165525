import { MemoryRepositoryStore } from '#git/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '#base';
import { buildRepository } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { cloneForTest, openTestClient, type TestClient } from './open-repository.ts';

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function start(): Promise<{
  readonly url: string;
  readonly store: MemoryRepositoryStore;
  readonly first: TestClient;
}> {
  const repository = await buildRepository({ files: { 'posts/1.md': '# One\n', 'posts/2.md': '# Two\n' } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const store = new MemoryRepositoryStore();
  const first = await cloneForTest({ url: server.url }, store);
  undo.push(() => first.close());
  return { url: server.url, store, first };
}

async function commitOne({ git }: TestClient, text: string): Promise<void> {
  const { head } = await git.state();
  const changes = [{ kind: 'write', path: 'posts/1.md', content: new TextEncoder().encode(text) }] as const;
  const author = { name: 'Ada', email: 'ada@example.test' };
  expect(await git.commit({ changes, message: 'Edit', author, expectedHead: head })).toMatchObject({
    kind: 'committed',
  });
}

async function titles({ git }: TestClient): Promise<readonly (string | undefined)[]> {
  return (await git.listFiles()).files.map(({ row }) => row?.title);
}

/** A kept list with other words for some, as many bytes long. */
async function replaced(base: unknown, words: string, others: string): Promise<object> {
  if (typeof base !== 'object' || base === null || !('texts' in base)) throw new Error('No list is kept');
  const { texts } = base;
  if (typeof texts !== 'object' || texts === null || !('data' in texts) || !(texts.data instanceof Blob))
    throw new Error('The list is not kept as a file');
  const bytes = Buffer.from(await texts.data.arrayBuffer());
  bytes.write(others, bytes.indexOf(words));
  return { ...base, id: 'another', texts: { ...texts, data: new Blob([bytes]) } };
}

describe('a clone that is opened again', () => {
  it('has its list read once, while the record is', async () => {
    const { url, store } = await start();
    const asked: string[] = [];
    const [record, listing] = [store.readRecord.bind(store), store.readListing.bind(store)];
    let tellRecord: () => void = () => undefined;
    const recordMay = new Promise<void>((resolve) => {
      tellRecord = resolve;
    });
    store.readRecord = async () => {
      await recordMay;
      asked.push('record');
      return record();
    };
    store.readListing = (branch) => {
      asked.push('listing');
      tellRecord();
      return listing(branch);
    };
    const second = openTestClient(store);
    undo.push(() => second.close());
    await second.git.open({ url });
    expect(await titles(second)).toEqual(['One', 'Two']);
    expect(asked.slice(0, 2)).toEqual(['listing', 'record']);
    expect(asked.filter((what) => what === 'listing')).toHaveLength(1);
  });

  it('has its list read again where another tab has gone on in between', async () => {
    const { url, store, first } = await start();
    const listing = store.readListing.bind(store);
    const before = await listing();
    await commitOne(first, '# Changed\n');
    let reads = 0;
    store.readListing = async (branch) => {
      reads += 1;
      return reads === 1 ? before : listing(branch);
    };
    const second = openTestClient(store);
    undo.push(() => second.close());
    await second.git.open({ url });
    expect(await titles(second)).toEqual(['Changed', 'Two']);
    expect(reads).toBe(2);
  });

  it('has its list read again for a later record, also at the same head', async () => {
    const { url, store } = await start();
    const listing = store.readListing.bind(store);
    const early = await listing();
    const listeners: (() => void)[] = [];
    let reads = 0;
    let tellEarly: () => void = () => undefined;
    const earlyMay = new Promise<void>((resolve) => {
      tellEarly = resolve;
    });
    store.readListing = async (branch) => {
      reads += 1;
      if (reads > 1) return listing(branch);
      await earlyMay;
      return early;
    };
    const second = openTestClient(store, undefined, {
      channel: { announce: () => undefined, listen: (onChange) => listeners.push(onChange) },
    });
    undo.push(() => second.close());
    await second.git.open({ url });
    const record = await store.readRecord();
    if (record === undefined) throw new Error('It was cloned');
    const version = record.version + 1;
    const later = { base: await replaced(early.base, 'One', 'Uno'), patch: null };
    const step = { record: { ...record, version }, listing: later };
    expect(await store.update({ expectedVersion: record.version, ...step })).toBe(true);
    const heard = new Promise<void>((resolve) => second.git.subscribe(() => resolve()));
    for (const listener of listeners) listener();
    await heard;
    const read = titles(second);
    // Answered behind the other: by then the list is being read.
    await second.git.state();
    tellEarly();
    expect(await read).toEqual(['Uno', 'Two']);
  });

  it('gets the code that makes any row when it is shown, and not before', async () => {
    const { url, store } = await start();
    const later: (() => void)[] = [];
    const clock: Clock = {
      ...systemClock,
      schedule(callback) {
        later.push(callback);
        return () => undefined;
      },
    };
    let fetched = 0;
    const second = openTestClient(store, undefined, {
      clock,
      onSummariser() {
        fetched += 1;
      },
    });
    undo.push(() => second.close());
    await second.git.open({ url });
    expect(await titles(second)).toEqual(['One', 'Two']);
    expect(fetched).toBe(0);
    for (const callback of later) callback();
    expect(fetched).toBe(1);
  });
});
