import { findLayout, type PostLayout } from './find-layout.ts';
import { readFields } from './front-matter.ts';
import { matchPostTitle } from './post-title.ts';

export type { PostLayout };

/** Finds the parts of a post; looks only at its head, so the time does not grow with the body. */
export function readLayout(text: string): PostLayout {
  return findLayout(text, { readFields, matchTitle: matchPostTitle });
}
