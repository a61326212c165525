import type { DraftDatabase } from './draft-database.ts';
import type { MomentShelf } from './draft-history.ts';
import { readMoments, storeMoments, type StoredMoment } from './moment-records.ts';

/** Behind the id 0, which no moment has: what the moments of a post are called as they are now. Each change gives them another name. */
const editionKey = 0;

/**
 * The moments of one repository in IndexedDB, one small record each, so that a save writes only what is new. It reads them
 * only when another tab wrote since: a person types while drafts are saved.
 */
export function openMomentShelf(database: DraftDatabase, repository: string): MomentShelf {
  // In IndexedDB's order of keys a list comes behind every string and number.
  const of = (path: string): IDBKeyRange => IDBKeyRange.bound([repository, path], [repository, path, []]);
  let last: KnownMoments | undefined;
  const take = (path: string, stored: readonly unknown[]): ReadonlyMap<number, StoredMoment> => {
    const moments = readMoments(stored, last?.path === path ? last.moments : new Map());
    last = { path, moments, edition: undefined };
    return moments;
  };
  const list = (moments: ReadonlyMap<number, StoredMoment>) => [...moments.values()].map(({ moment }) => moment);
  return {
    read: (path) => database.read(async (connection) => list(take(path, await connection.getAll('moments', of(path))))),
    update: (path, change) =>
      database.write(async (transaction) => {
        const store = transaction.objectStore('moments');
        const edition: unknown = await store.get([repository, path, editionKey]);
        const isKnown = last?.path === path && last.edition !== undefined && last.edition === edition;
        const before = isKnown && last !== undefined ? last.moments : take(path, await store.getAll(of(path)));
        const listed = list(before);
        const changed = change(listed);
        if (changed === listed) return;
        const after = storeMoments(changed, before);
        for (const [id, { record }] of after) {
          if (before.get(id)?.record !== record) await store.put(record, [repository, path, id]);
        }
        for (const id of before.keys()) if (!after.has(id)) await store.delete([repository, path, id]);
        const next = after.size === 0 ? undefined : crypto.randomUUID();
        if (next === undefined) await store.delete([repository, path, editionKey]);
        else await store.put(next, [repository, path, editionKey]);
        last = { path, moments: after, edition: next };
      }),
    paths: () =>
      database.read(async (connection) => {
        const keys = await connection.getAllKeys('moments', IDBKeyRange.bound([repository], [repository, []]));
        return [...new Set(keys.map(([, path]) => path))];
      }),
  };
}

interface KnownMoments {
  readonly path: string;
  readonly moments: ReadonlyMap<number, StoredMoment>;
  /** Undefined where it is not known what they are called. */
  readonly edition: string | undefined;
}
