import { validateRefName } from '#base';

/** Where branches of reviews are, as Decap names them. */
export const reviewBranches = 'refs/heads/cms/';

/** The branch that holds what hosts refuse as notes; no review is on it. */
export const fallbackRef = 'refs/heads/cms/reviews';

const MOST_NUMBERS = 1000;

/**
 * The full name of a new review's branch: "cms/<collection>/<slug>" for one post, after its folder and file, and
 * "cms/changes/<title>" for several. Not one of `taken`, nor one that git could not have beside them (a branch can't be the
 * folder of another).
 */
export function reviewBranchFor(paths: readonly string[], title: string, taken: ReadonlySet<string>): string {
  const [only, ...others] = paths;
  const base = only !== undefined && others.length === 0 ? ofPost(only) : `changes/${reviewSlug(title) || 'review'}`;
  for (let count = 1; ; count += 1) {
    // Where a branch has the name of the whole folder, no number makes a name in it free.
    const place = count > MOST_NUMBERS ? `review-${count - MOST_NUMBERS}` : base + (count === 1 ? '' : `-${count}`);
    const name = reviewBranches + place;
    const isFree =
      name !== fallbackRef &&
      [...taken].every((other) => other !== name && !other.startsWith(`${name}/`) && !name.startsWith(`${other}/`));
    if (isFree && validateRefName(name).kind === 'ok') return name;
  }
}

/** "content/posts/2024/Hello World.md" becomes "posts/2024-hello-world", "posts/hello/index.md" "posts/hello". */
function ofPost(path: string): string {
  const names = path.replace(/\.[^./]*$/, '').split('/');
  if (names.at(-1) === 'index' && names.length > 1) names.pop();
  const [collection = '', ...rest] = names.length > 2 && names[0] === 'content' ? names.slice(1) : names;
  const isInFolder = rest.length > 0;
  const name = reviewSlug(isInFolder ? rest.join('-') : collection) || 'post';
  return `${(isInFolder && reviewSlug(collection)) || 'posts'}/${name}`;
}

/** Letters and digits of any script in lower case, all else as hyphens; 60 characters at most. */
export function reviewSlug(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}
