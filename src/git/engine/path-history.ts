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

/** A commit to look at, and the name that the file has there. */
interface Place {
  readonly oid: Oid;
  readonly commit: CommitObject;
  readonly path: string;
  readonly key: string;
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
  readonly #seen = new Set<string>();
  readonly #queue: Place[] = [];
  /** Where a place at which nothing changed passes on to, and what a version was made from; by keys of places. */
  readonly #passed = new Map<string, string>();
  readonly #parents = new Map<Oid, readonly string[]>();
  readonly #versionAt = new Map<string, Oid>();
  #complete = true;

  constructor(repository: Repository<Row>) {
    this.#repository = repository;
  }

  async follow(path: string, limit: number): Promise<PathHistory> {
    const { head } = this.#repository.mustGetRecord();
    const versions: Omit<PathVersion, 'parents'>[] = [];
    if (head !== null) await this.#add(head, path);
    for (let place = this.#queue.pop(); place !== undefined; place = this.#queue.pop()) {
      this.commits += 1;
      const version = await this.#look(place);
      if (version !== undefined) versions.push(version);
      if (versions.length >= limit) return this.#result(versions, this.#complete && this.#queue.length === 0);
    }
    return this.#result(versions, this.#complete);
  }

  /** Versions come before what they were made from, so that their parents are known only at the end. */
  #result(versions: readonly Omit<PathVersion, 'parents'>[], complete: boolean): PathHistory {
    return {
      complete,
      versions: versions.map((version) => {
        const keys = this.#parents.get(version.commit) ?? [];
        const parents = keys.flatMap((key) => this.#versionAt.get(this.#end(key)) ?? []);
        return Object.assign({ parents: [...new Set(parents)] }, version);
      }),
    };
  }

  /** The key of the place that a place passes on to, over all at which nothing changed. */
  #end(key: string): string {
    let end = key;
    for (let next = this.#passed.get(end); next !== undefined; next = this.#passed.get(end)) end = next;
    return end;
  }

  /** What a commit did to the file; undefined when it did nothing. Puts the parents to look at into the queue. */
  async #look(place: Place): Promise<Omit<PathVersion, 'parents'> | undefined> {
    const { oid, commit, path, key } = place;
    const now = await this.#fileAt(commit.tree, path);
    const parents: { readonly oid: Oid; readonly commit: CommitObject; readonly file: Oid | null }[] = [];
    for (const parent of commit.parents) {
      const read = await this.#commitAt(parent);
      if (read === undefined) continue;
      const file = await this.#fileAt(read.tree, path);
      if (file === now) {
        this.#passed.set(key, this.#put({ oid: parent, commit: read, path }));
        return undefined;
      }
      parents.push({ oid: parent, commit: read, file });
    }
    // At the edge of the history here nobody can tell what the commit changed.
    if (parents.length < commit.parents.length) {
      this.#complete = false;
      if (parents.length === 0) return undefined;
    }
    const [first] = parents;
    let previousPath = path;
    const from: string[] = [];
    for (const parent of parents) {
      if (parent.file !== null) {
        from.push(this.#put({ ...parent, path }));
      } else if (parent === first && now !== null) {
        const source = await this.#renamedFrom(parent.commit.tree, commit.tree, { path, oid: now });
        if (source !== undefined) {
          previousPath = source;
          from.push(this.#put({ ...parent, path: source }));
        }
      }
    }
    const isNothing = now === null && parents.every(({ file }) => file === null);
    if (isNothing) return undefined;
    this.#parents.set(oid, from);
    this.#versionAt.set(key, oid);
    const { author, time, message } = commit;
    const renamed = previousPath === path ? {} : { previousPath };
    return { commit: oid, oid: now, path, author, time, message: message.trimEnd(), ...renamed };
  }

  async #add(oid: Oid, path: string): Promise<void> {
    const commit = await this.#commitAt(oid);
    if (commit === undefined) this.#complete = false;
    else this.#put({ oid, commit, path });
  }

  /** Keeps the queue in order of time, so that of two branches the newer commit comes first. Gives the key of the place. */
  #put({ oid, commit, path }: Omit<Place, 'key'>): string {
    const key = `${oid} ${path}`;
    if (this.#seen.has(key)) return key;
    this.#seen.add(key);
    let at = this.#queue.length;
    while (at > 0 && (this.#queue[at - 1]?.commit.time ?? 0) > commit.time) at -= 1;
    this.#queue.splice(at, 0, { oid, commit, path, key });
    return key;
  }

  async #commitAt(oid: Oid): Promise<CommitObject | undefined> {
    return this.#repository.findCommit(oid);
  }

  /** The blob at `path` below `tree`; what folders hold is asked for once, for most commits leave most folders alone. */
  async #fileAt(tree: Oid, path: string): Promise<Oid | null> {
    const { files, name, bytes, rest } = this.#belowFolder(path);
    const known = files.get(tree);
    if (known !== undefined) return known;
    const entry = findEntry(await this.#repository.readTree(tree), name, bytes);
    let found: Oid | null = null;
    if (entry !== undefined && rest === undefined) found = isFile(entry) ? entry.oid : null;
    else if (entry !== undefined && rest !== undefined && isTree(entry)) found = await this.#fileAt(entry.oid, rest);
    files.set(tree, found);
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

  /** The name that a file had before: one that went away in the same commit and held the same, or nearly the same. */
  async #renamedFrom(
    before: Oid,
    after: Oid,
    file: { readonly path: string; readonly oid: Oid },
  ): Promise<string | undefined> {
    const differences = await diffTrees(before, after, this.#repository.readTree);
    const gone = differences.flatMap((one) =>
      one.after === null && one.before !== null ? [{ path: one.path, oid: one.before }] : [],
    );
    const same = gone.find(({ oid }) => oid === file.oid);
    if (same !== undefined) return same.path;
    const ending = file.path.slice(file.path.lastIndexOf('.'));
    const candidates = gone.filter(({ path }) => path.endsWith(ending)).slice(0, MOST_CANDIDATES);
    let best: { readonly path: string; readonly likeness: number } | undefined;
    if (candidates.length === 0) return undefined;
    const lines = linesOf(await this.#repository.readBlob(file.oid));
    for (const { path, oid } of candidates) {
      const likeness = likenessOf(linesOf(await this.#repository.readBlob(oid)), lines);
      if (likeness >= LIKENESS && likeness > (best?.likeness ?? 0)) best = { path, likeness };
    }
    return best?.path;
  }
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
