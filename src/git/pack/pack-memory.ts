import { GalleyError } from '#base';
import { HASH_SIZE, type ObjectType } from './object-table.ts';
import type { PackKernel } from './pack-kernel.ts';

const PAGE = 1 << 16;
/** Bytes that the kernel keeps of a SHA-1 that is not finished. */
const SHA1_STATE = 128;
/** Room below the pack for objects of ordinary size; larger ones go behind what has arrived of the pack. */
const SMALL_SCRATCH = 1 << 20;

/**
 * The kernel's memory: a hash, the pack's checksum as far as it is known, scratch for ordinary objects, and the pack as it arrives, whole and in one piece.
 * Whatever lies behind the pack is scratch for large objects, and is overwritten when the pack goes on.
 */
export class PackMemory {
  readonly #kernel: PackKernel;
  readonly #hash: number;
  readonly #sum: number;
  readonly #small: number;
  readonly #packStart: number;
  #packLength = 0;
  #summed = 0;
  #bytes: Uint8Array;

  constructor(kernel: PackKernel) {
    this.#kernel = kernel;
    this.#hash = kernel.freeMemoryStart();
    this.#sum = this.#hash + 64;
    this.#small = this.#sum + SHA1_STATE;
    this.#packStart = this.#small + SMALL_SCRATCH;
    this.#bytes = new Uint8Array(kernel.memory.buffer);
    kernel.sha1Start(this.#sum);
  }

  get packLength(): number {
    return this.#packLength;
  }

  packAddress(offset: number): number {
    return this.#packStart + offset;
  }

  packView(offset: number, length: number): Uint8Array {
    return this.view(this.#packStart + offset, length);
  }

  view(address: number, length: number): Uint8Array {
    return this.#bytes.subarray(address, address + length);
  }

  append(chunk: Uint8Array): void {
    const at = this.#packStart + this.#packLength;
    this.#reserve(at + chunk.length);
    this.#bytes.set(chunk, at);
    this.#packLength += chunk.length;
  }

  /** The address of `size` free bytes, until the next call or the next append. */
  scratch(size: number): number {
    return size <= SMALL_SCRATCH ? this.#small : this.largeScratch(size);
  }

  /** The same, behind the pack. */
  largeScratch(size: number): number {
    const at = this.#packStart + this.#packLength + 64;
    this.#reserve(at + size);
    return at;
  }

  /** Writes the object id of the `length` bytes at `address` into `into`. */
  hash(type: ObjectType, address: number, length: number, into: Uint8Array): void {
    this.#kernel.hashObject(type, address, length, this.#hash);
    into.set(this.view(this.#hash, HASH_SIZE));
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

  #reserve(end: number): void {
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
