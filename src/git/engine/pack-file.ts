import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { endsWithItsSum, parseEntryHeader, PackScratch, type ObjectType, type PackKernel } from '../pack/index.ts';
import type { OpenedPack } from '../storage/index.ts';
import { HeldBytes } from './held-bytes.ts';
import type { GitObject, ObjectDatabase } from './object-database.ts';
import { fromHex, HASH_SIZE } from '../hex.ts';

const FAN_OUT_AT = 8;
const OIDS_AT = FAN_OUT_AT + 256 * 4;
/** Deltas made on deltas; git makes no more than 50, or 4095 when told to. */
const DEEPEST_CHAIN = 5000;

/** Bytes are read from the file in pieces of this size, and so many pieces are held: neighbours are mostly read next. What is read first of a piece is read alone. */
const WINDOW = 1 << 19;
const MOST_WINDOWS = 24;
/** Objects that others are made from by deltas, such as the folders of a history, are held up to this many bytes. */
const MOST_HELD = 16 << 20;
const LARGEST_HELD = 1 << 18;

/**
 * One kept pack, read through its index (gitformat-pack, "Version 2 pack-*.idx files"). What is kept may have been damaged since it
 * was written: the index is checked when it is opened, and each entry by its CRC when it is read. What an object is made of was
 * hashed when the pack came, and is not once more.
 */
export class PackFile {
  readonly #pack: OpenedPack;
  readonly #scratch: PackScratch;
  readonly #index: DataView;
  readonly #oids: Uint8Array;
  readonly #count: number;
  #entries: Float64Array | undefined;
  readonly #windows = new Map<number, Promise<Uint8Array>>();
  /** The pieces of which something was read alone. */
  readonly #touched = new Set<number>();
  readonly #held = new HeldBytes<number, GitObject>(MOST_HELD, ({ content }) => content.length);

  /** Opens a pack that was kept. Throws `corrupt` where its index is not what was written. */
  static async open(pack: OpenedPack, kernel: PackKernel): Promise<PackFile> {
    if (await endsWithItsSum(pack.index)) return new PackFile(pack, kernel);
    throw new GalleyError('corrupt', 'The index of a pack is damaged', { data: { name: pack.name } });
  }

  constructor(pack: OpenedPack, kernel: PackKernel) {
    this.#pack = pack;
    this.#scratch = new PackScratch(kernel);
    this.#index = new DataView(pack.index.buffer, pack.index.byteOffset, pack.index.byteLength);
    if (pack.index.length < OIDS_AT || this.#index.getUint32(0) !== 0xff744f63 || this.#index.getUint32(4) !== 2) {
      throw new GalleyError('corrupt', 'The index of a pack can not be read', { data: { name: pack.name } });
    }
    this.#count = this.#index.getUint32(FAN_OUT_AT + 255 * 4);
    if (pack.index.length < OIDS_AT + this.#count * (HASH_SIZE + 8)) {
      throw new GalleyError('corrupt', 'The index of a pack is cut short', { data: { name: pack.name } });
    }
    this.#oids = pack.index.subarray(OIDS_AT, OIDS_AT + this.#count * HASH_SIZE);
  }

