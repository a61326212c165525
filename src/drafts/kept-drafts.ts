import { DraftDatabase } from './draft-database.ts';

/** The drafts of a repository on all its branches, without opening it. Failures are those of `openDraftStore`. */
export interface KeptDrafts {
  /** Also those that this version of Galley can't read. */
  count(): Promise<number>;
  /** Deletes them, with what they were before. */
  remove(): Promise<void>;
}

/** Drafts of the branch that was cloned first lie under the repository's address, others behind it (see `draftsPlace`). */
export function openKeptDrafts(url: string): KeptDrafts {
  const database = new DraftDatabase();
  // In IndexedDB's order of keys a list comes behind every string and number.
  const rangesOf = (place: string): readonly IDBKeyRange[] => [
    IDBKeyRange.bound([place], [place, []]),
    IDBKeyRange.bound([`${place}\n`], [`${place}\n\uffff`, []]),
  ];
  const isAside = ({ repository }: { readonly repository: string }): boolean =>
    repository === url || repository.startsWith(`${url}\n`);
  return {
    count: () =>
      database.read(async (connection) => {
        const counts = await Promise.all(rangesOf(url).map((range) => connection.count('drafts', range)));
        const aside = (await connection.getAll('aside')).filter(isAside);
        return counts.reduce((sum, count) => sum + count, aside.length);
      }),
    remove: () =>
      database.write(async (transaction) => {
        const [drafts, moments, aside] = [
          transaction.objectStore('drafts'),
          transaction.objectStore('moments'),
          transaction.objectStore('aside'),
        ];
        for (const range of [...rangesOf(url), ...rangesOf(`bytes of ${url}`)]) await drafts.delete(range);
        for (const range of rangesOf(url)) await moments.delete(range);
        for (const key of await aside.getAllKeys()) {
          const kept = await aside.get(key);
          if (kept !== undefined && isAside(kept)) await aside.delete(key);
        }
      }),
  };
}
