import type { Oid } from '../git-client.ts';
import {
  completePack,
  HeldPack,
  loadPackKernel,
  PackReader,
  PackScratch,
  sha1,
  writePackIndex,
  type LoadBase,
  type ObjectType,
  type PackedObject,
  type PackKernel,
  type ReadPack,
  type ShownObject,
} from '../pack/index.ts';
import type { ArrivingPack, OpenedPack, RepositoryStore, StoredObject } from '../storage/index.ts';
import type { Summarise, Summarisers } from './summarise.ts';
import { fromHex, HASH_SIZE } from '../hex.ts';

/** What was learnt of a pack while it passed. */
export interface PackReading<Row> {
  /** The name under which the store has it; undefined for a pack of so few objects that they are kept one by one. It does not count before a record names it. */
  readonly packName: string | undefined;
  /** The objects of such a small pack. */
  readonly objects: readonly StoredObject[];
  /** What the summariser made of each blob that looks like text. */
  readonly rows: ReadonlyMap<Oid, Row>;
  /** The commits and folders that passed, so that they need not be read again at once. */
  readonly passed: ReadonlyMap<Oid, PackedObject>;
  /** The pack as it is kept, where it is in memory still. */
  readonly pack?: OpenedPack;
}

export interface PackReadingParts<Row> {
  readonly store: RepositoryStore;
  /** Absent where no rows are wanted: such a pack is held in memory until it is kept, as a thin one is. */
  readonly rows?: Summarisers<Row>;
  /** Gives the objects that a thin pack leaves to the receiver. */
  readonly loadBase?: LoadBase;
}

type TextOfPack = Pick<ShownObject, 'oid' | 'content' | 'isUtf8'>;

/** A longer text is summarised when it is listed, if it is a post at all. */
const LARGEST_TEXT = 2 << 20;
/** A pack of fewer objects is not kept as a pack, as git's own `fetch.unpackLimit` has it. */
const FEW_OBJECTS = 100;
const FEW_BYTES = 4 << 20;
/** So many bases are read beside each other: each waits for the browser, mostly. */
const READ_BESIDE = 8;
/** So much of texts waits for the large summariser at most. Those that don't are summarised when they are listed. */
const MOST_WAITING_BYTES = 16 << 20;
const MOST_PASSED_BYTES = 64 << 20;
const BLOB = 3;

/**
 * Takes a pack in as it arrives: one pass that checks, hashes, summarises and indexes it, while its bytes go to the store.
 * `append`, then `read`, then `keep`; or `giveUp` in between.
 */
export class PackIntake<Row> {
  readonly #parts: PackReadingParts<Row>;
  readonly #reader: PackReader;
  /** The large summariser, when a text has needed it, and the texts that wait for it. */
  #large: Summarise<Row> | undefined;
  #waiting: TextOfPack[] = [];
  #waitingBytes = 0;
  readonly #bases = new Map<Oid, PackedObject>();
  /** Bases on their way from the store, so many at a time. */
  readonly #ahead = new Map<Oid, Promise<PackedObject | undefined>>();
  readonly #lanes: Promise<unknown>[] = Array.from({ length: READ_BESIDE }, () => Promise.resolve());
  /** Nothing is read ahead any more. */
  #isEnded = false;
  readonly #rows = new Map<Oid, Row>();
  readonly #passed = new Map<Oid, PackedObject>();
  #whole: ReadPack | undefined;
  /** Held here: a pack of few objects, whose bytes are not kept, a thin one, which is completed at its end, and one of which no rows are wanted. */
  readonly #held = new HeldPack();
  /** Its file in the store, while that is open. */
  #file: Promise<ArrivingPack> | undefined;
  /** The same, where the bytes go there as they come. */
  #arriving: ArrivingPack | undefined;
  #few: StoredObject[] | undefined = [];
  #fewBytes = 0;
  #passedBytes = 0;

