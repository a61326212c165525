/** `path` as an address from the repository's root, encoded as a post would write it. */
export function rootAddress(path: string): string {
  return `/${path.split('/').map(encodeURIComponent).join('/')}`;
}
