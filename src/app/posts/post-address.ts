const prefix = '/posts/';

/** The address of the editor for the post at `path`; each segment is encoded, so that any file name survives. */
export function postAddress(path: string): string {
  return prefix + path.split('/').map(encodeURIComponent).join('/');
}

/** The path of the post that the address `pathname` stands for; undefined when it is no post's address. */
export function postPathOf(pathname: string): string | undefined {
  if (!pathname.startsWith(prefix)) return undefined;
  try {
    const path = pathname.slice(prefix.length).split('/').map(decodeURIComponent).join('/');
    return path === '' ? undefined : path;
  } catch {
    return undefined;
  }
}
