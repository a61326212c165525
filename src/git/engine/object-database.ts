import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { ObjectType, PackKernel } from '../pack/index.ts';
import type { OpenedPack, RepositoryStore, StoredObject } from '../storage/index.ts';
import { PackFile } from './pack-file.ts';
import { HeldBytes } from './held-bytes.ts';

const MOST_SINGLE_BYTES = 4 << 20;

export interface GitObject {
  readonly type: ObjectType;
  readonly content: Uint8Array;
}

/** What a fetch brought: objects that go to the store one by one, and those of its pack that are at hand. */
interface ComeObjects {
  readonly objects: readonly StoredObject[];
  readonly passed: ReadonlyMap<Oid, GitObject>;
  /** The pack itself, while it is in memory. */
  readonly pack?: OpenedPack;
}

/** Reads the repository's objects, wherever they lie: made here, or in a pack. */
export class ObjectDatabase {
  readonly #store: RepositoryStore;
  readonly #kernel: PackKernel;
  readonly #packs = new Map<string, Promise<PackFile>>();
  /** Those of them that are read from memory, until the next step is done. */
  #inMemory: string[] = [];
  #names: readonly string[] = [];
  #fresh: ReadonlyMap<Oid, GitObject> = new Map();
  /** Objects in no pack that were made or read here: what is fetched next is mostly made on them. */
  readonly #heldSingles = new HeldBytes<Oid, StoredObject>(MOST_SINGLE_BYTES, ({ content }) => content.length);
  /** The ids of objects in no pack; a miss must not cost a look into the store each time. */
  #single: Promise<Set<Oid>> | undefined;

  constructor(store: RepositoryStore, kernel: PackKernel) {
    this.#store = store;
    this.#kernel = kernel;
  }

  /** Says which packs count from now on, and what has come that the store will have with the next step. */
  use(names: readonly string[], come: readonly ComeObjects[] = []): void {
    this.#names = names;
    const fresh = new Map<Oid, GitObject>();
    for (const { objects, passed, pack } of come) {
      for (const object of objects) fresh.set(object.oid, object);
      for (const [oid, object] of passed) fresh.set(oid, object);
      if (pack === undefined || this.#packs.has(pack.name)) continue;
      this.#packs.set(pack.name, Promise.resolve(new PackFile(pack, this.#kernel)));
      this.#inMemory.push(pack.name);
    }
    this.#fresh = fresh;
    for (const name of this.#packs.keys()) if (!names.includes(name)) this.#packs.delete(name);
  }

  /** Says what the store has now beside the packs. It is at hand until the next step, for it is mostly read next. */
  stored(objects: readonly StoredObject[]): void {
    this.#fresh = new Map(objects.map((object) => [object.oid, object]));
    for (const object of objects) this.#heldSingles.set(object.oid, object);
    for (const name of this.#inMemory.splice(0)) this.#packs.delete(name);
    this.#single?.then((oids) => objects.forEach(({ oid }) => oids.add(oid))).catch(() => this.forget());
  }

  /** Forgets which objects are in no pack: another tab may have added some, or removed all. */
  forget(): void {
    this.#single = undefined;
    this.#heldSingles.clear();
  }

  /** Opens all packs anew: one of them was damaged. */
  reopen(): void {
    this.#packs.clear();
    this.forget();
  }

  /** Throws `not-found` when the object is not here. */
  async read(oid: Oid): Promise<GitObject> {
    const found = await this.find(oid);
    if (found === undefined) throw new GalleyError('not-found', 'The object is not in this clone', { data: { oid } });
    return found;
  }

  /** Throws `corrupt` when the object is there but of another type. */
  async readTyped(oid: Oid, type: ObjectType): Promise<Uint8Array> {
    const object = await this.read(oid);
    if (object.type !== type)
      throw new GalleyError('corrupt', 'An object is not of the type it is used as', { data: { oid } });
    return object.content;
  }

  async find(oid: Oid): Promise<GitObject | undefined> {
    const fresh = this.#fresh.get(oid);
    if (fresh !== undefined) return fresh;
    for (let index = this.#names.length - 1; index >= 0; index -= 1) {
      const name = this.#names[index] ?? '';
      const pack = await this.#open(name);
      const place = pack.indexOf(oid);
      if (place >= 0) return pack.read(place, this).catch((error: unknown) => damaged(name, error));
    }
    return this.#findSingle(oid);
  }

  /** True for objects that were made here; the remote may lack them. */
  async isMadeHere(oid: Oid): Promise<boolean> {
    for (const name of this.#names) if ((await this.#open(name)).indexOf(oid) >= 0) return false;
    const kept = await this.#findSingle(oid);
    return kept !== undefined && kept.fetched !== true;
  }

  async has(oid: Oid): Promise<boolean> {
    if (this.#fresh.has(oid)) return true;
    for (const name of this.#names) if ((await this.#open(name)).indexOf(oid) >= 0) return true;
    return (await this.#singleIds()).has(oid);
  }

  /** Those of `oids` that are not here. */
  async missing(oids: Iterable<Oid>): Promise<Oid[]> {
    const packs = await Promise.all(this.#names.map((name) => this.#open(name)));
    const others = Array.from(oids).filter(
      (oid) => !this.#fresh.has(oid) && !packs.some((pack) => pack.indexOf(oid) >= 0),
    );
    if (others.length === 0) return [];
    const single = await this.#singleIds();
    return others.filter((oid) => !single.has(oid));
  }

  async #findSingle(oid: Oid): Promise<StoredObject | undefined> {
    // Another tab may have removed the repository.
    if (!(await this.#singleIds()).has(oid)) return undefined;
    const held = this.#heldSingles.get(oid);
    if (held !== undefined) return held;
    const read = await this.#store.readObject(oid);
    if (read !== undefined) this.#heldSingles.set(oid, read);
    return read;
  }

  #singleIds(): Promise<Set<Oid>> {
    if (this.#single === undefined) {
      this.#single = this.#store.objectIds().then((oids) => new Set(oids));
      this.#single.catch(() => this.forget());
    }
    return this.#single;
  }

  #open(name: string): Promise<PackFile> {
    const known = this.#packs.get(name);
    if (known !== undefined) return known;
    const opening = this.#store
      .openPack(name)
      .then((opened) => PackFile.open(opened, this.#kernel))
      .catch((error: unknown) => damaged(name, error));
    this.#packs.set(name, opening);
    opening.catch(() => this.#packs.delete(name));
    return opening;
  }
}

/** Says of an error about a kept pack's bytes that it is about what is kept, and not about what came. */
function damaged(name: string, error: unknown): never {
  if (!(error instanceof GalleyError) || error.code !== 'corrupt') throw error;
  throw new GalleyError('corrupt', error.message, { cause: error, data: { ...error.data, kept: name } });
}