  private constructor(parts: PackReadingParts<Row>, kernel: PackKernel) {
    this.#parts = parts;
    this.#reader = new PackReader({
      kernel,
      pack: this.#held,
      visit: (object) => this.#take(object),
      keeps: (type, size) => this.#keeps(type, size),
      onBase: (oid) => this.#loadAhead(oid),
    });
  }

  static async start<Row>(parts: PackReadingParts<Row>): Promise<PackIntake<Row>> {
    return new PackIntake(parts, await loadPackKernel());
  }

  get progress(): PackReader['progress'] {
    return this.#reader.progress;
  }

  /** What the summariser made of the texts that have passed. */
  get rows(): ReadonlyMap<Oid, Row> {
    return this.#rows;
  }

  /** The commits and folders that have passed. */
  get passed(): ReadonlyMap<Oid, PackedObject> {
    return this.#passed;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#reader.append(chunk);
    await this.#summariseWaiting();
    if (this.#few !== undefined || this.#arriving !== undefined) return;
    if (this.#parts.loadBase !== undefined) {
      // It is written at the end, and the browser makes it while the rest comes. A failure is met then.
      this.#begin().catch(() => undefined);
      return;
    }
    if (this.#parts.rows === undefined) return;
    this.#arriving = await this.#moveToStore();
    this.#reader.moveTo(this.#arriving);
    this.#held.clear();
  }

  /** Has a base read while the remote goes on sending. */
  #loadAhead(oid: Oid): void {
    const { loadBase } = this.#parts;
    if (loadBase === undefined || this.#ahead.has(oid)) return;
    const lane = this.#ahead.size % READ_BESIDE;
    const loading = Promise.resolve(this.#lanes[lane]).then(() => (this.#isEnded ? undefined : loadBase(oid)));
    this.#ahead.set(oid, loading);
    // A failure is met where the base is needed.
    this.#lanes[lane] = loading.catch(() => undefined);
  }

  #endReadingAhead(): void {
    this.#isEnded = true;
    this.#ahead.clear();
  }

  /** Reads the pack to its end and checks that it is whole. */
  async read(): Promise<void> {
    const { loadBase } = this.#parts;
    this.#whole = await this.#reader.finish(
      loadBase === undefined
        ? undefined
        : async (oid) => {
            const base = await (this.#ahead.get(oid) ?? loadBase(oid));
            if (base !== undefined) this.#bases.set(oid, base);
            return base;
          },
    );
    this.#endReadingAhead();
    await this.#summariseWaiting();
    if (this.#arriving !== undefined) await this.#close();
  }

  /** Lets go of what came when it is not kept. */
  async giveUp(): Promise<void> {
    this.#endReadingAhead();
    await this.#close();
  }

  /** Makes a pack of the store of what was read, unless that is small. */
  async keep(): Promise<PackReading<Row>> {
    const read = this.#whole;
    if (read === undefined) throw new TypeError('The pack is not read yet');
    const learnt = { rows: this.#rows, passed: this.#passed };
    if (this.#few !== undefined) return { packName: undefined, objects: this.#few, ...learnt };
    if (this.#arriving !== undefined) {
      await this.#arriving.writeIndex(await indexOf(read));
      return { packName: this.#arriving.name, objects: [], ...learnt };
    }
    try {
      return { ...(await this.#keepHeld(read)), objects: [], ...learnt };
    } catch (error) {
      // Why it can't be kept is what people are told, also where its last bytes find no room.
      await this.giveUp().catch(() => undefined);
      throw error;
    }
  }

  /** Keeps a held pack, with the objects outside of it that its deltas are made on. */
  async #keepHeld(read: ReadPack): Promise<Required<Pick<PackReading<Row>, 'packName' | 'pack'>>> {
    const index = await indexOf(this.#bases.size === 0 ? read : await this.#completeHeld(read));
    const arriving = await this.#moveToStore();
    await this.#close();
    await arriving.writeIndex(index);
    const { name } = arriving;
    return { packName: name, pack: asOpened(this.#held, name, index) };
  }

  async #completeHeld({ table }: ReadPack): Promise<ReadPack> {
    const scratch = new PackScratch(await loadPackKernel());
    const bases = Array.from(this.#bases, ([oid, { type, content }]) => ({ type, content, id: fromHex(oid) }));
    return completePack({ pack: this.#held, table, bases }, scratch);
  }

  /** Writes what is held into the pack's file, which stays open. */
  async #moveToStore(): Promise<ArrivingPack> {
    const arriving = await this.#begin();
    for (const part of this.#held.parts()) arriving.append(part);
    return arriving;
  }

  #begin(): Promise<ArrivingPack> {
    this.#file ??= this.#parts.store.beginPack();
    return this.#file;
  }

  async #close(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    this.#file = undefined;
    await file?.close();
  }

  #summarise({ oid, content, isUtf8 }: TextOfPack): void {
    const { rows } = this.#parts;
    if (rows === undefined) return;
    const summarise: Summarise<Row | undefined> | undefined = this.#large ?? rows.summariseQuickly;
    const row = summarise?.(content, isUtf8);
    if (row !== undefined) this.#rows.set(oid, row);
    else if (this.#waitingBytes + content.length <= MOST_WAITING_BYTES) {
      this.#waiting.push({ oid, content: content.slice(), isUtf8 });
      this.#waitingBytes += content.length;
    }
  }

  async #summariseWaiting(): Promise<void> {
    const { rows } = this.#parts;
    if (rows === undefined || this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    [this.#waiting, this.#waitingBytes] = [[], 0];
    try {
      this.#large ??= await rows.summariser();
    } catch {
      // What is wrong is told where the texts are listed: for their rows no pack is fetched twice. None waits any more.
      this.#waitingBytes = Number.POSITIVE_INFINITY;
      return;
    }
    for (const { oid, content, isUtf8 } of waiting) this.#rows.set(oid, this.#large(content, isUtf8));
  }

  /** Commits and folders are read again soon. */
  #keeps(type: ObjectType, size: number): boolean {
    if (type === BLOB || this.#passedBytes >= MOST_PASSED_BYTES) return false;
    this.#passedBytes += size;
    return true;
  }

  #take({ type, oid, content, isText, isUtf8, kept }: ShownObject): void {
    if (isText && content.length <= LARGEST_TEXT) this.#summarise({ oid, content, isUtf8 });
    if (kept !== undefined) this.#passed.set(oid, kept);
    if (this.#few === undefined) return;
    this.#fewBytes += content.length;
    if (this.progress.totalObjects >= FEW_OBJECTS || this.#fewBytes > FEW_BYTES) this.#few = undefined;
    else this.#few.push({ oid, type, content: content.slice(), fetched: true });
  }
}

/** The index of a pack, with the checksum of itself at its end. */
async function indexOf({ table, checksum }: ReadPack): Promise<Uint8Array> {
  const body = writePackIndex(table, checksum);
  const index = new Uint8Array(body.length + HASH_SIZE);
  index.set(body);
  index.set(await sha1(body), body.length);
  return index;
}

function asOpened(held: HeldPack, name: string, index: Uint8Array): OpenedPack {
  return { name, index, size: held.length, isInMemory: true, read: (from, to) => held.read(from, to) };
}

/** Takes in a pack that is there whole, and keeps it. */
export async function readPack<Row>(pack: Uint8Array, parts: PackReadingParts<Row>): Promise<PackReading<Row>> {
  const intake = await PackIntake.start(parts);
  try {
    await intake.append(pack);
    await intake.read();
  } catch (error) {
    await intake.giveUp();
    throw error;
  }
  return intake.keep();
}
