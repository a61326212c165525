import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { parseEntryHeader } from './entry-header.ts';
import type { PackBytes } from './pack-bytes.ts';
import { ObjectTable, type ReadPack } from './object-table.ts';
import type { PackKernel } from './pack-kernel.ts';
import { PackMemory } from './pack-memory.ts';
import type { Keeps, ObjectVisitor } from './shown-object.ts';
import { resolveDeltas, type LoadBase } from './resolve-deltas.ts';
import { HASH_SIZE, toHex } from '../hex.ts';

export type { LoadBase };

/** Bounds on what a remote may make this tab hold. */
export interface PackLimits {
  readonly packBytes: number;
  readonly objectBytes: number;
}

export const defaultPackLimits: PackLimits = { packBytes: 1 << 30, objectBytes: 200 << 20 };

/** A delta and what it is made on: an offset in this pack, or an object id. */
export interface PendingDelta {
  readonly index: number;
  readonly base: number | Oid;
}

const PACK_HEADER = 12;
/** Chunks are gathered up to so many bytes, so that few objects are met before they are there whole. */
const READ_AT_ONCE = 1 << 17;
/** An entry's type and size, and the offset or id of a base, take at most this. */
const ENTRY_HEADER = 48;

interface PackReaderParts {
  readonly kernel: PackKernel;
  /** Gets the bytes as they come; deltas and their bases are read back from it. */
  readonly pack: PackBytes;
  readonly visit: ObjectVisitor;
  readonly keeps?: Keeps;
  /** Called with the id of each object that a delta names as its base, which a thin pack may leave to the receiver. */
  readonly onBase?: (oid: Oid) => void;
  readonly limits?: PackLimits;
}

/**
 * Reads a pack (gitformat-pack, version 2) as it arrives: inflates and hashes each object once, and hands the bytes on.
 * `append` takes the next bytes; `finish` resolves deltas and checks the pack's own checksum. Throws `corrupt` for what is
 * no whole pack and `too-large` past the limits.
 */
export class PackReader {
  readonly #kernel: PackKernel;
  readonly #memory: PackMemory;
  readonly #visit: ObjectVisitor;
  readonly #keeps: Keeps;
  readonly #onBase: (oid: Oid) => void;
  readonly #limits: PackLimits;
  #pack: PackBytes;
  readonly #deltas: PendingDelta[] = [];
  #table: ObjectTable | undefined;
  #next = 0;
  #at = PACK_HEADER;
  #retryAt = 0;

  constructor({
    kernel,
    pack,
    visit,
    keeps = () => false,
    onBase = () => undefined,
    limits = defaultPackLimits,
  }: PackReaderParts) {
    this.#kernel = kernel;
    this.#memory = new PackMemory(kernel);
    this.#pack = pack;
    this.#visit = visit;
    this.#keeps = keeps;
    this.#onBase = onBase;
    this.#limits = limits;
  }

