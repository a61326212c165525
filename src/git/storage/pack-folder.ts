import { openFileWriter, type FileWriter } from './file-writer.ts';
import { newPackName } from './new-pack-name.ts';
import type { ArrivingPack, OpenedPack } from './repository-store.ts';
import { toHex } from '../hex.ts';

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

  async begin(): Promise<ArrivingPack> {
    const name = newPackName();
    const pack = await this.#writer(`${name}.pack`);
    return {
      name,
      append: (bytes) => pack.append(bytes),
      read: (from, to) => pack.read(from, to),
      close: () => pack.close(),
      writeIndex: async (index) => {
        const file = await this.#writer(`${name}.idx`);
        try {
          file.append(index);
        } finally {
          await file.close();
        }
      },
    };
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

  /** Deletes the files of all packs but `names`, and of those that are being written. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const files: string[] = [];
    for await (const file of this.#folder.keys()) files.push(file);
    for (const file of files) {
      if (!names.has(file.replace(/\.(?:pack|idx)$/, ''))) await this.#folder.removeEntry(file).catch(unlessInUse);
    }
  }

  async #writer(name: string): Promise<FileWriter> {
    return openFileWriter(await this.#folder.getFileHandle(name, { create: true }));
  }

  async #file(name: string): Promise<File> {
    return (await this.#folder.getFileHandle(name)).getFile();
  }
}

/** A file that someone writes stays, and is swept another time. */
function unlessInUse(error: unknown): void {
  if (!(error instanceof DOMException) || error.name !== 'NoModificationAllowedError') throw error;
}
