import { copyBytes, type ListingBase } from '../kept-listing.ts';

/** The bytes of a list's base on their way from the store to the tab, which gets them once and keeps what they say. */
export class BaseForTab {
  /** The id of the base that the tab was given last. */
  #given: string | undefined;
  #read: { readonly base: ListingBase; readonly bytes: ArrayBuffer } | undefined;

  /** Reads a base ahead, unless the tab has it. False where the browser can't read its file any more. */
  async readAhead(base: ListingBase): Promise<boolean> {
    if (base.id === this.#given) return true;
    const bytes = await copyBytes(base);
    if (bytes !== undefined) this.#read = { base, bytes };
    return bytes !== undefined;
  }

  /** The base as it goes to a tab that has `known`: its id alone when that is it, else with its bytes. Undefined where they can't be read any more. */
  async give(base: ListingBase, known: string | undefined): Promise<ListingBase | string | undefined> {
    const read = this.#read?.base === base ? this.#read.bytes : undefined;
    this.#read = undefined;
    this.#given = base.id;
    if (base.id === known) return base.id;
    const data = read ?? (await copyBytes(base));
    return data === undefined ? undefined : { ...base, texts: { ...base.texts, data } };
  }
}
