import { describe, expect, it, vi } from 'vitest';
import { loadPackKernel } from '../pack/index.ts';
import { MemoryRepositoryStore, type RepositoryRecord, type StoredObject } from '../storage/index.ts';
import { ObjectDatabase } from './object-database.ts';

const record: RepositoryRecord = {
  version: 1,
  branch: 'main',
  head: null,
  remoteHead: null,
  outboxBase: null,
  shallow: [],
  packs: [],
  filling: false,
  refs: [],
  others: [],
};
const made: StoredObject = { oid: 'a'.repeat(40), type: 3, content: new TextEncoder().encode('Made here.\n') };

async function storeOne(): Promise<{ readonly store: MemoryRepositoryStore; readonly database: ObjectDatabase }> {
  const store = new MemoryRepositoryStore();
  const database = new ObjectDatabase(store, await loadPackKernel());
  await store.update({ expectedVersion: null, record, objects: [made] });
  database.stored([made]);
  return { store, database };
}

describe('single objects', () => {
  it('are at hand after they were written, past the next step too', async () => {
    const { store, database } = await storeOne();
    const reading = vi.spyOn(store, 'readObject');
    database.use([]);
    expect(await database.find(made.oid)).toEqual(made);
    expect(await database.isMadeHere(made.oid)).toBe(true);
    expect(reading).not.toHaveBeenCalled();
  });

  it('are gone with a repository that another tab removed', async () => {
    const { store, database } = await storeOne();
    await store.remove();
    await store.update({ expectedVersion: null, record });
    database.use([]);
    database.forget();
    expect(await database.has(made.oid)).toBe(false);
    expect(await database.find(made.oid)).toBeUndefined();
    expect(await database.isMadeHere(made.oid)).toBe(false);
  });

  it('are known by what was said of them last', async () => {
    const { database } = await storeOne();
    database.stored([{ ...made, fetched: true }]);
    database.use([]);
    expect(await database.isMadeHere(made.oid)).toBe(false);
  });
});