  /** How many objects were read so far, and how many the pack says it has (0 until it has said). */
  get progress(): { readonly objects: number; readonly totalObjects: number } {
    return { objects: this.#next, totalObjects: this.#table?.count ?? 0 };
  }

  append(chunk: Uint8Array): void {
    if (this.#memory.packLength + chunk.length > this.#limits.packBytes) {
      throw new GalleyError('too-large', 'The pack is larger than this tab may hold');
    }
    this.#pack.append(chunk);
    this.#memory.append(chunk);
    if (this.#table === undefined && !this.#readHeader()) return;
    if (this.#memory.packLength < this.#retryAt) return;
    this.#readEntries();
    this.#memory.letGo(this.#at);
  }

  /** From now on the bytes lie in `pack`, those too that came so far: the caller copied them. */
  moveTo(pack: PackBytes): void {
    this.#pack = pack;
  }

  /** Returns the table of all objects and the checksum that the pack ends with. `loadBase` gives objects that a thin pack leaves to the receiver. */
  async finish(loadBase?: LoadBase): Promise<ReadPack> {
    const table = this.#table;
    if (table === undefined) throw new GalleyError('cut-off', 'The pack ended before its header');
    this.#readEntries();
    const end = this.#memory.packLength;
    if (this.#next < table.count || this.#at + HASH_SIZE > end) {
      throw new GalleyError('cut-off', 'The pack ended early', { data: { objects: this.#next, of: table.count } });
    }
    if (this.#at + HASH_SIZE !== end) throw new GalleyError('corrupt', 'There is more after the end of the pack');
    const checksum = this.#memory.packView(end - HASH_SIZE, HASH_SIZE).slice();
    if (toHex(this.#memory.finishSum()) !== toHex(checksum))
      throw new GalleyError('corrupt', 'The pack does not match its checksum');
    await resolveDeltas({
      kernel: this.#kernel,
      memory: this.#memory,
      pack: this.#pack,
      end: end - HASH_SIZE,
      table,
      deltas: this.#deltas,
      visit: this.#visit,
      keeps: this.#keeps,
      objectBytes: this.#limits.objectBytes,
      ...(loadBase === undefined ? {} : { loadBase }),
    });
    return { table, checksum };
  }

  #readHeader(): boolean {
    if (this.#memory.packLength < PACK_HEADER) return false;
    const bytes = this.#memory.packView(0, PACK_HEADER);
    const view = new DataView(bytes.buffer, bytes.byteOffset, PACK_HEADER);
    if (view.getUint32(0) !== 0x5041434b || view.getUint32(4) !== 2)
      throw new GalleyError('corrupt', 'This is no pack of version 2');
    const count = view.getUint32(8);
    // The smallest entry is nine bytes: a header byte and an empty zlib stream.
    if (count > this.#limits.packBytes / 9) throw new GalleyError('too-large', 'The pack says it has too many objects');
    this.#table = new ObjectTable(count);
    return true;
  }

  #readEntries(): void {
    const table = this.#table;
    if (table === undefined) return;
    while (this.#next < table.count) {
      const taken = this.#readEntry(table, this.#next);
      if (taken === 0) {
        // Reading an unfinished object again on every chunk would take time quadratic in its size: wait until the rest has doubled.
        const rest = Math.min(this.#memory.packLength - this.#at, 8 << 20);
        this.#retryAt = this.#memory.packLength + Math.max(rest, READ_AT_ONCE);
        break;
      }
      this.#at += taken;
      this.#next += 1;
    }
    this.#hashBatch(table);
    this.#memory.sumTo(this.#memory.packLength - HASH_SIZE);
  }

  /** Hashes the objects that were read since the last time, and shows them. */
  #hashBatch(table: ObjectTable): void {
    const { objects, ids } = this.#memory.hashBatch(this.#memory.packLength - HASH_SIZE);
    for (const [place, { index, type, address, size }] of objects.entries()) {
      table.setId(index, ids, place * HASH_SIZE);
      const kept = this.#keeps(type, size) ? { type, content: this.#memory.view(address, size).slice() } : undefined;
      this.#visit(this.#memory.show({ type, address, size }, table.oid(index), kept));
    }
  }

  /** Reads the entry at `#at`; returns its length, 0 when it has not arrived whole. */
  #readEntry(table: ObjectTable, index: number): number {
    const memory = this.#memory;
    const available = memory.packLength - this.#at;
    const head = memory.packView(this.#at, Math.min(ENTRY_HEADER, available));
    const entry = parseEntryHeader(head, this.#at);
    if (entry === undefined) {
      if (available >= ENTRY_HEADER) throw new GalleyError('corrupt', 'An entry of the pack has no end to its header');
      return 0;
    }
    if (entry.size > this.#limits.objectBytes)
      throw new GalleyError('too-large', 'An object is larger than this tab may hold', { data: { bytes: entry.size } });
    if (memory.isBatchFull(entry.size)) this.#hashBatch(table);
    const to = memory.place(entry.size);
    const from = memory.packAddress(this.#at + entry.length);
    const taken = this.#kernel.inflate(from, memory.packAddress(memory.packLength), to, entry.size);
    if (taken === -1) return 0;
    if (taken < 0)
      throw new GalleyError('corrupt', 'An object of the pack does not inflate', { data: { offset: this.#at } });
    table.offsets[index] = this.#at;
    table.dataOffsets[index] = this.#at + entry.length;
    table.sizes[index] = entry.size;
    table.crcs[index] = this.#kernel.crc32(memory.packAddress(this.#at), entry.length + taken);
    if (entry.base === undefined) {
      table.types[index] = entry.type;
      memory.addToBatch({ index, type: entry.type, address: to, size: entry.size });
    } else {
      this.#deltas.push({ index, base: entry.base });
      if (typeof entry.base === 'string') this.#onBase(entry.base);
    }
    return entry.length + taken;
  }
}
