import { createPostIndex } from '#search';
import type { PostRow } from './workspace.ts';

/** A search that indexes a list when it is first searched, and again only for another list. */
export function createPostSearch(): (posts: readonly PostRow[], query: string) => readonly PostRow[] {
  const index = createPostIndex<PostRow>();
  let indexed: readonly PostRow[] | undefined;
  return (posts, query) => {
    if (posts !== indexed) index.update(posts);
    indexed = posts;
    return index.search(query);
  };
}
