import { slugFor } from './slug-for.ts';
import { localDay } from './new-post-like.ts';

export interface NewPostPathInput {
  readonly title: string;
  /** Where new posts go, without a slash at the end; '' is the root. */
  readonly folder: string;
  /** All paths that are taken. */
  readonly taken: readonly string[];
  /** The posts that are there. */
  readonly posts: readonly string[];
  readonly now: Date;
}

const EXTENSION = /\.(md|markdown|mdx)$/i;
const DAY = /^\d{4}-\d{2}-\d{2}-/;
const OWN_FOLDER = /^[^/]+\/(_?index)\.(?:md|markdown|mdx)$/i;

/** A path for a new post, named as most posts beside it are: after a date or not, as "my-post.md" or as "my-post/index.md". */
export function newPostPath({ title, folder, taken, posts, now }: NewPostPathInput): string {
  const inFolder = folder === '' ? '' : `${folder}/`;
  const beside = posts.filter((path) => path.startsWith(inFolder)).map((path) => path.slice(inFolder.length));
  const isMost = (pattern: RegExp): boolean => beside.filter((path) => pattern.test(path)).length * 2 > beside.length;
  const day = isMost(DAY) ? `${localDay(now)}-` : '';
  const extension = [/\.markdown$/i, /\.mdx$/i].find(isMost)?.source.slice(2, -1) ?? 'md';
  const names = taken
    .filter((path) => path.startsWith(`${inFolder}${day}`))
    .map((path) => path.slice(inFolder.length + day.length));
  if (isMost(OWN_FOLDER)) {
    const folders = new Set(names.map((name) => name.split('/')[0] ?? ''));
    const index = beside.map((path) => OWN_FOLDER.exec(path)?.[1]).find((name) => name !== undefined) ?? 'index';
    return `${inFolder}${day}${slugFor(title, folders)}/${index}.${extension}`;
  }
  const slugs = new Set(names.filter((name) => EXTENSION.test(name)).map((name) => name.replace(EXTENSION, '')));
  return `${inFolder}${day}${slugFor(title, slugs)}.${extension}`;
}
