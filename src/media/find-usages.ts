import { resolveImagePath, type PathLookup } from './resolve-image-path.ts';

/** A post that shows an image, and how often it is named there. */
export interface ImageUsage {
  readonly path: string;
  readonly count: number;
}

/** What an address may stand between, on the left and on the right. Spaces may be in it unless it stands bare. */
const BOUNDS: readonly (readonly [left: RegExp, right: RegExp])[] = [
  [/[^\s"'<>()[\]{},|]*$/, /^[^\s"'<>()[\]{},|]*/],
  [/[^\s"'<>[\]{},|]*$/, /^[^\s"'<>[\]{},|]*/],
  [/[^"\r\n]*$/, /^[^"\r\n]*/],
  [/[^'\r\n]*$/, /^[^'\r\n]*/],
  [/[^<>\r\n]*$/, /^[^<>\r\n]*/],
  [/[^:\r\n]*$/, /^[^\r\n]*/],
];
/** No address is longer on either side of a file's name. */
const REACH = 1000;

function spellingsOf(name: string): readonly string[] {
  return [name, encodeURI(name), encodeURIComponent(name)];
}

/** Where one of `names` stands in `text`, without overlaps. */
function occurrences(text: string, names: readonly string[]): readonly (readonly [start: number, end: number])[] {
  const found: [number, number][] = [];
  for (const name of new Set(names)) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
      found.push([at, at + name.length]);
  }
  return found;
}

/** The posts among `posts` whose text names the image at `imagePath`, in the order given. `paths` are all paths of the repository. */
export function findUsages(
  imagePath: string,
  posts: Iterable<{ readonly path: string; readonly text: string }>,
  paths: PathLookup,
): readonly ImageUsage[] {
  const names = spellingsOf(imagePath.slice(imagePath.lastIndexOf('/') + 1));
  const usages: ImageUsage[] = [];
  for (const post of posts) {
    const count = occurrences(post.text, names).filter(([start, end]) => {
      const left = post.text.slice(Math.max(0, start - REACH), start);
      const right = post.text.slice(end, end + REACH);
      return BOUNDS.some(([before, after]) => {
        const address = (before.exec(left)?.[0] ?? '') + post.text.slice(start, end) + (after.exec(right)?.[0] ?? '');
        return resolveImagePath(address, post.path, paths) === imagePath;
      });
    }).length;
    if (count > 0) usages.push({ path: post.path, count });
  }
  return usages;
}
