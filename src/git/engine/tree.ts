import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { PackScratch } from '../pack/index.ts';
import { HASH_SIZE, hexDigits, toHex } from '../hex.ts';

/** One entry of a tree object. `name` is null when its bytes are not UTF-8. */
export interface NamedEntry {
  readonly mode: number;
  readonly name: string | null;
  readonly oid: Oid;
}

/** The same as it is listed: bytes of the name that are no UTF-8 stand as replacement characters in `shownName`. */
export interface ListedEntry extends NamedEntry {
  readonly shownName: string;
}

/** The same with git's own bytes of the name. */
export interface TreeEntry extends NamedEntry {
  readonly nameBytes: Uint8Array;
}

/** The kinds of entries, by git's mode. */
export const MODE = { tree: 0o040000, file: 0o100644, executable: 0o100755, symlink: 0o120000, submodule: 0o160000 };

const SPACE = 0x20;
/** Bytes of an entry at least, one that no git writes too: a space, a NUL and the id. */
const SMALLEST_ENTRY = 2 + HASH_SIZE;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export function isTree(entry: NamedEntry): boolean {
  return (entry.mode & 0o170000) === MODE.tree;
}

export function isFile(entry: NamedEntry): boolean {
  return (entry.mode & 0o170000) === 0o100000;
}

/** Takes a tree object apart (gitformat-pack names it; the form is in git's `tree-walk.c`). Throws `corrupt`. */
export function parseTree(content: Uint8Array): TreeEntry[] {
  const { entries, nameEnds } = readEntries(content);
  return entries.map((entry, index) => {
    const start = index === 0 ? 0 : (nameEnds[index - 1] ?? 0) + 1 + HASH_SIZE;
    const end = nameEnds[index] ?? 0;
    const nameBytes = content.subarray(content.indexOf(SPACE, start) + 1, end);
    return { mode: entry.mode, name: entry.name, oid: entry.oid, nameBytes };
  });
}

/** The same where nothing is written: several times faster. */
export function listEntries(content: Uint8Array): ListedEntry[] {
  return readEntries(content).entries;
}

/** The entries, and where each name ends. Names and ids are gathered and made text once for all: one at a time takes most of what a folder takes. */
function readEntries(content: Uint8Array): { readonly entries: ListedEntry[]; readonly nameEnds: readonly number[] } {
  const modes: number[] = [];
  const nameEnds: number[] = [];
  const names = new Uint8Array(content.length);
  const digits = new Uint8Array(Math.ceil(content.length / SMALLEST_ENTRY) * HASH_SIZE * 2);
  let namesLength = 0;
  let digitsLength = 0;
  for (let at = 0; at < content.length;) {
    let mode = 0;
    for (; content[at] !== SPACE; at += 1) {
      const digit = (content[at] ?? 0) - 48;
      if (digit < 0 || digit > 7) throw brokenTree();
      mode = mode * 8 + digit;
    }
    const end = endOfName(content, at + 1);
    for (let from = at + 1; from <= end; from += 1) names[namesLength++] = content[from] ?? 0;
    at = end + 1 + HASH_SIZE;
    for (let from = end + 1; from < at; from += 1) {
      const byte = content[from] ?? 0;
      digits[digitsLength++] = hexDigits[byte >> 4] ?? 0;
      digits[digitsLength++] = hexDigits[byte & 15] ?? 0;
    }
    modes.push(mode);
    nameEnds.push(end);
  }
  const bytes = names.subarray(0, namesLength);
  const isText = decodeUtf8(bytes) !== null;
  const shownNames = lenient.decode(bytes).split('\0');
  const oids = decoder.decode(digits.subarray(0, digitsLength));
  const entries = modes.map((mode, index) => {
    const shownName = shownNames[index] ?? '';
    const oid = oids.slice(index * HASH_SIZE * 2, (index + 1) * HASH_SIZE * 2);
    return { mode, name: isText ? shownName : nameIfText(content, nameEnds[index] ?? 0, shownName), oid, shownName };
  });
  return { entries, nameEnds };
}

/** In a folder that has a name which is no UTF-8: the name that ends there; null for such a one. */
function nameIfText(content: Uint8Array, end: number, shownName: string): string | null {
  const { length } = encoder.encode(shownName);
  return decodeUtf8(content.subarray(end - length, end)) === shownName ? shownName : null;
}

/** The entry of that name in a tree object, without reading the others. `wanted`: its bytes, for who asks many. Throws `corrupt`. */
export function findEntry(
  scratch: PackScratch,
  content: Uint8Array,
  name: string,
  wanted = encodeName(name),
): NamedEntry | undefined {
  const at = scratch.findEntry(content, wanted);
  if (at === undefined) return undefined;
  const end = content.indexOf(SPACE, at) + 1 + wanted.length;
  return { mode: readMode(content, at), name, oid: toHex(content.subarray(end + 1, end + 1 + HASH_SIZE)) };
}

