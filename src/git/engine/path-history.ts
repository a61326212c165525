import type { Oid, PathHistory, PathHistoryOptions, PathVersion } from '../git-client.ts';
import { unlessOffline } from './branch-history.ts';
import type { CommitObject } from './commit-object.ts';
import { deepen } from './deepen.ts';
import { diffTrees } from './diff-trees.ts';
import type { Repository } from './repository.ts';
import { encodeName, findEntry, isFile, isTree } from './tree.ts';

/** How deep the history is brought at first when someone asks for it, and how much deeper each time. */
const FIRST_DEPTH = 1000;
const DEEPER = 4;
/** Files that are looked at for the one that was renamed. */
const MOST_CANDIDATES = 20;
/** The share of lines that a renamed file has in common with what it was; git's own default. */
const LIKENESS = 0.5;

/** What a commit has of the file. Places stay until the walk is done, commits until they were looked at. */
interface Place {
  readonly oid: Oid;
  /** The name that the file has there. */
  readonly path: string;
  /** Null where there is none. */
  readonly file: Oid | null;
  /** Once it was looked at: the parent's, where the commit left the file alone. */
  passesTo?: Place;
}

interface PlaceToLookAt {
  readonly place: Place;
  readonly commit: CommitObject;
}

interface Change extends PlaceToLookAt {
  /** What the commit made the file from. */
  readonly from: readonly Place[];
}

/**
 * Who changed the file at `path`, newest first, across renames: as `git log --follow` tells it, merges simplified
 * (git-log, "History Simplification"). Older history is brought when what is here does not fill `limit`.
 */
export async function pathHistory<Row>(
  repository: Repository<Row>,
  path: string,
  options: PathHistoryOptions = {},
): Promise<PathHistory> {
  const { limit = Number.POSITIVE_INFINITY, transfer = {} } = options;
  for (let depth = FIRST_DEPTH; ; depth *= DEEPER) {
    const walk = new HistoryWalk(repository);
    const found = await walk.follow(path, limit);
    if (found.complete || found.versions.length >= limit) return found;
    const isDeeper = await deepen(repository, Math.max(depth, walk.commits * DEEPER), transfer).catch(unlessOffline);
    if (!isDeeper) return found;
  }
}

/** A path below some folder: its first name, what comes after that, and the blobs that it has in the folders seen so far. */
interface BelowFolder {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rest: string | undefined;
  readonly files: Map<Oid, Oid | null>;
}

/** One walk from the branch's head to where the file began, or to the edge of the history here. */
class HistoryWalk<Row> {
  /** How many commits were looked at. */
  commits = 0;
  readonly #repository: Repository<Row>;
  /** By paths below a folder. */
  readonly #below = new Map<string, BelowFolder>();
  /** By the file's name and the commit. */
  readonly #places = new Map<string, Map<Oid, Place>>();
  readonly #queue: PlaceToLookAt[] = [];
  #complete = true;

  constructor(repository: Repository<Row>) {
    this.#repository = repository;
  }

  async follow(path: string, limit: number): Promise<PathHistory> {
    const { head } = this.#repository.mustGetRecord();
    const changes = new Map<Place, Change>();
    if (head !== null) await this.#begin(head, path);
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      this.commits += 1;
      const from = await this.#look(next);
      if (from !== undefined) changes.set(next.place, { ...next, from });
      if (changes.size >= limit) return toHistory(changes, this.#complete && this.#queue.length === 0);
    }
    return toHistory(changes, this.#complete);
  }

  async #begin(oid: Oid, path: string): Promise<void> {
    const commit = await this.#repository.graph.findCommit(oid);
    if (commit === undefined) this.#complete = false;
    else this.#put({ place: { oid, path, file: await this.#fileAt(commit.tree, path) }, commit });
  }

