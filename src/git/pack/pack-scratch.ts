import { GalleyError } from '#base';
import { HASH_SIZE } from '../hex.ts';
import { SHA1_STATE, type PackKernel } from './pack-kernel.ts';

const PAGE = 1 << 16;
/** What an entry of a tree object has besides its name: mode, space, NUL and id. */
const REST_OF_ENTRY = 28;
/** A folder whose list takes more bytes than this is taken apart elsewhere. */
const LARGEST_LIST = 32 << 20;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The files of a folder that has nothing else. */
export interface FolderOfFiles {
  readonly count: number;
  /** A line each, without a line feed at the end. */
  readonly names: string;
  /** Their paths in UTF-8, each with a line feed behind it. */
  readonly paths: Uint8Array;
  /** Their ids, 20 bytes each. */
  readonly ids: Uint8Array;
}

/** Single objects through a kernel's memory: each call copies in, works, and copies out. */
export class PackScratch {
  readonly #kernel: PackKernel;

  constructor(kernel: PackKernel) {
    this.#kernel = kernel;
  }

  /** The `size` bytes of the zlib stream that `input` starts with. Throws `corrupt`. */
  inflate(input: Uint8Array, size: number): Uint8Array {
    const from = this.#kernel.freeMemoryStart();
    const to = from + input.length;
    this.#reserve(to + size);
    this.#bytes().set(input, from);
    if (this.#kernel.inflate(from, to, to, size) < 0)
      throw new GalleyError('corrupt', 'A kept object does not inflate');
    return this.#bytes().slice(to, to + size);
  }

  /** What `delta` makes of `base`. Throws `corrupt`. */
  applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array {
    const baseAt = this.#kernel.freeMemoryStart();
    const deltaAt = baseAt + base.length;
    const to = deltaAt + delta.length;
    this.#reserve(to);
    this.#bytes().set(base, baseAt);
    this.#bytes().set(delta, deltaAt);
    const size = this.#kernel.deltaResultSize(deltaAt, delta.length);
    if (size < 0) throw new GalleyError('corrupt', 'A kept delta can not be read');
    this.#reserve(to + size);
    if (this.#kernel.applyDelta(baseAt, base.length, deltaAt, delta.length, to) !== size) {
      throw new GalleyError('corrupt', 'A kept delta does not fit its base');
    }
    return this.#bytes().slice(to, to + size);
  }

  /** Where in a tree object the entry of that name begins; undefined when it has none. Throws `corrupt`. */
  findEntry(tree: Uint8Array, name: Uint8Array): number | undefined {
    const from = this.#kernel.freeMemoryStart();
    const nameAt = from + tree.length;
    this.#reserve(nameAt + name.length);
    this.#bytes().set(tree, from);
    this.#bytes().set(name, nameAt);
    const at = this.#kernel.findEntry(from, tree.length, nameAt, name.length);
    if (at < -1) throw new GalleyError('corrupt', 'A folder of the repository can not be read');
    return at < 0 ? undefined : at;
  }

  /** The files of the tree object of `folder`; undefined where it has anything else, names that are not of visible ASCII characters, or too many. */
  listFiles(tree: Uint8Array, folder: string): FolderOfFiles | undefined {
    const prefix = encoder.encode(folder);
    const most = Math.floor(tree.length / (REST_OF_ENTRY + 1));
    if (tree.length + most * prefix.length > LARGEST_LIST) return undefined;
    const from = this.#kernel.freeMemoryStart();
    const prefixAt = from + tree.length;
    const names = prefixAt + prefix.length;
    const ids = names + tree.length;
    const paths = ids + most * HASH_SIZE;
    this.#reserve(paths + tree.length + most * prefix.length);
    this.#bytes().set(tree, from);
    this.#bytes().set(prefix, prefixAt);
    const count = this.#kernel.listFiles(from, tree.length, prefixAt, prefix.length, names, paths, ids);
    if (count <= 0) return undefined;
    const namesLength = tree.length - count * REST_OF_ENTRY + count;
    const bytes = this.#bytes();
    return {
      count,
      names: decoder.decode(bytes.subarray(names, names + namesLength - 1)),
      paths: bytes.slice(paths, paths + namesLength + count * prefix.length),
      ids: bytes.slice(ids, ids + count * HASH_SIZE),
    };
  }

  /** The 20 bytes of the object id of `content`. */
  hashObject(type: number, content: Uint8Array): Uint8Array {
    const from = this.#kernel.freeMemoryStart();
    const to = from + content.length;
    this.#reserve(to + HASH_SIZE);
    this.#bytes().set(content, from);
    this.#kernel.hashObject(type, from, content.length, to);
    return this.#bytes().slice(to, to + HASH_SIZE);
  }

  /** The 20 bytes of the SHA-1 of `parts` one after the other. */
  sha1(parts: Iterable<Uint8Array>): Uint8Array {
    const state = this.#kernel.freeMemoryStart();
    const from = state + SHA1_STATE;
    this.#reserve(from + HASH_SIZE);
    this.#kernel.sha1Start(state);
    for (const part of parts) {
      this.#reserve(from + part.length);
      this.#bytes().set(part, from);
      this.#kernel.sha1Update(state, from, part.length);
    }
    this.#kernel.sha1Finish(state, from);
    return this.#bytes().slice(from, from + HASH_SIZE);
  }

  crc32(content: Uint8Array): number {
    const from = this.#kernel.freeMemoryStart();
    this.#reserve(from + content.length);
    this.#bytes().set(content, from);
    return this.#kernel.crc32(from, content.length) >>> 0;
  }

  #bytes(): Uint8Array {
    return new Uint8Array(this.#kernel.memory.buffer);
  }

  #reserve(end: number): void {
    const missing = end - this.#kernel.memory.buffer.byteLength;
    if (missing > 0) this.#kernel.memory.grow(Math.ceil(missing / PAGE));
  }
}
