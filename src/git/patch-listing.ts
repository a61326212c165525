import { LazyFiles } from './lazy-files.ts';
import type { TreeFile, TreeFiles, TreeListing } from './tree-listing.ts';
import type { ListingPatch } from './kept-listing.ts';

/** The listing that `base` becomes by `patch`. Files stay in the order of their paths, which is that of git's trees. */
export function patchListing<Row>(base: TreeListing<Row>, patch: ListingPatch<Row> | null): TreeListing<Row> {
  if (patch === null) return base;
  const entries = new Map(patch.entries);
  const places = placesOf(base.files, entries.keys());
  const refused = base.refused.filter(({ path }) => !entries.has(path));
  const gone = new Set<number>();
  const replaced = new Map<number, TreeFile<Row>>();
  const added: TreeFile<Row>[] = [];
  for (const [path, entry] of entries) {
    const place = places.get(path);
    if (entry !== null && 'oid' in entry) {
      const file = { path, ...entry };
      if (place === undefined) added.push(file);
      else replaced.set(place, file);
      continue;
    }
    if (place !== undefined) gone.add(place);
    if (entry !== null) refused.push({ path, reason: entry.refused });
  }
  const files = new PatchedFiles(base.files, { gone, replaced, added });
  return { head: patch.head, complete: patch.complete, files, refused };
}

interface FileChanges<Row> {
  /** Places whose files are left out. */
  readonly gone: ReadonlySet<number>;
  readonly replaced: ReadonlyMap<number, TreeFile<Row>>;
  /** Those of new paths. */
  readonly added: readonly TreeFile<Row>[];
}

/** The files of another list with some left out, some replaced, and some put in between. */
class PatchedFiles<Row> extends LazyFiles<Row> {
  readonly length: number;
  readonly #base: TreeFiles<Row>;
  /** For each place the one in the base; nothing where the file is one of `#own`. */
  readonly #places: Int32Array;
  /** By their places here. */
  readonly #own = new Map<number, TreeFile<Row>>();

  constructor(base: TreeFiles<Row>, { gone, replaced, added }: FileChanges<Row>) {
    super();
    this.#base = base;
    this.length = base.length - gone.size + added.length;
    this.#places = new Int32Array(this.length);
    let [from, place] = [0, 0];
    const takeTo = (end: number): void => {
      for (; from < end; from += 1) {
        if (gone.has(from)) continue;
        const file = replaced.get(from);
        if (file === undefined) this.#places[place] = from;
        else this.#own.set(place, file);
        place += 1;
      }
    };
    for (const file of added.toSorted((a, b) => comparePaths(a.path, b.path))) {
      takeTo(firstBehind(base, file.path, from));
      this.#own.set(place++, file);
    }
    takeTo(base.length);
  }

  protected fileAt(place: number): TreeFile<Row> {
    const file = this.#own.get(place) ?? this.#base.at(this.#places[place] ?? 0);
    if (file === undefined) throw new RangeError('There is no such place');
    return file;
  }
}

/** Where these paths are among the files; those that are not there are left out. */
function placesOf(files: TreeFiles<unknown>, paths: Iterable<string>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const missed = new Set<string>();
  for (const path of paths) {
    const place = firstBehind(files, path, 0) - 1;
    // At -1 it would be the last file.
    if (place >= 0 && files.at(place)?.path === path) places.set(path, place);
    else missed.add(path);
  }
  // Others are new, unless the list is in another order than git's: nothing keeps others from writing folders so.
  if (missed.size === 0 || isInOrder(files)) return places;
  let place = 0;
  for (const { path } of files) {
    if (missed.has(path)) places.set(path, place);
    place += 1;
  }
  return places;
}

const known = new WeakMap<TreeFiles<unknown>, boolean>();

/** Whether the files are in the order of their paths. All of them are read for that, once. */
function isInOrder(files: TreeFiles<unknown>): boolean {
  const last = known.get(files);
  if (last !== undefined) return last;
  let before = '';
  const isOrdered = files.every(({ path }) => {
    const isBehind = comparePaths(before, path) <= 0;
    before = path;
    return isBehind;
  });
  known.set(files, isOrdered);
  return isOrdered;
}

/** The place of the first file from `start` on whose path comes behind this one. */
function firstBehind(files: TreeFiles<unknown>, path: string, start: number): number {
  let [low, high] = [start, files.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePaths(files.at(middle)?.path ?? '', path) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By code points, as UTF-8's bytes are ordered. */
function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (one === other) continue;
    // Halves of surrogate pairs stand for characters behind all others.
    const [high, low] = [isSurrogate(one), isSurrogate(other)];
    return high === low ? one - other : Number(high) - Number(low);
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd8_00 && unit <= 0xdf_ff;
}
