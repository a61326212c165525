import type { PostFields } from './post.ts';

/** The text of a new post in the author-div format: LF, a space after each opening div, empty values left out, one final newline. */
export function newPostText(_fields: PostFields & { readonly title: string }, body: string): string {
  return body;
}
