import { GalleyError } from '#base';
import { packKernelWasm } from './pack-kernel-wasm.ts';

/** Bytes that the kernel keeps of a SHA-1 that is not finished. */
export const SHA1_STATE = 128;

/** What `hashObjects` needs around the content of an object: room for its header, and for what fills its last block. */
export const BEFORE_CONTENT = 32;
export const BEHIND_CONTENT = 72;

/** The compiled loops of kernels/pack.ts over one growing memory. All addresses are byte offsets into `memory`. */
export interface PackKernel {
  readonly memory: WebAssembly.Memory;
  freeMemoryStart(): number;
  /** Bytes of input that the zlib stream took; -1 when it does not end before `end`; -2 when it is none of `size` bytes. */
  inflate(from: number, end: number, to: number, size: number): number;
  sha1Start(state: number): void;
  sha1Update(state: number, from: number, length: number): void;
  sha1Finish(state: number, to: number): void;
  hashObject(type: number, from: number, length: number, to: number): void;
  /**
   * The ids of `count` objects at once: four words in `list` for each, the address of its content, its length, its type and
   * where the id goes. Overwrites BEFORE_CONTENT and BEHIND_CONTENT bytes around each content. Takes along the SHA-1 of the
   * `length` bytes at `from`, as far as that costs nothing; gives how many it took.
   */
  hashObjects(list: number, count: number, sum: number, from: number, length: number): number;
  /** 1 when one of the bytes is 0, else 0. */
  hasNul(from: number, length: number): number;
  /** 1 when the bytes are UTF-8, else 0. */
  isUtf8(from: number, length: number): number;
  crc32(from: number, length: number): number;
  deltaResultSize(delta: number, length: number): number;
  applyDelta(base: number, baseLength: number, delta: number, deltaLength: number, to: number): number;
  /** Where in a tree object the entry of that name begins; -1 when it has none, -2 when it ends within an entry before it. */
  findEntry(from: number, length: number, name: number, nameLength: number): number;
  /** How many files a tree object lists; -2 when it lists anything but files with names of visible ASCII, each once. */
  listFiles(
    from: number,
    length: number,
    folder: number,
    folderLength: number,
    names: number,
    paths: number,
    ids: number,
  ): number;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** A kernel with a memory of its own. Throws `unsupported` where WebAssembly may not run. */
export async function loadPackKernel(): Promise<PackKernel> {
  try {
    compiled ??= WebAssembly.compile(decodeBase64(packKernelWasm));
    const instance = await WebAssembly.instantiate(await compiled, {});
    return asPackKernel(instance.exports);
  } catch (error) {
    compiled = undefined;
    throw new GalleyError('unsupported', 'WebAssembly may not run here', { cause: error });
  }
}

function asPackKernel(exports: WebAssembly.Exports): PackKernel {
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new GalleyError('internal', 'The kernel has no memory');
  const callable = (name: string): ((...values: number[]) => number) => {
    const found = exports[name];
    if (!isCallable(found)) throw new GalleyError('internal', `The kernel has no ${name}`);
    return found;
  };
  return {
    memory,
    freeMemoryStart: callable('freeMemoryStart'),
    inflate: callable('inflate'),
    sha1Start: callable('sha1Start'),
    sha1Update: callable('sha1Update'),
    sha1Finish: callable('sha1Finish'),
    hashObject: callable('hashObject'),
    hashObjects: callable('hashObjects'),
    hasNul: callable('hasNul'),
    isUtf8: callable('isUtf8'),
    crc32: callable('crc32'),
    deltaResultSize: callable('deltaResultSize'),
    applyDelta: callable('applyDelta'),
    findEntry: callable('findEntry'),
    listFiles: callable('listFiles'),
  };
}

/** All that the kernel exports takes and gives numbers. */
function isCallable(value: unknown): value is (...values: number[]) => number {
  return typeof value === 'function';
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
