import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { HeldPack } from '../pack/index.ts';
import { newPackName } from './new-pack-name.ts';
import type {
  ArrivingPack,
  OpenedPack,
  RepositoryRecord,
  RepositoryStore,
  StoredListing,
  StoredObject,
  StoreUpdate,
} from './repository-store.ts';

/** A repository that lives as long as this object. For browsers that keep nothing, and for tests. */
export class MemoryRepositoryStore implements RepositoryStore {
  readonly durable = false;
  #record: RepositoryRecord | undefined;
  /** By branch; '' is the one that was cloned first. */
  #listings = new Map<string, StoredListing>();
  #objects = new Map<Oid, StoredObject>();
  #packs = new Map<string, { readonly pack: HeldPack; readonly index: Uint8Array }>();

  readRecord(): Promise<RepositoryRecord | undefined> {
    return Promise.resolve(this.#record);
  }

  readListing(branch = ''): Promise<StoredListing> {
    return Promise.resolve(this.#listings.get(branch) ?? { base: undefined, patch: undefined });
  }

  readObject(oid: Oid): Promise<StoredObject | undefined> {
    return Promise.resolve(this.#objects.get(oid));
  }

  objectIds(): Promise<readonly Oid[]> {
    return Promise.resolve([...this.#objects.keys()]);
  }

  update({ expectedVersion, record, objects, listing, listingOf = '' }: StoreUpdate): Promise<boolean> {
    if ((this.#record?.version ?? null) !== expectedVersion) return Promise.resolve(false);
    this.#record = record;
    for (const object of objects ?? []) this.#objects.set(object.oid, object);
    if (listing !== undefined) {
      const { base = this.#listings.get(listingOf)?.base, patch } = structuredClone(listing);
      this.#listings.set(listingOf, { base, patch });
    }
    return Promise.resolve(true);
  }

  beginPack(): Promise<ArrivingPack> {
    const [name, pack] = [newPackName(), new HeldPack()];
    return Promise.resolve({
      name,
      append: (bytes) => pack.append(bytes),
      read: (from, to) => pack.read(from, to),
      close: () => Promise.resolve(),
      writeIndex: (index) => {
        this.#packs.set(name, { pack, index: index.slice() });
        return Promise.resolve();
      },
    });
  }

  openPack(name: string): Promise<OpenedPack> {
    const found = this.#packs.get(name);
    if (found === undefined) return Promise.reject(new GalleyError('corrupt', 'A pack is missing', { data: { name } }));
    return Promise.resolve({
      name,
      index: found.index,
      size: found.pack.length,
      read: (from, to) => found.pack.read(from, to),
    });
  }

  freeBytes(): Promise<number> {
    return Promise.resolve(Number.POSITIVE_INFINITY);
  }

  sweep(): Promise<void> {
    for (const name of this.#packs.keys()) if (this.#record?.packs.includes(name) !== true) this.#packs.delete(name);
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.#record = undefined;
    this.#listings = new Map();
    this.#objects = new Map();
    this.#packs = new Map();
    return Promise.resolve();
  }
}
