import { resolveImagePath, type PathLookup } from './resolve-image-path.ts';

/** The address of a repository's image as a post writes it: from the top of the site, without the folder that generators serve from there. */
export function siteAddress(path: string, paths: PathLookup): string {
  const encode = (plain: string): string => `/${plain.split('/').map(encodeURIComponent).join('/')}`;
  const served = /^(?:public|static)\/(.+)$/s.exec(path)?.[1];
  if (served !== undefined && resolveImagePath(encode(served), '', paths) === path) return encode(served);
  return encode(path);
}
