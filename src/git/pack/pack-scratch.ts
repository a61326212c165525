import { GalleyError } from '#base';
import type { PackKernel } from './pack-kernel.ts';

const PAGE = 1 << 16;

/** Single objects through a kernel's memory: each call copies in, works, and copies out. */
export class PackScratch {
  readonly #kernel: PackKernel;

  constructor(kernel: PackKernel) {
    this.#kernel = kernel;
  }

  /** The `size` bytes of the zlib stream that `input` starts with. Throws `corrupt`. */
  inflate(input: Uint8Array, size: number): Uint8Array {
    const from = this.#kernel.freeMemoryStart();
    const to = from + input.length;
    this.#reserve(to + size);
    this.#bytes().set(input, from);
    if (this.#kernel.inflate(from, to, to, size) < 0)
      throw new GalleyError('corrupt', 'A kept object does not inflate');
    return this.#bytes().slice(to, to + size);
  }

  /** What `delta` makes of `base`. Throws `corrupt`. */
  applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
    const baseAt = this.#kernel.freeMemoryStart();
    const deltaAt = baseAt + base.length;
    const to = deltaAt + delta.length;
    this.#reserve(to);
    this.#bytes().set(base, baseAt);
    this.#bytes().set(delta, deltaAt);
    const size = this.#kernel.deltaResultSize(deltaAt, delta.length);
    if (size < 0) throw new GalleyError('corrupt', 'A kept delta can not be read');
    this.#reserve(to + size);
    if (this.#kernel.applyDelta(baseAt, base.length, deltaAt, delta.length, to) !== size) {
      throw new GalleyError('corrupt', 'A kept delta does not fit its base');
    }
    return this.#bytes().slice(to, to + size);
  }

  /** The 20 bytes of the object id of `content`. */
  hashObject(type: number, content: Uint8Array): Uint8Array {
    const from = this.#kernel.freeMemoryStart();
    const to = from + content.length;
    this.#reserve(to + 20);
    this.#bytes().set(content, from);
    this.#kernel.hashObject(type, from, content.length, to);
    return this.#bytes().slice(to, to + 20);
  }

  crc32(content: Uint8Array): number {
    const from = this.#kernel.freeMemoryStart();
    this.#reserve(from + content.length);
    this.#bytes().set(content, from);
    return this.#kernel.crc32(from, content.length);
  }

  #bytes(): Uint8Array {
    return new Uint8Array(this.#kernel.memory.buffer);
  }

  #reserve(end: number): void {
    const missing = end - this.#kernel.memory.buffer.byteLength;
    if (missing > 0) this.#kernel.memory.grow(Math.ceil(missing / PAGE));
  }
}
