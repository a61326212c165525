/** Where the bytes of a pack lie that is being read: in memory, or in a file of the store. */
export interface PackBytes {
  append(bytes: Uint8Array): void;
  /** The bytes from `from` up to, not including, `to`, of those that were appended. */
  read(from: number, to: number): Uint8Array;
}

/** The same in memory, in one piece. */
export class HeldPack implements PackBytes {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;

  append(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = end;
  }

  /** A view of what is held. */
  read(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, Math.min(to, this.#length));
  }

  clear(): void {
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }
}