export function encodeName(name: string): Uint8Array {
  return encoder.encode(name);
}

/** The mode that begins at `from`, up to the space behind it. */
function readMode(content: Uint8Array, from: number): number {
  let mode = 0;
  for (let at = from; content[at] !== SPACE; at += 1) {
    const digit = (content[at] ?? 0) - 48;
    if (digit < 0 || digit > 7) throw brokenTree();
    mode = mode * 8 + digit;
  }
  return mode;
}

/**
 * The entries of two tree objects between the first and the last that are not the same bytes: most often one of each, however
 * long the folders. Throws `corrupt`.
 */
export function parseDifference(
  before: Uint8Array,
  after: Uint8Array,
): { readonly before: ListedEntry[]; readonly after: ListedEntry[] } {
  const start = entryAround(before, sharedStart(before, after));
  const shared = sharedEnd(before.subarray(start), after.subarray(start));
  let oldEnd = entryEndFrom(before, start, before.length - shared);
  let nowEnd = entryEndFrom(after, start, after.length - shared);
  // What is the same behind an entry of the one may begin within an entry of the other.
  while (before.length - oldEnd !== after.length - nowEnd) {
    if (before.length - oldEnd > after.length - nowEnd) oldEnd = nextEntry(before, oldEnd);
    else nowEnd = nextEntry(after, nowEnd);
  }
  // The rest is the same in both, and may be broken in both.
  entryEndFrom(before, oldEnd, before.length);
  return {
    before: listEntries(before.subarray(start, oldEnd)),
    after: listEntries(after.subarray(start, nowEnd)),
  };
}

/** How many bytes both begin with. */
function sharedStart(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
}

/** How many bytes both end with. */
function sharedEnd(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  return length;
}

/** Where the entry begins that the byte at `at` is of, or the next one where it is of none. */
function entryAround(content: Uint8Array, at: number): number {
  let start = 0;
  while (start < content.length) {
    const next = nextEntry(content, start);
    if (next > at) break;
    start = next;
  }
  return start;
}

/** Where the first entry ends, counted from the one at `start`, that ends at `least` or behind it. */
function entryEndFrom(content: Uint8Array, start: number, least: number): number {
  let end = start;
  while (end < least) end = nextEntry(content, end);
  return end;
}

/** Where the entry at `start` ends. */
function nextEntry(content: Uint8Array, start: number): number {
  return endOfName(content, start) + 1 + HASH_SIZE;
}

/** Where the NUL behind a name is. Byte by byte: names are so short that a search by a call of its own takes ten times as long. */
function endOfName(content: Uint8Array, start: number): number {
  let end = start;
  while (end < content.length && content[end] !== 0) end += 1;
  if (end + 1 + HASH_SIZE > content.length) throw brokenTree();
  return end;
}

/** Writes entries as a tree object, in git's order; entries that were parsed keep their bytes. */
export function serializeTree(entries: readonly TreeEntry[]): Uint8Array {
  const parts = [...entries].sort(compareEntries).map(({ mode, nameBytes, oid }) => ({
    head: encoder.encode(`${mode.toString(8)} `),
    nameBytes,
    oid,
  }));
  const content = new Uint8Array(
    parts.reduce((sum, part) => sum + part.head.length + part.nameBytes.length + 1 + HASH_SIZE, 0),
  );
  let at = 0;
  for (const { head, nameBytes, oid } of parts) {
    content.set(head, at);
    content.set(nameBytes, at + head.length);
    at += head.length + nameBytes.length + 1;
    for (let index = 0; index < HASH_SIZE; index += 1)
      content[at + index] = Number.parseInt(oid.slice(index * 2, index * 2 + 2), 16);
    at += HASH_SIZE;
  }
  return content;
}

/** Git's order: by bytes, a folder as if its name ended with a slash. */
function compareEntries(a: TreeEntry, b: TreeEntry): number {
  const length = Math.max(a.nameBytes.length, b.nameBytes.length) + 1;
  for (let index = 0; index < length; index += 1) {
    const difference = byteAt(a, index) - byteAt(b, index);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byteAt(entry: TreeEntry, index: number): number {
  return entry.nameBytes[index] ?? (index === entry.nameBytes.length && isTree(entry) ? 0x2f : 0);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function brokenTree(): GalleyError {
  return new GalleyError('corrupt', 'A folder of the repository can not be read');
}
