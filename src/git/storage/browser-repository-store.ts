import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { GalleyError } from '#base';
import * as v from 'valibot';
import type { Oid } from '../git-client.ts';
import { PackFolder } from './pack-folder.ts';
import type {
  ArrivingPack,
  OpenedPack,
  RepositoryRecord,
  RepositoryStore,
  StoredListing,
  StoredObject,
  StoreUpdate,
} from './repository-store.ts';
import { storageError } from './storage-error.ts';

const NAME = 'galley-git';
/** 2: records have refs. 3: they have other branches. A tab of an earlier version, which would write them without, lets go of the database when it is opened. */
const VERSION = 3;

/** Values are `unknown`: another version of Galley may have written them. */
interface GitSchema extends DBSchema {
  repositories: { key: string; value: unknown };
  listings: { key: string; value: unknown };
  objects: { key: [repository: string, oid: string]; value: unknown };
}

const oidSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const branchEntries = {
  branch: v.string(),
  head: v.nullable(oidSchema),
  remoteHead: v.nullable(oidSchema),
  outboxBase: v.nullable(oidSchema),
  filling: v.optional(v.boolean(), false),
};
const recordSchema = v.object({
  ...branchEntries,
  version: v.number(),
  shallow: v.array(oidSchema),
  packs: v.array(v.string()),
  others: v.optional(v.array(v.object(branchEntries)), []),
  refs: v.optional(
    v.array(
      v.object({
        name: v.string(),
        local: v.nullable(oidSchema),
        remote: v.nullable(oidSchema),
        merge: v.picklist(['lines', 'none']),
        copy: v.exactOptional(v.object({ url: v.string(), tip: oidSchema })),
      }),
    ),
    [],
  ),
});
const objectSchema = v.object({
  oid: oidSchema,
  type: v.picklist([1, 2, 3, 4]),
  content: v.custom<Uint8Array>((value) => value instanceof Uint8Array),
  fetched: v.exactOptional(v.literal(true)),
});

/** A repository in this browser: packs are files of the origin's private file system, all else is in IndexedDB. */
export class BrowserRepositoryStore implements RepositoryStore {
  readonly durable = true;
  readonly #key: string;
  readonly #packs: PackFolder;
  readonly #database: IDBPDatabase<GitSchema>;

  private constructor(key: string, packs: PackFolder, database: IDBPDatabase<GitSchema>) {
    this.#key = key;
    this.#packs = packs;
    this.#database = database;
  }

  /** Whether no repository was ever kept in this browser. */
  static async isUnused(): Promise<boolean> {
    const databases = await indexedDB.databases();
    return databases.every(({ name }) => name !== NAME);
  }

  /** Opens the store of the repository at `url` under `root`. Throws `storage-blocked` where the browser keeps nothing. */
  static async open(url: string, root: Promise<FileSystemDirectoryHandle>): Promise<BrowserRepositoryStore> {
    try {
      const [packs, database] = await Promise.allSettled([
        root.then((folder) => PackFolder.of(folder, url)),
        openDatabase(),
      ]);
      if (packs.status === 'rejected' && database.status === 'fulfilled') database.value.close();
      if (packs.status === 'rejected') throw packs.reason;
      if (database.status === 'rejected') throw database.reason;
      return new BrowserRepositoryStore(url, packs.value, database.value);
    } catch (error) {
      throw storageError(error, 'storage-blocked');
    }
  }

