import type { Post } from './post.ts';

/** Takes a post's text apart. Never throws; a text that fits no format is `plain` with the whole text as its body. */
export function parsePost(source: string): Post {
  return { source, format: 'plain', fields: {}, body: source };
}
