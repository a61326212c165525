import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { storageFailure } from './storage-failure.ts';

/** Records are `unknown`: another version of Galley may have written them. */
export interface DraftSchema extends DBSchema {
  drafts: { key: [repository: string, path: string]; value: unknown };
  /** Records that could not be read when their place was needed, kept for whoever can. */
  aside: { key: number; value: { readonly repository: string; readonly path: string; readonly record: unknown } };
  /** What drafts were before, a record per moment. */
  moments: { key: [repository: string, path: string, id: number]; value: unknown };
}

export type DraftTransaction = IDBPTransaction<DraftSchema, ['drafts', 'aside', 'moments'], 'readwrite'>;

const NAME = 'galley-drafts';
const VERSION = 2;

/** The database of drafts of all repositories. It is opened anew when the browser has closed it. */
export class DraftDatabase {
  #connection: Promise<IDBPDatabase<DraftSchema>> | undefined;

  /** Runs `work` in one transaction; resolves when it is on the disk. Errors are GalleyErrors. */
  async write<T>(work: (transaction: DraftTransaction) => Promise<T>): Promise<T> {
    return this.#run(async (database) => {
      const transaction = database.transaction(['drafts', 'aside', 'moments'], 'readwrite', { durability: 'strict' });
      const working = work(transaction).catch((error: unknown) => {
        // Nothing of it is kept then, whatever had been asked for before.
        if (transaction.error === null) transaction.abort();
        throw error;
      });
      // Both may reject, and both must be heard; the first tells why.
      const [result] = await Promise.all([working, transaction.done]);
      return result;
    });
  }

  async read<T>(work: (database: IDBPDatabase<DraftSchema>) => Promise<T>): Promise<T> {
    return this.#run(work);
  }

  async #run<T>(work: (database: IDBPDatabase<DraftSchema>) => Promise<T>): Promise<T> {
    const reused = this.#connection !== undefined;
    try {
      return await work(await this.#open());
    } catch (error) {
      if (!reused || !(error instanceof DOMException) || error.name !== 'InvalidStateError')
        throw storageFailure(error);
    }
    this.#connection = undefined;
    try {
      return await work(await this.#open());
    } catch (error) {
      throw storageFailure(error);
    }
  }

  #open(): Promise<IDBPDatabase<DraftSchema>> {
    const forget = (): void => {
      this.#connection = undefined;
    };
    this.#connection ??= openDB<DraftSchema>(NAME, VERSION, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('drafts');
          database.createObjectStore('aside', { autoIncrement: true });
        }
        database.createObjectStore('moments');
      },
      // A newer Galley in another tab waits for this one to let go.
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        forget();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#connection;
  }
}