  /** Whether its bytes are still those that came, and not what was kept of them. */
  get #isInMemory(): boolean {
    return this.#pack.isInMemory === true;
  }

  /** The place of an object in the index; -1 when the pack does not have it. */
  indexOf(oid: Oid): number {
    const wanted = fromHex(oid);
    const first = wanted[0] ?? 0;
    let low = first === 0 ? 0 : this.#index.getUint32(FAN_OUT_AT + (first - 1) * 4);
    let high = this.#index.getUint32(FAN_OUT_AT + first * 4);
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = this.#compare(middle, wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  /** Reads the object at a place of the index; bases outside of the pack come from `database`. */
  async read(place: number, database: ObjectDatabase): Promise<GitObject> {
    const chain: { readonly offset: number; readonly delta: Uint8Array }[] = [];
    let offset = this.#offsetOf(place);
    for (;;) {
      const held = this.#held.get(offset);
      if (held !== undefined) return this.#apply(held, chain);
      const entry = await this.#readEntry(offset);
      if (entry.base === undefined) {
        const whole: GitObject = { type: entry.type, content: entry.data };
        if (chain.length > 0) this.#hold(offset, whole);
        return this.#apply(whole, chain);
      }
      chain.push({ offset, delta: entry.data });
      if (chain.length > DEEPEST_CHAIN) throw new GalleyError('corrupt', 'A chain of deltas has no end');
      if (typeof entry.base === 'number') {
        offset = entry.base;
        continue;
      }
      const here = this.indexOf(entry.base);
      if (here < 0) return this.#apply(await database.read(entry.base), chain);
      offset = this.#offsetOf(here);
    }
  }

  async #readEntry(
    offset: number,
  ): Promise<
    | { readonly type: ObjectType; readonly data: Uint8Array; readonly base?: never }
    | { readonly base: number | Oid; readonly data: Uint8Array }
  > {
    const { place, end } = this.#entryAt(offset);
    const bytes = await this.#bytes(offset, end);
    const header = this.#isAsItCame(place, bytes) ? parseEntryHeader(bytes, offset) : undefined;
    if (header === undefined)
      throw new GalleyError('corrupt', 'A kept pack is damaged', { data: { name: this.#pack.name } });
    const data = this.#scratch.inflate(bytes.subarray(header.length), header.size);
    return header.base === undefined ? { type: header.type, data } : { base: header.base, data };
  }

  async #bytes(from: number, to: number): Promise<Uint8Array> {
    const start = Math.floor(from / WINDOW) * WINDOW;
    if (this.#isInMemory || to > start + WINDOW) return this.#pack.read(from, to);
    const known = this.#windows.get(start);
    if (known === undefined && !this.#touched.has(start)) {
      this.#touched.add(start);
      return this.#pack.read(from, to);
    }
    const window = known ?? Promise.resolve(this.#pack.read(start, Math.min(start + WINDOW, this.#pack.size)));
    // The one used last is the last to go.
    this.#windows.delete(start);
    this.#windows.set(start, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > MOST_WINDOWS && oldest !== undefined) this.#windows.delete(oldest);
    window.catch(() => this.#windows.delete(start));
    return (await window).subarray(from - start, to - start);
  }

  #apply(base: GitObject, chain: readonly { readonly offset: number; readonly delta: Uint8Array }[]): GitObject {
    let object = base;
    for (const { offset, delta } of chain.toReversed()) {
      object = { type: base.type, content: this.#scratch.applyDelta(object.content, delta) };
      this.#hold(offset, object);
    }
    return object;
  }

  #hold(offset: number, object: GitObject): void {
    if (object.content.length <= LARGEST_HELD) this.#held.set(offset, object);
  }

  #compare(place: number, wanted: Uint8Array): number {
    const at = place * HASH_SIZE;
    for (let index = 0; index < HASH_SIZE; index += 1) {
      const difference = (this.#oids[at + index] ?? 0) - (wanted[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #offsetOf(place: number): number {
    const offsetsAt = OIDS_AT + this.#count * (HASH_SIZE + 4);
    const offset = this.#index.getUint32(offsetsAt + place * 4);
    if (offset < 0x8000_0000) return offset;
    return Number(this.#index.getBigUint64(offsetsAt + this.#count * 4 + (offset - 0x8000_0000) * 8));
  }

  /** Whether an entry has the CRC that the index has for it. */
  #isAsItCame(place: number, bytes: Uint8Array): boolean {
    if (this.#isInMemory) return true;
    return this.#scratch.crc32(bytes) === this.#index.getUint32(OIDS_AT + this.#count * HASH_SIZE + place * 4);
  }

  /** The place in the index of the entry at `offset`, and where it ends: where the next begins, or the pack's checksum. */
  #entryAt(offset: number): { readonly place: number; readonly end: number } {
    const entries = (this.#entries ??= this.#sortEntries());
    const first = offset * this.#count;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle] ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    const place = (entries[low] ?? Number.POSITIVE_INFINITY) - first;
    if (place >= this.#count)
      throw new GalleyError('corrupt', 'A delta of a kept pack is made on nothing', { data: { offset } });
    const next = entries[low + 1];
    return { place, end: next === undefined ? this.#pack.size - HASH_SIZE : Math.floor(next / this.#count) };
  }

  /** The entries in their order in the pack, offset and place in one number, below 2 to the 53rd for any pack that a tab can hold: numbers are sorted by the browser itself. */
  #sortEntries(): Float64Array {
    const entries = new Float64Array(this.#count);
    for (let place = 0; place < this.#count; place += 1) entries[place] = this.#offsetOf(place) * this.#count + place;
    return entries.sort();
  }
}
