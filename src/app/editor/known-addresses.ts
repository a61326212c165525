import type { AddressesOf } from '#editor';

/** What is known of the addresses in a post: whether each leads to something in the repository. Each is asked for once. */
export class KnownAddresses {
  readonly #ask: (addresses: AddressesOf) => Promise<AddressesOf>;
  /** Whether each is missing. */
  #known = new Map<string, boolean>();

  constructor(ask: (addresses: AddressesOf) => Promise<AddressesOf>) {
    this.#ask = ask;
  }

  /** Files came or went: all has to be asked for again. */
  forget(): void {
    this.#known = new Map();
  }

  /** Asks for those of `used` that are not known. What is `forgotten` meanwhile has to be asked for again. */
  async learn(used: AddressesOf): Promise<'known' | 'learned' | 'forgotten'> {
    const known = this.#known;
    const unknown: AddressesOf = {
      images: used.images.filter((address) => !known.has(`image ${address}`)),
      links: used.links.filter((address) => !known.has(`link ${address}`)),
    };
    if (unknown.images.length + unknown.links.length === 0) return 'known';
    const missing = await this.#ask(unknown);
    const [images, links] = [new Set(missing.images), new Set(missing.links)];
    for (const address of unknown.images) known.set(`image ${address}`, images.has(address));
    for (const address of unknown.links) known.set(`link ${address}`, links.has(address));
    return this.#known === known ? 'learned' : 'forgotten';
  }

  /** Those that are known to lead to nothing. */
  missing(): AddressesOf {
    const all = (kind: string): string[] =>
      [...this.#known]
        .filter(([key, isMissing]) => isMissing && key.startsWith(kind))
        .map(([key]) => key.slice(kind.length));
    return { images: all('image '), links: all('link ') };
  }
}
