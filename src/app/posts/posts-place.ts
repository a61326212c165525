/** Where the person was in the posts list, so that coming back from a post finds the same place. */
export class PostsPlace {
  #search = '';
  #offset = 0;

  get search(): string {
    return this.#search;
  }

  /** Pixels from the top of the list. */
  get offset(): number {
    return this.#offset;
  }

  rememberSearch(search: string): void {
    this.#search = search;
    this.#offset = 0;
  }

  rememberOffset(offset: number): void {
    this.#offset = offset;
  }
}
