import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GalleyError } from '#base';
import type { Draft, DraftStore } from './draft-store.ts';
import type { ImageDraft } from './file-draft.ts';
import { createMemoryDraftStore } from './memory-draft-store.ts';
import { openDraftStore } from './open-draft-store.ts';

globalThis.indexedDB = new IDBFactory();

const OID = '0123456789abcdef0123456789abcdef01234567';

function draft(path: string, text = `text of ${path}`): Draft {
  return { path, text, baseOid: OID, updatedAt: 1_700_000_000_000 };
}

function image(path: string): ImageDraft {
  return { kind: 'image', path, baseOid: null, oid: OID, type: 'image/png', size: 4, updatedAt: 1_700_000_000_000 };
}

let repositories = 0;
/** Each test has a repository of its own, so that none sees another's drafts. */
function newRepository(): string {
  repositories += 1;
  return `https://git.example.org/site-${repositories}.git`;
}

/** What every store of drafts promises. */
function describeDraftStore(name: string, make: () => Promise<DraftStore>): void {
  describe(`a draft store ${name}`, () => {
    it('gives back what was put', async () => {
      const store = await make();
      const unwritten = { document: { type: 'doc', content: [] }, reason: 'No text says this.' };
      await store.put({ ...draft('posts/a.md', '\ufeffä\r\n\0'), baseOid: null, unwritten });
      expect(await store.get('posts/a.md')).toEqual({
        ...draft('posts/a.md', '\ufeffä\r\n\0'),
        baseOid: null,
        unwritten,
      });
    });

    it('knows nothing of a path that was never put', async () => {
      const store = await make();
      expect(await store.get('posts/a.md')).toBeUndefined();
      expect(await store.list()).toEqual([]);
    });

    it('lists its drafts by path', async () => {
      const store = await make();
      for (const path of ['b.md', 'a/z.md', 'a.md']) await store.put(draft(path));
      expect((await store.list()).map((one) => one.path)).toEqual(['a.md', 'a/z.md', 'b.md']);
    });

    it('replaces a draft of the same path', async () => {
      const store = await make();
      await store.put(draft('a.md', 'one'));
      await store.put(draft('a.md', 'two'));
      expect((await store.list()).map((one) => one.text)).toEqual(['two']);
    });

    it('forgets a deleted draft, and only that one', async () => {
      const store = await make();
      await store.put(draft('a.md'));
      await store.put(draft('b.md'));
      await store.delete('a.md');
      await store.delete('never.md');
      expect((await store.list()).map((one) => one.path)).toEqual(['b.md']);
    });

    it('keeps a copy: later changes to the object do not reach it', async () => {
      const store = await make();
      const document = { words: ['one'] };
      await store.put({ ...draft('a.md'), unwritten: { document, reason: 'x' } });
      document.words.push('two');
      expect((await store.get('a.md'))?.unwritten?.document).toEqual({ words: ['one'] });
    });

    it('leaves a deletion alone when a text that is not there any more is to be deleted', async () => {
      const store = await make();
      await store.files.putDeletion({ kind: 'deleted', path: 'a.md', baseOid: OID, updatedAt: 1 });
      await store.update('a.md', () => null);
      expect(await store.files.get('a.md')).toBeDefined();
      await store.delete('a.md');
      expect(await store.files.get('a.md')).toBeUndefined();
    });

    it('updates what is stored, and deletes by an update too', async () => {
      const store = await make();
      const heard: string[] = [];
      store.subscribe((path) => heard.push(path));
      await store.update('a.md', (stored) => draft('a.md', stored === undefined ? 'first' : 'wrong'));
      await store.update('a.md', (stored) => draft('a.md', `${stored?.text ?? ''} second`));
      expect((await store.get('a.md'))?.text).toBe('first second');
      await store.update('a.md', () => null);
      await store.update('a.md', () => null);
      expect(await store.get('a.md')).toBeUndefined();
      expect(heard).toEqual(['a.md', 'a.md', 'a.md']);
    });

    it('announces writes and deletes until the subscription ends', async () => {
      const store = await make();
      const heard: string[] = [];
      const unsubscribe = store.subscribe((path) => heard.push(path));
      await store.put(draft('a.md'));
      await store.delete('a.md');
      unsubscribe();
      await store.put(draft('b.md'));
      expect(heard).toEqual(['a.md', 'a.md']);
    });

    it('refuses what can not be stored, and keeps the draft that was there', async () => {
      const store = await make();
      await store.put(draft('a.md', 'kept'));
      const broken = { ...draft('a.md'), unwritten: { document: () => 0, reason: 'x' } };
      await expect(store.put(broken)).rejects.toMatchObject({ code: 'invalid-input' });
      expect((await store.get('a.md'))?.text).toBe('kept');
    });

    it('keeps the bytes of an image, and does not take it for a text', async () => {
      const store = await make();
      const heard: string[] = [];
      store.subscribe((path) => heard.push(path));
      const bytes = Uint8Array.of(137, 80, 0, 255);
      expect(await store.files.addImage(image('images/a.png'), bytes)).toBe(true);
      bytes.fill(0);
      expect(await store.files.addImage(image('images/a.png'), Uint8Array.of(1))).toBe(false);
      expect(await store.files.list()).toEqual([image('images/a.png')]);
      expect([...((await store.files.bytes('images/a.png')) ?? [])]).toEqual([137, 80, 0, 255]);
      expect(await store.list()).toEqual([]);
      expect(await store.get('images/a.png')).toBeUndefined();
      await store.delete('images/a.png');
      expect(await store.files.get('images/a.png')).toBeUndefined();
      expect(await store.files.bytes('images/a.png')).toBeUndefined();
      expect(heard).toEqual(['images/a.png', 'images/a.png']);
    });

    it('has one draft of a path: a deletion takes the place of a text, and a text that of a deletion', async () => {
      const store = await make();
      await store.put(draft('a.md'));
      await store.files.putDeletion({ kind: 'deleted', path: 'a.md', baseOid: OID, updatedAt: 1 });
      expect(await store.get('a.md')).toBeUndefined();
      expect(await store.files.get('a.md')).toMatchObject({ kind: 'deleted', baseOid: OID });
      await store.put(draft('a.md', 'again'));
      expect(await store.files.list()).toEqual([]);
      expect((await store.get('a.md'))?.text).toBe('again');
    });

    it('does not put a deletion in the place of a text that is refused', async () => {
      const store = await make();
      const heard: string[] = [];
      const deletion = { kind: 'deleted', path: 'a.md', baseOid: OID, updatedAt: 1 } as const;
      await store.put(draft('a.md', 'written since'));
      store.subscribe((path) => heard.push(path));
      expect(await store.files.putDeletion(deletion, (stored) => stored?.text === 'read')).toBe(false);
      expect((await store.get('a.md'))?.text).toBe('written since');
      expect(await store.files.list()).toEqual([]);
      expect(await store.files.putDeletion(deletion, (stored) => stored?.text === 'written since')).toBe(true);
      expect(await store.get('a.md')).toBeUndefined();
      expect(await store.files.putDeletion(deletion, (stored) => stored === undefined)).toBe(true);
      expect(heard).toEqual(['a.md', 'a.md']);
    });

    it('ends a file draft only while it is the one that is meant', async () => {
      const store = await make();
      const deletion = { kind: 'deleted', path: 'a.md', baseOid: OID, updatedAt: 1 } as const;
      await store.put(draft('a.md', 'written since'));
      await store.delete('a.md', deletion);
      expect((await store.get('a.md'))?.text).toBe('written since');
      await store.files.putDeletion({ ...deletion, updatedAt: 2 });
      await store.delete('a.md', deletion);
      await store.delete('a.md', { ...image('a.md'), updatedAt: 2 });
      expect(await store.files.get('a.md')).toMatchObject({ kind: 'deleted', updatedAt: 2 });
      await store.delete('a.md', { ...deletion, updatedAt: 2 });
      expect(await store.files.get('a.md')).toBeUndefined();
      await store.delete('a.md', deletion);
    });

    it('ends an image with its bytes, and leaves those of another that came in its place', async () => {
      const store = await make();
      await store.files.addImage(image('a.png'), Uint8Array.of(1));
      await store.delete('a.png', { ...image('a.png'), updatedAt: 1 });
      expect([...((await store.files.bytes('a.png')) ?? [])]).toEqual([1]);
      await store.delete('a.png', image('a.png'));
      expect(await store.files.bytes('a.png')).toBeUndefined();
    });

    it('takes paths that are names of object properties', async () => {
      const store = await make();
      for (const path of ['__proto__', 'constructor', 'toString']) await store.put(draft(path));
      expect((await store.list()).map((one) => one.path)).toEqual(['__proto__', 'constructor', 'toString']);
    });
  });
}

