import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { HASH_SIZE } from '../hex.ts';
import type { ObjectType } from './object-table.ts';
import { BEFORE_CONTENT, BEHIND_CONTENT, SHA1_STATE, type PackKernel } from './pack-kernel.ts';
import type { ShownObject } from './shown-object.ts';

const BLOB = 3;
/** Git looks at so many bytes to tell texts from other files. */
const LOOKED_AT = 8000;
const PAGE = 1 << 16;
/** Room below the pack's window for objects of ordinary size; larger ones go behind it. */
const SMALL_SCRATCH = 1 << 20;

/** So many objects are hashed at once, of so many bytes together: no more than a processor's cache takes. */
export const MOST_IN_BATCH = 64;
const BATCH_BYTES = 1 << 17;
/** Of the list that is given to the kernel. */
const BYTES_PER_OBJECT = 16;

/** An object in the kernel's memory whose id is not known yet. */
export interface PlacedObject {
  /** Its place in the pack. */
  readonly index: number;
  readonly type: ObjectType;
  readonly address: number;
  readonly size: number;
}

/** So many bytes of the pack that are read lie in the window at most, before the rest moves down over them. */
const MOST_READ = 1 << 20;

/**
 * The kernel's memory: a hash, the pack's checksum as far as it is known, objects of ordinary size that are hashed together,
 * and a window on the end of the pack as it arrives: what is not read yet. Whatever lies behind the window is scratch for
 * large objects, and is overwritten when the pack goes on.
 */
export class PackMemory {
  readonly #kernel: PackKernel;
  readonly #hash: number;
  readonly #sum: number;
  readonly #list: number;
  readonly #ids: number;
  readonly #small: number;
  readonly #window: number;
  #windowStart = 0;
  #packLength = 0;
  #summed = 0;
  #batch: PlacedObject[] = [];
  #batchEnd: number;
  #bytes: Uint8Array;

