/** The few file operations that isomorphic-git asks for, over a map. Folders are implied by the files in them. */
export class MemoryFiles {
  readonly #files = new Map<string, Uint8Array>();

  /** The first file whose path ends so. */
  endingWith(suffix: string): Uint8Array | undefined {
    for (const [path, content] of this.#files) if (path.endsWith(suffix)) return content;
    return undefined;
  }

  readonly readFile = (
    path: string,
    options?: string | { readonly encoding?: string },
  ): Promise<Uint8Array | string> => {
    const content = this.#files.get(path);
    if (content === undefined) return Promise.reject(missing(path));
    const encoding = typeof options === 'string' ? options : options?.encoding;
    return Promise.resolve(encoding === 'utf8' ? new TextDecoder().decode(content) : content);
  };

  readonly writeFile = (path: string, content: Uint8Array | string): Promise<void> => {
    this.#files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content.slice());
    return Promise.resolve();
  };

  readonly unlink = (path: string): Promise<void> => {
    this.#files.delete(path);
    return Promise.resolve();
  };

  readonly readdir = (path: string): Promise<string[]> => {
    const names = new Set<string>();
    for (const file of this.#files.keys()) {
      if (file.startsWith(`${path}/`)) names.add(file.slice(path.length + 1).split('/')[0] ?? '');
    }
    return names.size === 0 ? Promise.reject(missing(path)) : Promise.resolve([...names]);
  };

  readonly stat = (path: string): Promise<object> => {
    const content = this.#files.get(path);
    const isFolder = [...this.#files.keys()].some((file) => file.startsWith(`${path}/`));
    if (content === undefined && !isFolder) return Promise.reject(missing(path));
    const size = content?.length ?? 0;
    return Promise.resolve({
      size,
      mode: isFolder ? 0o40755 : 0o100644,
      mtimeMs: 0,
      ctimeMs: 0,
      uid: 0,
      gid: 0,
      dev: 0,
      ino: 0,
      isFile: () => !isFolder,
      isDirectory: () => isFolder,
      isSymbolicLink: () => false,
    });
  };

  readonly lstat = this.stat;
  readonly mkdir = (): Promise<void> => Promise.resolve();
  readonly rmdir = (): Promise<void> => Promise.resolve();
  readonly readlink = (path: string): Promise<string> => Promise.reject(missing(path));
  readonly symlink = (): Promise<void> => Promise.reject(new Error('There are no links here'));
}

/** isomorphic-git tells "not there" from other failures by this code. */
function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}
