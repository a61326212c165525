import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { momentLife } from './add-moment.ts';
import type { DraftHistory } from './draft-moment.ts';
import { createMemoryDraftStore } from './memory-draft-store.ts';
import { openDraftStore } from './open-draft-store.ts';

globalThis.indexedDB = new IDBFactory();

const minute = 60_000;
const path = 'posts/a.md';
const now = 1_760_000_000_000;

let repositories = 0;
function newRepository(): string {
  repositories += 1;
  return `https://git.example.org/past-${repositories}.git`;
}

async function write(history: DraftHistory, texts: readonly string[], every = minute): Promise<void> {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await history.record(path, { before: texts[index - 1] ?? '', text, time: now + index * every });
  }
}

function describeHistory(name: string, make: () => Promise<DraftHistory>): void {
  describe(`the past of drafts ${name}`, () => {
    it('[D50] gives back every text in order, each with the one that it was made from', async () => {
      const history = await make();
      await write(history, ['one\r\n', 'one two\r\n', 'two 👩‍👧\r\n']);
      const moments = await history.read(path);
      expect(moments.map(({ text }) => text)).toEqual(['one\r\n', 'one two\r\n', 'two 👩‍👧\r\n']);
      expect(moments.map(({ parent }) => parent)).toEqual([null, moments[0]?.id, moments[1]?.id]);
    });

    it('[D50] makes one moment of writing that goes on, and one of its own of a deletion', async () => {
      const history = await make();
      const long = 'a sentence that is long enough';
      await write(history, ['', 'a', 'a sentence', long, ''], 500);
      expect((await history.read(path)).map(({ text }) => text)).toEqual(['', long]);
      await history.record(path, { before: long, text: 'short', time: now + 2500 });
      expect((await history.read(path)).map(({ text }) => text)).toEqual(['', long, 'short']);
    });

    it('[D51] keeps a text once: undone and done again adds nothing, and writing on from there branches', async () => {
      const history = await make();
      await write(history, ['a', 'b', 'c', 'b', 'a', 'b', 'd']);
      const moments = await history.read(path);
      expect(moments.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
      expect(moments[3]?.parent).toBe(moments[1]?.id);
    });

    it('[D52] stays within 200 moments, keeps the first and the newest, and every text stays exact', async () => {
      const history = await make();
      const texts = Array.from({ length: 230 }, (_, index) => `${'x'.repeat(index)}${index}`);
      await write(history, texts);
      const moments = await history.read(path);
      expect(moments.length).toBeLessThanOrEqual(200);
      expect(moments[0]?.text).toBe(texts[0]);
      expect(moments.slice(-50).map(({ text }) => text)).toEqual(texts.slice(-50));
      expect(texts).toEqual(expect.arrayContaining(moments.map(({ text }) => text)));
      const ids = new Set(moments.map(({ id }) => id));
      expect(moments.filter(({ parent }) => parent !== null && !ids.has(parent))).toEqual([]);
    });

    it('[D53] says what was discarded and when, until it is taken up again', async () => {
      const history = await make();
      await write(history, ['a', 'b']);
      await history.discard(path, { before: 'a', text: 'b', time: now + 5 * minute }, 'blob');
      expect(await history.discarded()).toMatchObject([
        { path, text: 'b', discardedAt: now + 5 * minute, discardedFrom: 'blob' },
      ]);
      await history.record(path, { before: 'a', text: 'b', time: now + 6 * minute });
      expect(await history.discarded()).toEqual([]);
    });

    it('[D52] forgets after 30 days', async () => {
      const history = await make();
      await write(history, ['a', 'b']);
      await history.expire(now + momentLife);
      expect((await history.read(path)).map(({ text }) => text)).toEqual(['a', 'b']);
      await history.expire(now + momentLife + 2 * minute);
      expect(await history.read(path)).toEqual([]);
    });
  });
}

describeHistory('in memory', async () => createMemoryDraftStore().history);
describeHistory('in IndexedDB', async () => (await openDraftStore(newRepository())).history);

it('[D50] holds what two tabs wrote in turn', async () => {
  const repository = newRepository();
  const [{ history: one }, { history: other }] = [await openDraftStore(repository), await openDraftStore(repository)];
  await one.record(path, { before: 'a', text: 'b', time: now });
  await other.record(path, { before: 'b', text: 'c', time: now + minute });
  await one.record(path, { before: 'c', text: 'd', time: now + 2 * minute });
  await one.record(path, { before: 'd', text: 'e', time: now + 3 * minute });
  await other.record(path, { before: 'e', text: 'f', time: now + 4 * minute });
  expect((await one.read(path)).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('[D50] is there on the next visit', async () => {
  const repository = newRepository();
  await write((await openDraftStore(repository)).history, ['a', 'b']);
  expect((await (await openDraftStore(repository)).history.read(path)).map(({ text }) => text)).toEqual(['a', 'b']);
});