  constructor(kernel: PackKernel) {
    this.#kernel = kernel;
    this.#hash = kernel.freeMemoryStart();
    this.#sum = this.#hash + 64;
    this.#list = this.#sum + SHA1_STATE;
    this.#ids = this.#list + MOST_IN_BATCH * BYTES_PER_OBJECT;
    this.#small = this.#ids + MOST_IN_BATCH * HASH_SIZE;
    this.#batchEnd = this.#small;
    this.#window = this.#small + SMALL_SCRATCH;
    this.#bytes = new Uint8Array(kernel.memory.buffer);
    kernel.sha1Start(this.#sum);
  }

  get packLength(): number {
    return this.#packLength;
  }

  /** Where a byte of the pack lies that is not let go of. */
  packAddress(offset: number): number {
    return this.#window + offset - this.#windowStart;
  }

  packView(offset: number, length: number): Uint8Array {
    return this.view(this.packAddress(offset), length);
  }

  view(address: number, length: number): Uint8Array {
    return this.#bytes.subarray(address, address + length);
  }

  append(chunk: Uint8Array): void {
    const at = this.packAddress(this.#packLength);
    this.reach(at + chunk.length);
    this.#bytes.set(chunk, at);
    this.#packLength += chunk.length;
  }

  /** Lets go of the pack up to `upTo`, as far as it is summed: none of it is asked for again. */
  letGo(upTo: number): void {
    const end = Math.min(upTo, this.#summed);
    const read = end - this.#windowStart;
    // Where more is left than is read, moving it each time would take time quadratic in its size.
    if (read < MOST_READ || read < this.#packLength - end) return;
    this.#bytes.copyWithin(this.#window, this.packAddress(end), this.packAddress(this.#packLength));
    this.#windowStart = end;
  }

  /** Whether the batch has to be hashed before an object of `size` bytes can be placed. */
  isBatchFull(size: number): boolean {
    if (this.#batch.length === 0) return false;
    return this.#batch.length === MOST_IN_BATCH || this.#endOf(size) > this.#small + BATCH_BYTES;
  }

  /** The address for the content of the next object, until another is asked for or added. */
  place(size: number): number {
    if (this.#endOf(size) <= this.#small + SMALL_SCRATCH) return this.#batchEnd + BEFORE_CONTENT;
    return this.#largeScratch(BEFORE_CONTENT + size + BEHIND_CONTENT) + BEFORE_CONTENT;
  }

  /** Takes an object into the batch, at the address that `place` gave. */
  addToBatch(object: PlacedObject): void {
    this.#batch.push(object);
    this.#batchEnd = object.address + object.size + BEHIND_CONTENT;
  }

  /**
   * Ends the batch: gives its objects and their ids, 20 bytes each, as views that hold until the next object is placed. Takes what has
   * arrived of the pack up to `end` into its SHA-1 on the way, as far as that costs nothing.
   */
  hashBatch(end: number): { readonly objects: readonly PlacedObject[]; readonly ids: Uint8Array } {
    const objects = this.#batch;
    const from = this.packAddress(this.#summed);
    const length = Math.max(0, end - this.#summed);
    this.#summed += this.#hashListed(objects, from, length);
    this.#batch = [];
    this.#batchEnd = this.#small;
    return { objects, ids: this.view(this.#ids, objects.length * HASH_SIZE) };
  }

  /** The ids of up to 64 objects, 20 bytes each, as a view that holds until others are asked for. Overwrites what lies around them, as the kernel says. */
  hashAll(objects: readonly Omit<PlacedObject, 'index'>[]): Uint8Array {
    this.#hashListed(objects, this.#window, 0);
    return this.view(this.#ids, objects.length * HASH_SIZE);
  }

  #hashListed(objects: readonly Omit<PlacedObject, 'index'>[], sumFrom: number, sumLength: number): number {
    const list = new DataView(this.#kernel.memory.buffer, this.#list, MOST_IN_BATCH * BYTES_PER_OBJECT);
    for (const [index, { type, address, size }] of objects.entries()) {
      const at = index * BYTES_PER_OBJECT;
      list.setUint32(at, address, true);
      list.setUint32(at + 4, size, true);
      list.setUint32(at + 8, type, true);
      list.setUint32(at + 12, this.#ids + index * HASH_SIZE, true);
    }
    return this.#kernel.hashObjects(this.#list, objects.length, this.#sum, sumFrom, sumLength);
  }

  #endOf(size: number): number {
    return this.#batchEnd + BEFORE_CONTENT + size + BEHIND_CONTENT;
  }

  /** The address of `size` free bytes behind the window, until the next call or the next append. */
  #largeScratch(size: number): number {
    const at = this.packAddress(this.#packLength) + 64;
    this.reach(at + size);
    return at;
  }

  /** The address from which on nothing is needed any more when the pack has ended. */
  get free(): number {
    return this.#window;
  }

  /** Moves `length` bytes. */
  move(from: number, length: number, to: number): void {
    this.#bytes.copyWithin(to, from, from + length);
  }

  /** Writes an object's id into `into`. */
  hash({ type, address, size }: Omit<PlacedObject, 'index'>, into: Uint8Array): void {
    this.#kernel.hashObject(type, address, size, this.#hash);
    into.set(this.view(this.#hash, HASH_SIZE));
  }

  /** An object as visitors see it. */
  show({ type, address, size }: Omit<PlacedObject, 'index'>, oid: Oid, kept: ShownObject['kept']): ShownObject {
    const isText = type === BLOB && this.#kernel.hasNul(address, Math.min(size, LOOKED_AT)) === 0;
    const isUtf8 = isText && this.#kernel.isUtf8(address, size) === 1;
    const content = this.view(address, size);
    return { type, oid, content, isText, isUtf8, kept };
  }

  /** Takes what has arrived of the pack up to `end` into its SHA-1. */
  sumTo(end: number): void {
    if (end <= this.#summed) return;
    this.#kernel.sha1Update(this.#sum, this.packAddress(this.#summed), end - this.#summed);
    this.#summed = end;
  }

  /** The 20 bytes of the SHA-1 of what was summed; can be asked for once. */
  finishSum(): Uint8Array {
    this.#kernel.sha1Finish(this.#sum, this.#hash);
    return this.view(this.#hash, HASH_SIZE).slice();
  }

  /** Makes sure that there is memory up to the address `end`. */
  reach(end: number): void {
    const missing = end - this.#kernel.memory.buffer.byteLength;
    if (missing <= 0) return;
    // Growing by a quarter at a time keeps copies few where a browser moves the memory.
    const wanted = Math.ceil(missing / PAGE) + Math.ceil(this.#kernel.memory.buffer.byteLength / PAGE / 4);
    try {
      this.#kernel.memory.grow(Math.min(wanted, 65_536 - this.#kernel.memory.buffer.byteLength / PAGE));
    } catch (error) {
      throw new GalleyError('too-large', 'The repository needs more memory than this tab has', { cause: error });
    }
    this.#bytes = new Uint8Array(this.#kernel.memory.buffer);
    if (end > this.#bytes.length)
      throw new GalleyError('too-large', 'The repository needs more memory than this tab has');
  }
}
