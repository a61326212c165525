import type { LineFile, Oid } from '../git-client.ts';
import { isFile, isTree, listEntries } from './tree.ts';
import type { Repository } from './repository.ts';

/** What no repository of people has; a hostile one must not fill the tab's memory. */
const MOST_FILES = 100_000;
const DEEPEST = 24;
const LARGEST_FILE = 4 << 20;

/** One file of lines in a tree. */
export interface LineEntry {
  readonly path: string;
  readonly oid: Oid;
}

/**
 * The files of the tree `root` by their keys: for notes the path without its slashes, since folders are only a fan-out of
 * them, at whatever depth. One key may be there at several paths; git reads such notes as one.
 */
export async function listLineFiles<Row>(
  repository: Repository<Row>,
  root: Oid,
): Promise<ReadonlyMap<string, readonly LineEntry[]>> {
  const files = new Map<string, LineEntry[]>();
  let left = MOST_FILES;
  const walk = async (oid: Oid, path: string, depth: number): Promise<void> => {
    for (const entry of listEntries(await repository.graph.readTree(oid))) {
      left -= 1;
      if (entry.name === null || left < 0) continue;
      const at = path + entry.name;
      if (isTree(entry) && depth < DEEPEST) await walk(entry.oid, `${at}/`, depth + 1);
      if (!isFile(entry)) continue;
      const key = keyOf(at);
      files.set(key, [...(files.get(key) ?? []), { path: at, oid: entry.oid }]);
    }
  };
  await walk(root, '', 0);
  return files;
}

/** Notes are found by their object, whatever folders it is split into; other files by their path. */
export function keyOf(path: string): string {
  const joined = path.replaceAll('/', '');
  return /^[0-9a-f]{40}$/.test(joined) ? joined : path;
}

/** The lines of some files, each as a string with one character for each byte, so that bytes which are no UTF-8 survive. */
export async function readEntries<Row>(
  repository: Repository<Row>,
  entries: readonly LineEntry[],
): Promise<ReadonlySet<string>> {
  const lines = new Set<string>();
  for (const { oid } of entries) {
    const content = await repository.readBlob(oid);
    if (content.length > LARGEST_FILE) continue;
    for (const line of bytesToText(content).split('\n')) if (line !== '') lines.add(line);
  }
  return lines;
}

/** As git's `cat_sort_uniq` writes them: each line once, in the order of their bytes. */
export function serializeLines(lines: ReadonlySet<string>): Uint8Array {
  const text = [...lines].sort().map((line) => `${line}\n`);
  return Uint8Array.from(text.join(''), (character) => character.charCodeAt(0));
}

/** The files of a ref as they are here; none when it is not here. */
export async function readLineFiles<Row>(repository: Repository<Row>, ref: string): Promise<readonly LineFile[]> {
  const tip = repository.mustGetRecord().refs.find(({ name }) => name === ref)?.local ?? null;
  if (tip === null) return [];
  const files = await listLineFiles(repository, (await repository.graph.readCommit(tip)).tree);
  const read: LineFile[] = [];
  for (const [key, entries] of files) {
    const lines = await readEntries(repository, entries);
    read.push({ key, lines: Array.from(lines, textOfBytes) });
  }
  return read;
}

const CHUNK = 8192;

function bytesToText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

function textOfBytes(line: string): string {
  return new TextDecoder().decode(Uint8Array.from(line, (character) => character.charCodeAt(0)));
}

/** A line as one character for each byte of its UTF-8. */
export function lineBytes(line: string): string {
  return bytesToText(new TextEncoder().encode(line));
}
