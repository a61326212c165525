import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { HASH_SIZE, toHex } from '../hex.ts';

/** The types of objects as a pack numbers them (gitformat-pack, "Object types"). */
export type ObjectType = 1 | 2 | 3 | 4;

/** A pack that was read to its end: its objects, and the checksum that it ends with. */
export interface ReadPack {
  readonly table: ObjectTable;
  readonly checksum: Uint8Array;
}

/** What is known of each object of one pack, in the order of the pack, in flat arrays so that 100,000 objects cost a few megabytes. */
export class ObjectTable {
  readonly count: number;
  /** Byte offsets into the pack. */
  readonly offsets: Float64Array;
  /** Where the zlib data starts. */
  readonly dataOffsets: Float64Array;
  /** Inflated sizes; of a delta, the size of the delta itself. */
  readonly sizes: Uint32Array;
  /** 1 to 4; 0 until a delta is resolved. */
  readonly types: Uint8Array;
  readonly crcs: Uint32Array;
  readonly #oids: Uint8Array;

  constructor(count: number) {
    this.count = count;
    this.offsets = new Float64Array(count);
    this.dataOffsets = new Float64Array(count);
    this.sizes = new Uint32Array(count);
    this.types = new Uint8Array(count);
    this.crcs = new Uint32Array(count);
    this.#oids = new Uint8Array(count * HASH_SIZE);
  }

  /** Takes over all of a table that is no longer than this one. */
  copy(from: ObjectTable): void {
    this.offsets.set(from.offsets);
    this.dataOffsets.set(from.dataOffsets);
    this.sizes.set(from.sizes);
    this.types.set(from.types);
    this.crcs.set(from.crcs);
    this.#oids.set(from.#oids);
  }

  /** The 20 bytes of an object's id, as a view that may be written. */
  oidBytes(index: number): Uint8Array {
    return this.#oids.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE);
  }

  /** Writes the id of an object, which lies at `at` in `ids`. */
  setId(index: number, ids: Uint8Array, at: number): void {
    const to = index * HASH_SIZE;
    // Twenty bytes are sooner copied than views of them are made.
    for (let byte = 0; byte < HASH_SIZE; byte += 1) this.#oids[to + byte] = ids[at + byte] ?? 0;
  }

  /** The type of an object that is resolved. */
  typeOf(index: number): ObjectType {
    const type = this.types[index];
    if (type === 1 || type === 2 || type === 3 || type === 4) return type;
    throw new GalleyError('corrupt', 'An object of the pack was never made', { data: { index } });
  }

  oid(index: number): Oid {
    return toHex(this.oidBytes(index));
  }
}