  /** What the commit made the file from; undefined where it left it alone. Puts the parents to look at into the queue. */
  async #look({ place, commit }: PlaceToLookAt): Promise<readonly Place[] | undefined> {
    const { path, file } = place;
    const parents: PlaceToLookAt[] = [];
    for (const oid of commit.parents) {
      const parent = this.#repository.graph.heldCommit(oid) ?? (await this.#repository.graph.findCommit(oid));
      if (parent === undefined) continue;
      const held = this.#heldFileAt(parent.tree, path);
      const before = held === undefined ? await this.#fileAt(parent.tree, path) : held;
      const there = { place: { oid, path, file: before }, commit: parent };
      if (before === file) {
        place.passesTo = this.#put(there);
        return undefined;
      }
      parents.push(there);
    }
    // At the edge of the history here nobody can tell what the commit changed.
    if (parents.length < commit.parents.length) {
      this.#complete = false;
      if (parents.length === 0) return undefined;
    }
    const from: Place[] = [];
    for (const [index, parent] of parents.entries()) {
      if (parent.place.file !== null) {
        from.push(this.#put(parent));
      } else if (index === 0 && file !== null) {
        const source = await this.#renamedFrom(parent.commit.tree, commit.tree, { path, oid: file });
        if (source === undefined) continue;
        const place = { oid: parent.place.oid, path: source.path, file: source.oid };
        from.push(this.#put({ place, commit: parent.commit }));
      }
    }
    return file !== null || from.length > 0 ? from : undefined;
  }

  /** Keeps the queue in order of time, so that of two branches the newer commit comes first. Gives the place that is known already, if one is. */
  #put(next: PlaceToLookAt): Place {
    const { place, commit } = next;
    let known = this.#places.get(place.path);
    if (known === undefined) this.#places.set(place.path, (known = new Map<Oid, Place>()));
    const same = known.get(place.oid);
    if (same !== undefined) return same;
    known.set(place.oid, place);
    let at = this.#queue.length;
    while (at > 0 && (this.#queue[at - 1]?.commit.time ?? 0) > commit.time) at -= 1;
    this.#queue.splice(at, 0, next);
    return place;
  }

  /** The blob at `path` below `tree`; what folders hold is asked for once, for most commits leave most folders alone. */
  async #fileAt(tree: Oid, path: string): Promise<Oid | null> {
    const below = this.#belowFolder(path);
    const known = below.files.get(tree);
    if (known !== undefined) return known;
    const next = this.#nextBelow(below, await this.#repository.graph.readTree(tree));
    const found = next === null || below.rest === undefined ? next : await this.#fileAt(next, below.rest);
    below.files.set(tree, found);
    return found;
  }

  /** The same from memory, since a wait costs more than the look; undefined where a folder has to be read first. */
  #heldFileAt(tree: Oid, path: string): Oid | null | undefined {
    const below = this.#belowFolder(path);
    const known = below.files.get(tree);
    if (known !== undefined) return known;
    const content = this.#repository.graph.heldTree(tree);
    if (content === undefined) return undefined;
    const next = this.#nextBelow(below, content);
    const found = next === null || below.rest === undefined ? next : this.#heldFileAt(next, below.rest);
    if (found !== undefined) below.files.set(tree, found);
    return found;
  }

  #belowFolder(path: string): BelowFolder {
    const known = this.#below.get(path);
    if (known !== undefined) return known;
    const slash = path.indexOf('/');
    const name = slash < 0 ? path : path.slice(0, slash);
    const rest = slash < 0 ? undefined : path.slice(slash + 1);
    const below = { name, bytes: encodeName(name), rest, files: new Map<Oid, Oid | null>() };
    this.#below.set(path, below);
    return below;
  }

  /** The folder that the path's first name is, or the file where the path ends with it; null where there is none. */
  #nextBelow({ name, bytes, rest }: BelowFolder, content: Uint8Array): Oid | null {
    const entry = findEntry(this.#repository.scratch, content, name, bytes);
    return entry !== undefined && (rest === undefined ? isFile(entry) : isTree(entry)) ? entry.oid : null;
  }

  /** The name that a file had before: one that went away in the same commit and held the same, or nearly the same. */
  async #renamedFrom(
    before: Oid,
    after: Oid,
    file: { readonly path: string; readonly oid: Oid },
  ): Promise<{ readonly path: string; readonly oid: Oid } | undefined> {
    const differences = await diffTrees(before, after, this.#repository.graph.readTree);
    const gone = differences.flatMap((one) =>
      one.after === null && one.before !== null ? [{ path: one.path, oid: one.before }] : [],
    );
    const same = gone.find(({ oid }) => oid === file.oid);
    if (same !== undefined) return same;
    const ending = file.path.slice(file.path.lastIndexOf('.'));
    const candidates = gone.filter(({ path }) => path.endsWith(ending)).slice(0, MOST_CANDIDATES);
    let best: { readonly path: string; readonly oid: Oid; readonly likeness: number } | undefined;
    if (candidates.length === 0) return undefined;
    const lines = linesOf(await this.#repository.readBlob(file.oid));
    for (const { path, oid } of candidates) {
      const likeness = likenessOf(linesOf(await this.#repository.readBlob(oid)), lines);
      if (likeness >= LIKENESS && likeness > (best?.likeness ?? 0)) best = { path, oid, likeness };
    }
    return best;
  }
}

/** Changes come before what they were made from, so that a version's parents are known only when all are. */
function toHistory(changes: ReadonlyMap<Place, Change>, complete: boolean): PathHistory {
  const versions = Array.from(changes.values(), ({ place, commit, from }): PathVersion => {
    const { oid, path, file } = place;
    const { author, time, message } = commit;
    const parents = new Set(from.map(endOf).flatMap((end) => (changes.has(end) ? [end.oid] : [])));
    const version = { commit: oid, oid: file, path, author, time, message: message.trimEnd(), parents: [...parents] };
    const renamed = from.find((one) => one.path !== path);
    return renamed === undefined ? version : { ...version, previousPath: renamed.path };
  });
  return { complete, versions };
}

/** Where the file was changed last, over all commits that left it alone. */
function endOf(place: Place): Place {
  let end = place;
  while (end.passesTo !== undefined) end = end.passesTo;
  return end;
}

function linesOf(content: Uint8Array): readonly string[] {
  return new TextDecoder('latin1').decode(content).split('\n');
}

/** The share of the longer file's lines that both have, from 0 to 1. */
function likenessOf(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of other) {
    const left = counts.get(line) ?? 0;
    if (left > 0) common += line.length + 1;
    counts.set(line, left - 1);
  }
  const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);
  return common / Math.max(size(one), size(other));
}
