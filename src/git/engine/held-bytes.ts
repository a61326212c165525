/** Contents in memory up to a number of bytes; the ones that were asked for longest ago are the first to go. */
export class HeldBytes<Key, Value> {
  readonly #most: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #values = new Map<Key, Value>();
  #bytes = 0;

  constructor(most: number, sizeOf: (value: Value) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }

  set(key: Key, value: Value): void {
    const known = this.#values.get(key);
    if (known !== undefined) this.#bytes -= this.#sizeOf(known);
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#bytes += this.#sizeOf(value);
    for (const [oldest, held] of this.#values) {
      if (this.#bytes <= this.#most) return;
      this.#values.delete(oldest);
      this.#bytes -= this.#sizeOf(held);
    }
  }
}