  /** Where a branch's listing lies, and beside it its patch: no URL and no branch has a line break. */
  #listingKeys(branch: string | undefined): { readonly base: string; readonly patch: string } {
    const base = branch === undefined ? this.#key : `${this.#key}\nbranch ${branch}`;
    return { base, patch: `${base}\npatch` };
  }

  get #objectRange(): IDBKeyRange {
    return IDBKeyRange.bound([this.#key, ''], [this.#key, '\uffff']);
  }

  async readRecord(): Promise<RepositoryRecord | undefined> {
    const found = await this.#database.get('repositories', this.#key).catch(fail);
    if (found === undefined) return undefined;
    const parsed = v.safeParse(recordSchema, found);
    if (!parsed.success) throw new GalleyError('corrupt', 'The kept repository can not be read');
    return parsed.output;
  }

  async readListing(branch?: string): Promise<StoredListing> {
    const kept = this.#database.transaction('listings').store;
    const keys = this.#listingKeys(branch);
    const [base, patch] = await Promise.all([kept.get(keys.base), kept.get(keys.patch)]).catch(fail);
    return { base, patch };
  }

  async readObject(oid: Oid): Promise<StoredObject | undefined> {
    const found = await this.#database.get('objects', [this.#key, oid]).catch(fail);
    if (found === undefined) return undefined;
    const parsed = v.safeParse(objectSchema, found);
    if (!parsed.success) throw new GalleyError('corrupt', 'A kept object can not be read', { data: { oid } });
    return parsed.output;
  }

  async objectIds(): Promise<readonly Oid[]> {
    const keys = await this.#database.getAllKeys('objects', this.#objectRange).catch(fail);
    return keys.map(([, oid]) => oid);
  }

  async update({ expectedVersion, record, objects, listing, listingOf }: StoreUpdate): Promise<boolean> {
    const transaction = this.#database.transaction(['repositories', 'listings', 'objects'], 'readwrite', {
      durability: 'strict',
    });
    const step = async (): Promise<boolean> => {
      const repositories = transaction.objectStore('repositories');
      const present = v.safeParse(recordSchema, await repositories.get(this.#key));
      if ((present.success ? present.output.version : null) !== expectedVersion) return false;
      const kept = transaction.objectStore('objects');
      const writes: Promise<unknown>[] = (objects ?? []).map((object) => kept.put(object, [this.#key, object.oid]));
      const listings = transaction.objectStore('listings');
      const keys = this.#listingKeys(listingOf);
      if (listing?.base !== undefined) writes.push(listings.put(listing.base, keys.base));
      if (listing !== undefined) writes.push(listings.put(listing.patch, keys.patch));
      writes.push(repositories.put(record, this.#key));
      await Promise.all(writes);
      return true;
    };
    const [written] = await Promise.all([step(), transaction.done]).catch(fail);
    return written;
  }

  async beginPack(): Promise<ArrivingPack> {
    const pack = await this.#packs.begin().catch(fail);
    return {
      ...pack,
      close: () => pack.close().catch(fail),
      writeIndex: (index) => pack.writeIndex(index).catch(fail),
    };
  }

  async openPack(name: string): Promise<OpenedPack> {
    return this.#packs.open(name).catch((error: unknown) => {
      throw storageError(error, 'corrupt');
    });
  }

  async freeBytes(): Promise<number> {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
  }

  async sweep(): Promise<void> {
    const record = await this.readRecord();
    await this.#packs.keepOnly(new Set(record?.packs ?? [])).catch(fail);
  }

  async remove(): Promise<void> {
    const transaction = this.#database.transaction(['repositories', 'listings', 'objects'], 'readwrite', {
      durability: 'strict',
    });
    await Promise.all([
      transaction.objectStore('repositories').delete(this.#key),
      transaction.objectStore('listings').delete(this.#key),
      transaction.objectStore('listings').delete(IDBKeyRange.bound(`${this.#key}\n`, `${this.#key}\n\uffff`)),
      transaction.objectStore('objects').delete(this.#objectRange),
      transaction.done,
    ]).catch(fail);
    await this.#packs.keepOnly(new Set()).catch(fail);
  }
}

async function openDatabase(): Promise<IDBPDatabase<GitSchema>> {
  return openDB<GitSchema>(NAME, VERSION, {
    upgrade(fresh, from) {
      if (from >= 1) return;
      fresh.createObjectStore('repositories');
      fresh.createObjectStore('listings');
      fresh.createObjectStore('objects');
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

function fail(error: unknown): never {
  throw storageError(error, 'storage-blocked');
}
