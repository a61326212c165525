import { joinBytes } from '#base';

/** Where the bytes of a pack lie that is being read: in memory, or in a file of the store. */
export interface PackBytes {
  append(bytes: Uint8Array): void;
  /** The bytes from `from` up to, not including, `to`, of those that were appended. */
  read(from: number, to: number): Uint8Array;
}

const BLOCK = 1 << 16;

/** The same in memory, in blocks, so that nothing moves as it grows. */
export class HeldPack implements PackBytes {
  #blocks: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const used = this.#length % BLOCK;
      if (used === 0) this.#blocks.push(new Uint8Array(BLOCK));
      const taken = bytes.subarray(at, at + BLOCK - used);
      this.#blocks.at(-1)?.set(taken, used);
      at += taken.length;
      this.#length += taken.length;
    }
  }

  /** A view of what is held, or a copy where it goes on in the next block. */
  read(from: number, to: number): Uint8Array {
    const parts = Array.from(this.parts(from, to));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : joinBytes(parts);
  }

  /** The same as views, one of each block. */
  *parts(from = 0, to = this.#length): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    const end = Math.min(to, this.#length);
    for (let at = from; at < end;) {
      const start = at % BLOCK;
      const part = this.#blocks[(at - start) / BLOCK]?.subarray(start, start + end - at);
      if (part === undefined) return;
      yield part;
      at += part.length;
    }
  }

  /** Writes over bytes that are held, from `at` on. */
  overwrite(at: number, bytes: Uint8Array): void {
    let done = 0;
    for (const part of this.parts(at, at + bytes.length)) {
      part.set(bytes.subarray(done, done + part.length));
      done += part.length;
    }
  }

  /** Lets go of what lies behind `length`. */
  truncate(length: number): void {
    this.#blocks.length = Math.ceil(length / BLOCK);
    this.#length = length;
  }

  clear(): void {
    this.#blocks = [];
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }
}