describeDraftStore('in memory', async () => createMemoryDraftStore());
describeDraftStore('in IndexedDB', () => openDraftStore(newRepository()));

describe('openDraftStore', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('finds the drafts of an earlier visit, and none of another repository', async () => {
    const [mine, other] = [newRepository(), newRepository()];
    await (await openDraftStore(mine)).put(draft('a.md'));
    await (await openDraftStore(other)).put(draft('b.md'));
    expect((await (await openDraftStore(mine)).list()).map((one) => one.path)).toEqual(['a.md']);
  });

  it('announces what another tab wrote', async () => {
    const repository = newRepository();
    const [here, there] = [await openDraftStore(repository), await openDraftStore(repository)];
    const heard = new Promise((resolve) => {
      here.subscribe(resolve);
    });
    await there.put(draft('a.md'));
    expect(await heard).toBe('a.md');
  });

  it('neither shows nor loses a record that does not fit', async () => {
    const repository = newRepository();
    const store = await openDraftStore(repository);
    const database = await openDB('galley-drafts');
    const odd = { path: 'a.md', words: 'of a later version' };
    await database.put('drafts', odd, [repository, 'a.md']);
    expect(await store.get('a.md')).toBeUndefined();
    expect(await store.list()).toEqual([]);
    await store.put(draft('a.md'));
    expect((await store.list()).map((one) => one.path)).toEqual(['a.md']);
    expect(await database.getAll('aside')).toContainEqual({ repository, path: 'a.md', record: odd });
    database.close();
  });

  it('says that storage is blocked where there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openDraftStore(newRepository())).rejects.toMatchObject({ code: 'storage-blocked' });
  });

  it('says that storage is blocked where the browser throws at the question', async () => {
    const known = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB') ?? {};
    const get = (): never => {
      throw new DOMException('Denied', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get });
    const opening = openDraftStore(newRepository());
    Object.defineProperty(globalThis, 'indexedDB', known);
    await expect(opening).rejects.toMatchObject({ code: 'storage-blocked' });
  });

  it('says that storage is blocked where the browser refuses to open it', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    const opening = openDraftStore(newRepository());
    await expect(opening).rejects.toBeInstanceOf(GalleyError);
    await expect(opening).rejects.toMatchObject({ code: 'storage-blocked' });
  });

  it('says that storage is full when the browser has no room, and keeps the last draft', async () => {
    const store = await openDraftStore(newRepository());
    await store.put(draft('a.md', 'kept'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.put(draft('a.md', 'lost'))).rejects.toMatchObject({ code: 'out-of-storage' });
    put.mockRestore();
    expect((await store.get('a.md'))?.text).toBe('kept');
  });
});
