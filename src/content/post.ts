/** How a post keeps its title and author: author divs after the first H1, front matter, or neither. */
export type PostFormat = 'author-divs' | 'front-matter' | 'plain';

/** The values of a post outside its body that have controls of their own. */
export type PostField = 'title' | 'authorName' | 'authorImage' | 'thumbnail';

/** A field that a post's format has; a missing key means the format has no place for it. */
export type PostFields = Readonly<Partial<Record<PostField, string>>>;

/** A post's text taken apart. Opaque beyond these: the ranges inside serve `serializePost`. */
export interface Post {
  /** The whole file as text, exactly as stored. */
  readonly source: string;
  readonly format: PostFormat;
  readonly fields: PostFields;
  /** The part of `source` that the rich-text editor shows: what follows the front matter, the title and the author divs. */
  readonly body: string;
}

/** What a row of the posts list shows. Plain JSON: it is made in the repository worker and kept by blob oid. */
export interface PostSummary {
  readonly format: PostFormat;
  readonly title: string;
  readonly author: string;
  readonly thumbnail: string;
  /** True when the file is not valid UTF-8 and opens read-only. */
  readonly unreadable: boolean;
}
