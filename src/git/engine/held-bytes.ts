import type { Oid } from '../git-client.ts';

/** Contents of objects in memory up to a number of bytes; the ones put in first are the first to go. */
export class HeldBytes {
  readonly #most: number;
  readonly #contents = new Map<Oid, Uint8Array>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(oid: Oid): Uint8Array | undefined {
    return this.#contents.get(oid);
  }

  set(oid: Oid, content: Uint8Array): void {
    if (this.#contents.has(oid) || content.length > this.#most) return;
    this.#contents.set(oid, content);
    this.#bytes += content.length;
    for (const [oldest, { length }] of this.#contents) {
      if (this.#bytes <= this.#most) return;
      this.#contents.delete(oldest);
      this.#bytes -= length;
    }
  }
}
