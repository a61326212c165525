import { isPostPath } from './is-post-path.ts';

/** Where this repository keeps things, read from the paths it has. */
export interface SiteLayout {
  /** Folder of new posts, without a slash at the end; '' is the root. */
  readonly postFolder: string;
  /** Folder of new images. */
  readonly mediaFolder: string;
}

const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;
const POST_FOLDER = /^(?:_?posts?|blog|articles?|news|content)$/i;
const MEDIA_FOLDER = /^(?:images?|img|media|uploads?|pictures|photos|assets)$/i;
/** Where generators look for files that they copy as they are. */
const STATIC_ROOTS = ['public', 'static', 'src/assets', 'assets'];

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of posts that `path` speaks for: a folder per post ("a/index.md") and folders per year or month count for the one above. */
function postFolderOf(path: string): string {
  let folder = parentOf(path);
  if (/^_?index\.[^.]+$/i.test(nameOf(path)) && folder !== '') folder = parentOf(folder);
  while (/^\d{1,4}$/.test(nameOf(folder))) folder = parentOf(folder);
  return folder;
}

/** The folder with the most votes; among equals one with a usual name, then the shortest, then the first by letters. */
function winner(votes: ReadonlyMap<string, number>, usual: RegExp): string | undefined {
  const rank = (one: string, other: string): number =>
    (votes.get(other) ?? 0) - (votes.get(one) ?? 0) ||
    Number(usual.test(nameOf(other))) - Number(usual.test(nameOf(one))) ||
    one.length - other.length ||
    (one < other ? -1 : 1);
  return [...votes.keys()].sort(rank)[0];
}

function countFolders(paths: Iterable<string>, folderOf: (path: string) => string): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  for (const path of paths) {
    const folder = folderOf(path);
    votes.set(folder, (votes.get(folder) ?? 0) + 1);
  }
  return votes;
}

function isHidden(path: string): boolean {
  return path.split('/').some((segment) => segment.startsWith('.') || segment === 'node_modules');
}

/** Reads from the paths of a repository where most posts and most images are; "posts" and "images" where there are none yet. */
export function inferSite(paths: readonly string[]): SiteLayout {
  const postFolder = winner(countFolders(paths.filter(isPostPath), postFolderOf), POST_FOLDER) ?? 'posts';
  const images = paths.filter((path) => IMAGE.test(path) && !isHidden(path));
  const mediaFolder = winner(countFolders(images, parentOf), MEDIA_FOLDER);
  // Images at the very top are icons, seldom a place for pictures of posts.
  if (mediaFolder !== undefined && mediaFolder !== '') return { postFolder, mediaFolder };
  const root = STATIC_ROOTS.find((folder) => paths.some((path) => path.startsWith(`${folder}/`)));
  return { postFolder, mediaFolder: root === undefined ? 'images' : `${root}/images` };
}
