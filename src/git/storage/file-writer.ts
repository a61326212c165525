import { HeldPack } from '../pack/index.ts';
import { storageError } from './storage-error.ts';

/** Bytes on their way into a file. */
export interface FileWriter {
  append(bytes: Uint8Array): void;
  /** Those from `from` up to, not including, `to`; holds until the next call. */
  read(from: number, to: number): Uint8Array;
  /** Lets go of the file, and comes before anyone else can open it. */
  close(): Promise<void>;
}

/** Reading back goes by pages of this size, of which so many are held: deltas lie near to what they are made on. */
const PAGE = 1 << 17;
const MOST_PAGES = 32;

/** Servers send a few kilobytes at a time, and each write takes as long as ten times as many bytes: they are gathered up to this. */
const WRITTEN_AT_ONCE = 1 << 18;

/** What workers have on file handles beyond what pages have (File System Standard, "FileSystemSyncAccessHandle"). */
interface SyncAccess {
  truncate(size: number): void;
  write(content: Uint8Array, options: { readonly at: number }): number;
  read(into: Uint8Array, options: { readonly at: number }): number;
  close(): void;
}

interface SyncAccessible extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccess>;
}

/** Writes a file anew: in a worker straight into it, so that its bytes need no room in memory; elsewhere all at its end. */
export async function openFileWriter(handle: FileSystemFileHandle): Promise<FileWriter> {
  if (!hasSyncAccess(handle)) return new HeldFileWriter(handle);
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  return new SyncFileWriter(access);
}

function hasSyncAccess(handle: FileSystemFileHandle): handle is SyncAccessible {
  return 'createSyncAccessHandle' in handle;
}

class SyncFileWriter implements FileWriter {
  readonly #access: SyncAccess;
  readonly #pages = new Map<number, Uint8Array>();
  readonly #gathered = new Uint8Array(WRITTEN_AT_ONCE);
  #gatheredLength = 0;
  /** Bytes that are in the file. */
  #written = 0;

  constructor(access: SyncAccess) {
    this.#access = access;
  }

  append(bytes: Uint8Array): void {
    if (this.#gatheredLength + bytes.length > WRITTEN_AT_ONCE) this.#writeGathered();
    if (bytes.length > WRITTEN_AT_ONCE) {
      this.#write(bytes);
      return;
    }
    this.#gathered.set(bytes, this.#gatheredLength);
    this.#gatheredLength += bytes.length;
  }

  read(from: number, to: number): Uint8Array {
    if (to > this.#written) this.#writeGathered();
    const start = Math.floor(from / PAGE) * PAGE;
    if (to > start + PAGE) return this.#load(from, to);
    const page = this.#pages.get(start) ?? this.#load(start, Math.min(start + PAGE, this.#written));
    // The one used last is the last to go.
    this.#pages.delete(start);
    this.#pages.set(start, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return page.subarray(from - start, to - start);
  }

  async close(): Promise<void> {
    try {
      this.#writeGathered();
    } finally {
      this.#access.close();
    }
  }

  #writeGathered(): void {
    const gathered = this.#gathered.subarray(0, this.#gatheredLength);
    this.#gatheredLength = 0;
    if (gathered.length > 0) this.#write(gathered);
  }

  #write(bytes: Uint8Array): void {
    this.#pages.clear();
    try {
      const written = this.#access.write(bytes, { at: this.#written });
      if (written < bytes.length) throw new DOMException('The file could not be written whole', 'QuotaExceededError');
    } catch (error) {
      throw storageError(error, 'storage-blocked');
    }
    this.#written += bytes.length;
  }

  #load(from: number, to: number): Uint8Array {
    const bytes = new Uint8Array(to - from);
    try {
      this.#access.read(bytes, { at: from });
    } catch (error) {
      throw storageError(error, 'storage-blocked');
    }
    return bytes;
  }
}

class HeldFileWriter implements FileWriter {
  readonly #handle: FileSystemFileHandle;
  readonly #held = new HeldPack();

  constructor(handle: FileSystemFileHandle) {
    this.#handle = handle;
  }

  append(bytes: Uint8Array): void {
    this.#held.append(bytes);
  }

  read(from: number, to: number): Uint8Array {
    return this.#held.read(from, to);
  }

  async close(): Promise<void> {
    const writable = await this.#handle.createWritable();
    for (const part of this.#held.parts()) await writable.write(part);
    await writable.close();
  }
}
