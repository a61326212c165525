import * as v from 'valibot';
import { EventChannel, GalleyError } from '#base';
import { DraftDatabase, type DraftTransaction } from './draft-database.ts';
import { readDraftRecord, readFileDraftRecord } from './draft-record.ts';
import type { Draft, DraftStore } from './draft-store.ts';
import { isSameFileDraft } from './file-draft.ts';
import { storageFailure } from './storage-failure.ts';
import { createDraftHistory } from './draft-history.ts';
import { openMomentShelf } from './moment-shelf.ts';

const messageSchema = v.object({ path: v.string() });

/** Moves a record that this version can't read out of the way instead of writing over it. */
async function keepAside(transaction: DraftTransaction, repository: string, path: string): Promise<boolean> {
  const record: unknown = await transaction.objectStore('drafts').get([repository, path]);
  if (record === undefined) return false;
  const isKnown = readDraftRecord(record) !== undefined || readFileDraftRecord(record) !== undefined;
  if (!isKnown) await transaction.objectStore('aside').add({ repository, path, record });
  return true;
}

/** Some browsers throw at the mere question when a person has blocked all storage. */
function mustHaveDatabases(): void {
  try {
    if (typeof indexedDB !== 'undefined') return;
  } catch (error) {
    throw storageFailure(error);
  }
  throw new GalleyError('storage-blocked', 'No IndexedDB');
}

/**
 * Opens the drafts of the repository at `repositoryUrl`, kept in IndexedDB by repository and path. A record that does not fit is not shown and
 * never deleted. Throws `storage-blocked` where the browser keeps nothing; `put` throws `out-of-storage` when the browser has no room.
 */
export async function openDraftStore(repositoryUrl: string): Promise<DraftStore> {
  mustHaveDatabases();
  const database = new DraftDatabase();
  const changes = new EventChannel<string>();
  const otherTabs = new BroadcastChannel(`galley-drafts:${repositoryUrl}`);
  otherTabs.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = v.safeParse(messageSchema, event.data);
    if (message.success) changes.emit(message.output.path);
  });
  const announce = (path: string): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no such argument: it never leaves the origin
    otherTabs.postMessage({ path });
    changes.emit(path);
  };
  // Bytes lie under keys of their own, where neither a list nor an earlier version of Galley comes across them.
  const bytesKey = (path: string): [string, string] => [`bytes of ${repositoryUrl}`, path];
  const readRecords = (): Promise<readonly unknown[]> =>
    database.read((connection) =>
      // In IndexedDB's order of keys a list comes behind every string.
      connection.getAll('drafts', IDBKeyRange.bound([repositoryUrl], [repositoryUrl, []])),
    );
  const readAll = async (): Promise<readonly Draft[]> =>
    (await readRecords()).map(readDraftRecord).filter((draft) => draft !== undefined);
  try {
    await readAll();
  } catch (error) {
    otherTabs.close();
    throw error;
  }
  const update: DraftStore['update'] = async (path, change) => {
    const hasChanged = await database.write(async (transaction) => {
      const drafts = transaction.objectStore('drafts');
      const stored = readDraftRecord(await drafts.get([repositoryUrl, path]));
      const next = change(stored);
      if (next === null && stored === undefined) return false;
      await keepAside(transaction, repositoryUrl, path);
      if (next === null) await drafts.delete([repositoryUrl, path]);
      else await drafts.put(next, [repositoryUrl, path]);
      await drafts.delete(bytesKey(path));
      return true;
    });
    if (hasChanged) announce(path);
  };
  return {
    history: createDraftHistory(openMomentShelf(database, repositoryUrl)),
    get: (path) =>
      database.read(async (connection) => readDraftRecord(await connection.get('drafts', [repositoryUrl, path]))),
    list: readAll,
    update,
    put: (draft) => update(draft.path, () => draft),
    async delete(path, only) {
      const existed = await database.write(async (transaction) => {
        const drafts = transaction.objectStore('drafts');
        const stored = only === undefined ? undefined : readFileDraftRecord(await drafts.get([repositoryUrl, path]));
        if (only !== undefined && !isSameFileDraft(stored, only)) return false;
        const isThere = await keepAside(transaction, repositoryUrl, path);
        if (isThere) await drafts.delete([repositoryUrl, path]);
        await drafts.delete(bytesKey(path));
        return isThere;
      });
      if (existed) announce(path);
    },
    files: {
      get: (path) =>
        database.read(async (connection) => readFileDraftRecord(await connection.get('drafts', [repositoryUrl, path]))),
      list: async () => (await readRecords()).map(readFileDraftRecord).filter((draft) => draft !== undefined),
      putDeletion: async (draft, mayReplace = () => true) => {
        const isPut = await database.write(async (transaction) => {
          const drafts = transaction.objectStore('drafts');
          if (!mayReplace(readDraftRecord(await drafts.get([repositoryUrl, draft.path])))) return false;
          await keepAside(transaction, repositoryUrl, draft.path);
          await drafts.put(draft, [repositoryUrl, draft.path]);
          await drafts.delete(bytesKey(draft.path));
          return true;
        });
        if (isPut) announce(draft.path);
        return isPut;
      },
      addImage: async (draft, bytes) => {
        const isAdded = await database.write(async (transaction) => {
          const drafts = transaction.objectStore('drafts');
          if ((await drafts.getKey([repositoryUrl, draft.path])) !== undefined) return false;
          await drafts.put(draft, [repositoryUrl, draft.path]);
          await drafts.put(bytes, bytesKey(draft.path));
          return true;
        });
        if (isAdded) announce(draft.path);
        return isAdded;
      },
      bytes: (path) =>
        database.read(async (connection) => {
          const bytes = await connection.get('drafts', bytesKey(path));
          return bytes instanceof Uint8Array ? bytes : undefined;
        }),
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
}
