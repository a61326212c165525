import { GalleyError } from '#base';
import { HASH_SIZE, type ObjectType } from './object-table.ts';
import { SHA1_STATE, type PackKernel } from './pack-kernel.ts';

const PAGE = 1 << 16;
/** Room below the pack's window for objects of ordinary size; larger ones go behind it. */
const SMALL_SCRATCH = 1 << 20;

/** So many bytes of the pack that are read lie in the window at most, before the rest moves down over them. */
const MOST_READ = 1 << 20;

/**
 * The kernel's memory: a hash, the pack's checksum as far as it is known, scratch for ordinary objects, and a window on the
 * end of the pack as it arrives: what is not read yet. Whatever lies behind the window is scratch for large objects, and is
 * overwritten when the pack goes on.
 */
export class PackMemory {
  readonly #kernel: PackKernel;
  readonly #hash: number;
  readonly #sum: number;
  readonly #small: number;
  readonly #window: number;
  #windowStart = 0;
  #packLength = 0;
  #summed = 0;
  #bytes: Uint8Array;

  constructor(kernel: PackKernel) {
    this.#kernel = kernel;
    this.#hash = kernel.freeMemoryStart();
    this.#sum = this.#hash + 64;
    this.#small = this.#sum + SHA1_STATE;
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
    this.#reserve(at + chunk.length);
    this.#bytes.set(chunk, at);
    this.#packLength += chunk.length;
  }

  /** Lets go of the pack up to `end`: none of it is asked for again. */
  letGo(end: number): void {
    const read = end - this.#windowStart;
    // Where more is left than is read, moving it each time would take time quadratic in its size.
    if (read < MOST_READ || read < this.#packLength - end) return;
    this.#bytes.copyWithin(this.#window, this.packAddress(end), this.packAddress(this.#packLength));
    this.#windowStart = end;
  }

  /** The address of `size` free bytes, until the next call or the next append. */
  scratch(size: number): number {
    return size <= SMALL_SCRATCH ? this.#small : this.largeScratch(size);
  }

  /** The same, behind the window. */
  largeScratch(size: number): number {
    const at = this.packAddress(this.#packLength) + 64;
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
