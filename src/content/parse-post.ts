import type { Post } from './post.ts';

export interface ParsePostOptions {
  /** The site writes author divs: a post without front matter that lacks some or all of them has their fields all the same, empty. */
  readonly authorDivs?: boolean;
}

/** Takes a post's text apart. Never throws; a text that fits no format is `plain` with the whole text as its body. */
export function parsePost(source: string, _options: ParsePostOptions = {}): Post {
  return { source, format: 'plain', fields: {}, body: source };
}
