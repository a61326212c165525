import { linkVerdict } from '#base';
import { isPostPath } from './is-post-path.ts';

/** What is known to be in a repository. */
export interface KnownPaths {
  has(path: string): boolean;
}

/** Folders whose content generators serve from the top of the site. */
const siteRoots = [
  '',
  'content/',
  'src/content/',
  'src/pages/',
  'pages/',
  'source/',
  'docs/',
  'public/',
  'static/',
  'src/',
];
const extensions = ['.md', '.mdx', '.markdown'];
const anyExtension = /\.[a-z0-9]{1,8}$/i;

/** Where a link in a post leads. `missing`: to a post that is not there. `unknown`: to a page that the site makes, or elsewhere. */
export type LinkTargetPath =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'unknown' };

/** Finds the file that `address`, as written in the post at `postPath`, leads to: relative to the post or from the top of the site, with or without the file's ending. */
export function resolveLink(address: string, postPath: string, paths: KnownPaths): LinkTargetPath {
  const place = decoded(address.trim().replace(/[?#].*$/s, ''));
  if (place === '' || linkVerdict(address).kind !== 'local') return { kind: 'unknown' };
  const bases = basesOf(place, postPath);
  for (const base of bases) {
    const found = filesOf(base).find((path) => paths.has(path));
    if (found !== undefined) return { kind: 'file', path: found };
  }
  const named = bases[0];
  return named !== undefined && isPostPath(named) ? { kind: 'missing', path: named } : { kind: 'unknown' };
}

function basesOf(place: string, postPath: string): readonly string[] {
  const folders = postPath.split('/').slice(0, -1);
  if (!place.startsWith('/')) {
    const base = joinPath(folders, place);
    return base === undefined ? [] : [base];
  }
  const own = folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/`);
  const joined = [...siteRoots, ...own].map((root) => joinPath([root], place));
  return [...new Set(joined)].filter((base) => base !== undefined);
}

function joinPath(folders: readonly string[], place: string): string | undefined {
  const segments: string[] = [];
  for (const segment of [...folders, place].join('/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** What a place may be as a file: itself, with an ending, or as a folder's own page. */
function filesOf(base: string): readonly string[] {
  const bare = base.replace(/\.html?$/i, '');
  const index = bare === '' ? '' : `${bare}/`;
  return [
    ...(anyExtension.test(base) ? [base] : []),
    ...extensions.map((extension) => bare + extension),
    ...extensions.flatMap((extension) => [`${index}index${extension}`, `${index}_index${extension}`]),
  ];
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    // A stray percent sign: the address is meant as it is written.
    if (error instanceof URIError) return address;
    throw error;
  }
}

/** How a site writes its links between posts. */
interface LinkForm {
  /** Null for addresses that are relative to the post; else what is left out of the path at its beginning. */
  readonly root: string | null;
  readonly hasExtension: boolean;
  readonly hasSlash: boolean;
}

const relativeForm: LinkForm = { root: null, hasExtension: true, hasSlash: false };

export interface LinkAddressInput {
  /** The post that is linked from, and the one that is linked to. */
  readonly from: string;
  readonly to: string;
  /** Addresses of links that stand in the post already: a new one is written as most of those to posts. */
  readonly written: readonly string[];
  readonly paths: KnownPaths;
}

/** The address that a link from one post to another has; relative to the post and with the file's ending unless its links are written otherwise. */
export function linkAddress({ from, to, written, paths }: LinkAddressInput): string {
  const { root, hasExtension, hasSlash } = majorityForm(written, from, paths);
  const isRooted = root !== null && to.startsWith(root);
  const target = hasExtension ? to : to.replace(anyExtension, '').replace(/(^|\/)_?index$/, '$1');
  const path = isRooted ? `/${target.slice(root.length)}` : relativePath(from, target);
  const address = path.split('/').map(encodeSegment).join('/');
  return hasSlash && !hasExtension ? address.replace(/\/?$/, '/') : address;
}

function relativePath(from: string, to: string): string {
  const [folders, target] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < Math.min(folders.length, target.length - 1) && folders[shared] === target[shared]) shared += 1;
  const path = [...folders.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
  // A colon would make a scheme of what stands before it.
  return path.split('/')[0]?.includes(':') === true || path === '' ? `./${path}` : path;
}

/** Percent codes for what Markdown, HTML or an address would read otherwise; letters of every script stay. */
function encodeSegment(segment: string): string {
  return segment.replaceAll(/[\s"#%<>?[\\\]^`{|}()*_~&]/g, (character) =>
    character === '_' || character === '~' ? character : percentCode(character),
  );
}

function percentCode(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}

function majorityForm(written: readonly string[], from: string, paths: KnownPaths): LinkForm {
  const counts = new Map<string, { form: LinkForm; count: number }>();
  for (const address of written) {
    const form = formOf(address, from, paths);
    if (form === undefined) continue;
    const key = JSON.stringify(form);
    counts.set(key, { form, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  let best = { form: relativeForm, count: 0 };
  for (const candidate of counts.values()) if (candidate.count > best.count) best = candidate;
  return best.form;
}

function formOf(address: string, from: string, paths: KnownPaths): LinkForm | undefined {
  const target = resolveLink(address, from, paths);
  if (target.kind !== 'file' || !isPostPath(target.path)) return undefined;
  const place = decoded(address.trim().replace(/[?#].*$/s, ''));
  const hasExtension = extensions.some((extension) => place.endsWith(extension));
  const hasSlash = place.endsWith('/');
  if (!place.startsWith('/')) return { root: null, hasExtension, hasSlash };
  const rest = place.slice(1).replace(/\/$/, '');
  const at = target.path.indexOf(rest);
  return at < 0 ? undefined : { root: target.path.slice(0, at), hasExtension, hasSlash };
}
