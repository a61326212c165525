/** A post, or a heading of this one, that a link can lead to. */
export interface LinkSuggestion {
  readonly title: string;
  /** Where it is, in a word: the file's path, or "In this post". */
  readonly place: string;
  /** As it is to be written. */
  readonly address: string;
}

/** What an address leads to. `missing`: to a file that the repository does not have. `unknown`: nobody here can tell. */
export type LinkDestination =
  | { readonly kind: 'post'; readonly title: string; readonly path: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'unknown' };

/** What the link dialog knows of the other posts of the repository. */
export interface PostLinks {
  /** The best posts for the words of a query, at most eight; `written` are the addresses in this post, whose form a new one takes. */
  search(query: string, written: readonly string[]): Promise<readonly LinkSuggestion[]>;
  resolve(address: string): Promise<LinkDestination>;
  /** Goes to the editor of another post. */
  openPost(path: string): void;
}
