import { openDB, type DBSchema } from 'idb';

/** The ids of the comments that were written in this browser, in any tab. */
export interface WrittenStore {
  /** Resolves also where the browser keeps nothing. */
  add(id: string): Promise<void>;
  /** None where the browser keeps nothing. */
  all(): Promise<ReadonlySet<string>>;
}

interface WrittenSchema extends DBSchema {
  written: { key: string; value: true };
}

/** Keeps them in IndexedDB. What they say is in the notes; here is only that nobody else wrote them. */
export function openWrittenStore(): WrittenStore {
  return {
    add: async (id) => {
      await withDatabase(async (database) => void (await database.put('written', true, id)));
    },
    all: async () => new Set(await withDatabase((database) => database.getAllKeys('written'))),
  };
}

async function withDatabase<Result>(
  work: (database: Awaited<ReturnType<typeof openDB<WrittenSchema>>>) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const database = await openDB<WrittenSchema>('galley-written', 1, {
      upgrade: (fresh) => void fresh.createObjectStore('written'),
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  } catch {
    // Private windows keep nothing: then this tab knows, for as long as it is there.
    return undefined;
  }
}
