import type { PostRow } from '#workspace';

/** Posts with their searchable text prepared, so that each key typed costs one pass of `includes`. */
export interface SearchablePosts {
  readonly posts: readonly PostRow[];
  readonly texts: readonly string[];
}

/** Prepares title and author of each post for `filterPosts`. */
export function searchablePosts(posts: readonly PostRow[]): SearchablePosts {
  return { posts, texts: posts.map((post) => fold(`${post.title}\n${post.author}`)) };
}

/** The posts whose title and author contain every word of `search`, in any case and with or without accents; order is kept. */
export function filterPosts({ posts, texts }: SearchablePosts, search: string): readonly PostRow[] {
  const words = fold(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return posts;
  return posts.filter((_, index) => {
    const text = texts[index] ?? '';
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most titles are plain ASCII, and a list may have tens of thousands.
  return isAscii.test(lower) ? lower : lower.normalize('NFKD').replaceAll(/\p{Mn}/gu, '');
}

// oxlint-disable-next-line no-control-regex
const isAscii = /^[\u0000-\u007f]*$/u;
