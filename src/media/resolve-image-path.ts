import { imageVerdict } from '#base';
import { isImagePath } from './image-type.ts';

/** The paths of a repository: a set of them, or a map by them. */
export interface PathLookup {
  has(path: string): boolean;
}

/** Folders whose content generators serve from the top of the site, in the order in which they are tried. */
const SITE_ROOTS = ['', 'public/', 'static/', 'assets/', 'src/', 'src/assets/', 'source/', 'docs/', 'content/'];

/** `path` with "." and ".." worked out; undefined when it climbs above the top. */
function joinPath(folder: string, path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
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

function candidates(address: string, postPath: string): readonly (string | undefined)[] {
  const folder = postPath.includes('/') ? postPath.slice(0, postPath.lastIndexOf('/')) : '';
  const aliased = /^[@~]\/(.*)$/s.exec(address)?.[1];
  if (aliased !== undefined) return [joinPath('src', aliased), joinPath('', aliased)];
  const fromRoots = SITE_ROOTS.map((root) => joinPath(root, address));
  return address.startsWith('/') ? fromRoots : [joinPath(folder, address), ...fromRoots];
}

/**
 * The path of the image in the repository that `address`, as it is written in the post at `postPath`, stands for: relative to the post, from the
 * top of the site (also below "public", "static", "assets", "src"…), percent codes decoded, query and fragment dropped. Undefined when the
 * repository has no such image, and for every address with a host: what another server shows is not the file here.
 */
export function resolveImagePath(address: string, postPath: string, paths: PathLookup): string | undefined {
  return resolveFilePath(address, postPath, { has: (path) => isImagePath(path) && paths.has(path) });
}

/** The same for a file of any kind, such as another post. */
export function resolveFilePath(address: string, postPath: string, paths: PathLookup): string | undefined {
  const trimmed = address.trim();
  if (trimmed === '' || imageVerdict(trimmed).kind !== 'local') return undefined;
  const spellings = new Set(
    [trimmed, trimmed.replace(/[?#].*$/s, '')].flatMap((spelling) => [decoded(spelling), spelling]),
  );
  for (const spelling of spellings) {
    for (const candidate of candidates(spelling, postPath)) {
      if (candidate !== undefined && paths.has(candidate)) return candidate;
    }
  }
  return undefined;
}
