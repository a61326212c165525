import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it, vi } from 'vitest';
import { openWrittenStore } from './written-store.ts';

globalThis.indexedDB = new IDBFactory();

it('[X17] knows what was written in this browser, in any tab, each once', async () => {
  expect(await openWrittenStore().all()).toEqual(new Set());
  await openWrittenStore().add('a');
  await openWrittenStore().add('b');
  await openWrittenStore().add('a');
  expect(await openWrittenStore().all()).toEqual(new Set(['a', 'b']));
});

it('[X17] knows nothing, and holds nothing up, where the browser keeps nothing', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await openWrittenStore().add('c');
  expect(await openWrittenStore().all()).toEqual(new Set());
  vi.unstubAllGlobals();
});
