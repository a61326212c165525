import { toHex } from '../pack/object-table.ts';
import type { OpenedPack, StoredPack } from './repository-store.ts';

const PARENT = 'galley-git';

/** The packs of one repository as files: NAME.pack and NAME.idx in a folder named by the hash of the repository's URL. */
export class PackFolder {
  readonly #folder: FileSystemDirectoryHandle;

  private constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  static async of(root: FileSystemDirectoryHandle, url: string): Promise<PackFolder> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url)));
    const parent = await root.getDirectoryHandle(PARENT, { create: true });
    return new PackFolder(await parent.getDirectoryHandle(toHex(digest).slice(0, 32), { create: true }));
  }

  async write({ name, pack, index }: StoredPack): Promise<void> {
    await this.#writeFile(`${name}.pack`, pack);
    await this.#writeFile(`${name}.idx`, index);
  }

  async open(name: string): Promise<OpenedPack> {
    const [pack, index] = await Promise.all([this.#file(`${name}.pack`), this.#file(`${name}.idx`)]);
    return {
      name,
      index: new Uint8Array(await index.arrayBuffer()),
      size: pack.size,
      read: async (from, to) => new Uint8Array(await pack.slice(from, to).arrayBuffer()),
    };
  }

  /** Deletes the files of all packs but `names`. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const files: string[] = [];
    for await (const file of this.#folder.keys()) files.push(file);
    for (const file of files) {
      if (!names.has(file.replace(/\.(?:pack|idx)$/, ''))) await this.#folder.removeEntry(file);
    }
  }

  async #writeFile(file: string, content: Uint8Array): Promise<void> {
    const handle = await this.#folder.getFileHandle(file, { create: true });
    // In a worker, straight into the file; elsewhere browsers write a second file first, which takes three times as long.
    if (!hasSyncAccess(handle)) return writeBySwap(handle, content);
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(0);
      const written = access.write(content);
      if (written < content.length) throw new DOMException('The file could not be written whole', 'QuotaExceededError');
    } finally {
      access.close();
    }
  }

  async #file(name: string): Promise<File> {
    return (await this.#folder.getFileHandle(name)).getFile();
  }
}

/** What workers have on file handles beyond what pages have (File System Standard, "FileSystemSyncAccessHandle"). */
interface SyncAccess {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(content: Uint8Array): number;
    flush(): void;
    close(): void;
  }>;
}

function hasSyncAccess(handle: FileSystemFileHandle): handle is FileSystemFileHandle & SyncAccess {
  return 'createSyncAccessHandle' in handle;
}

async function writeBySwap(handle: FileSystemFileHandle, content: Uint8Array): Promise<void> {
  const writable = await handle.createWritable();
  // A copy: what WebAssembly or a worker shares may not be written as it is.
  await writable.write(new Uint8Array(content));
  await writable.close();
}
