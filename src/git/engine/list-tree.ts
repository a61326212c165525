import { arePlainNames, validateTreePath } from '#base';
import type { Oid } from '../git-client.ts';
import type { FolderOfFiles, PackScratch } from '../pack/index.ts';
import { isFile, isTree, listEntries, MODE, parseDifference, type ListedEntry } from './tree.ts';

/** Gives a tree object's bytes. */
export type ReadTree = (oid: Oid) => Promise<Uint8Array> | Uint8Array;

/** What lies at a path of a tree: a file's blob, or an entry that is not opened with the reason. */
export type TreeItem = { readonly oid: Oid } | { readonly refused: string };

interface Folder {
  /** "" or ends with a slash. */
  readonly path: string;
  readonly oid: Oid;
  readonly depth: number;
}

/** Trees nested deeper than any site has them, or more entries than a tab can list, are not walked. */
const DEEPEST = 64;
const MOST_ENTRIES = 300_000;

/** Given what lies at a path, for each entry of a folder; null where a path holds nothing any more. */
type Visit = (path: string, item: TreeItem | null) => void;

interface WholeFolders {
  readonly scratch: PackScratch;
  /** Given a folder that has nothing but files that can all be opened, instead of each of them. */
  readonly visitFiles: (folder: string, files: FolderOfFiles) => void;
}

/** Walks trees; entries that may not be opened are given with the reason and lock nothing else. */
class TreeWalk {
  readonly #readTree: ReadTree;
  readonly #visit: Visit;
  readonly #wholeFolders: WholeFolders | undefined;
  #entriesLeft = MOST_ENTRIES;

  constructor(readTree: ReadTree, visit: Visit, wholeFolders?: WholeFolders) {
    this.#readTree = readTree;
    this.#visit = visit;
    this.#wholeFolders = wholeFolders;
  }

  async addAll(folder: Folder): Promise<void> {
    const content = await this.#read(folder);
    if (content === undefined || this.#visitWhole(folder, content)) return;
    const entries = this.#entriesOf(folder, content);
    if (entries === undefined) return;
    const repeated = repeatedNames(entries);
    for (const entry of entries) {
      if (this.#entriesLeft < 0) return;
      this.#entriesLeft -= 1;
      const path = folder.path + entry.shownName;
      if (this.#entriesLeft < 0) {
        const reason = 'The repository has more files than can be listed; from here on they are left out.';
        this.#visit(path, { refused: reason });
        return;
      }
      const times = repeated.get(entry.shownName);
      if (times === 'told') continue;
      if (times === 'twice') {
        repeated.set(entry.shownName, 'told');
        this.#visit(path, { refused: 'Two entries of the folder have this name.' });
        continue;
      }
      const inside = this.#add(entry, path, folder.depth);
      // Most entries are files: waiting for each takes longer than all else.
      if (inside !== undefined) await this.addAll(inside);
    }
  }

  /** Gives only what differs between two folders; null where a path holds nothing any more. Equal folders are not opened. */
  async addChanges(before: Folder, after: Folder): Promise<void> {
    if (before.oid === after.oid) return;
    const difference = await this.#compare(before, after);
    if (difference === undefined) {
      await this.#removeInside(before);
      await this.addAll(after);
      return;
    }
    const [left, right] = [byName(difference.before), byName(difference.after)];
    const changed = [...left].filter(([name, entry]) => !isSame(entry, right.get(name)));
    for (const [name, entry] of changed) {
      const path = before.path + name;
      if (!isOpenFolder(entry, path, before.depth)) this.#visit(path, null);
      else if (!isOpenFolder(right.get(name), path, after.depth)) {
        await this.#removeInside(folderOf(entry, path, before.depth));
        this.#visit(path, null);
      }
    }
    for (const [name, entry] of right) {
      const was = left.get(name);
      if (isSame(entry, was)) continue;
      const path = after.path + name;
      if (isOpenFolder(entry, path, after.depth) && isOpenFolder(was, path, before.depth))
        await this.addChanges(folderOf(was, path, before.depth), folderOf(entry, path, after.depth));
      else {
        const inside = this.#add(entry, path, after.depth);
        if (inside !== undefined) await this.addAll(inside);
      }
    }
  }

  async #removeInside(folder: Folder): Promise<void> {
    await new TreeWalk(this.#readTree, (inside) => this.#visit(inside, null)).addAll(folder);
  }

  /** Undefined when one of two folders below the top can't be read. */
  async #compare(before: Folder, after: Folder): Promise<ReturnType<typeof parseDifference> | undefined> {
    try {
      return parseDifference(await this.#readTree(before.oid), await this.#readTree(after.oid));
    } catch (error) {
      if (after.depth === 0) throw error;
      return undefined;
    }
  }

  /** Gives the folder that is to be walked, when the entry is one. */
  #add(entry: ListedEntry, path: string, depth: number): Folder | undefined {
    const reason = refusalOf(entry, path, depth);
    if (reason === undefined && isTree(entry)) return folderOf(entry, path, depth);
    this.#visit(path, reason === undefined ? entry : { refused: reason });
    return undefined;
  }

  /** False for a folder whose entries must be looked at one by one. */
  #visitWhole({ path }: Folder, content: Uint8Array): boolean {
    const files = this.#wholeFolders?.scratch.listFiles(content, path);
    if (files === undefined || files.count > this.#entriesLeft || !arePlainNames(path, files.names)) return false;
    this.#entriesLeft -= files.count;
    this.#wholeFolders?.visitFiles(path, files);
    return true;
  }

  async #read(folder: Folder): Promise<Uint8Array | undefined> {
    try {
      return await this.#readTree(folder.oid);
    } catch (error) {
      return this.#unreadable(folder, error);
    }
  }

  #entriesOf(folder: Folder, content: Uint8Array): ListedEntry[] | undefined {
    try {
      return listEntries(content);
    } catch (error) {
      return this.#unreadable(folder, error);
    }
  }

  /** Only the top folder must be readable. */
  #unreadable({ path, depth }: Folder, error: unknown): undefined {
    if (depth === 0) throw error;
    this.#visit(path.slice(0, -1), { refused: 'The folder can not be read.' });
  }
}

/** Gives all that lies below the tree `root`, in git's order; folders as `wholeFolders` takes them at once, if it is there. */
export function listTree(root: Oid, readTree: ReadTree, visit: Visit, wholeFolders?: WholeFolders): Promise<void> {
  return new TreeWalk(readTree, visit, wholeFolders).addAll({ path: '', oid: root, depth: 0 });
}

/** What differs between two trees by path; null where nothing is left. Reads only folders that differ. */
export async function listChanges(
  before: Oid | null,
  after: Oid,
  readTree: ReadTree,
): Promise<ReadonlyMap<string, TreeItem | null>> {
  const items = new Map<string, TreeItem | null>();
  const walk = new TreeWalk(readTree, (path, item) => items.set(path, item));
  if (before === null) await walk.addAll({ path: '', oid: after, depth: 0 });
  else await walk.addChanges({ path: '', oid: before, depth: 0 }, { path: '', oid: after, depth: 0 });
  return items;
}

/** Names that a folder has more than once. Git writes names in order, so that hardly any folder has to be looked through. */
function repeatedNames(entries: readonly ListedEntry[]): Map<string, 'twice' | 'told'> {
  const repeated = new Map<string, 'twice' | 'told'>();
  if (entries.every(({ shownName }, index) => index === 0 || (entries[index - 1]?.shownName ?? '') < shownName))
    return repeated;
  const names = new Set<string>();
  for (const { shownName } of entries) {
    if (names.has(shownName)) repeated.set(shownName, 'twice');
    names.add(shownName);
  }
  return repeated;
}

function folderOf(entry: ListedEntry, path: string, depth: number): Folder {
  return { path: `${path}/`, oid: entry.oid, depth: depth + 1 };
}

function byName(entries: readonly ListedEntry[]): Map<string, ListedEntry> {
  return new Map(entries.map((entry) => [entry.shownName, entry]));
}

function isSame(entry: ListedEntry, other: ListedEntry | undefined): boolean {
  return other !== undefined && entry.oid === other.oid && entry.mode === other.mode;
}

function isOpenFolder(entry: ListedEntry | undefined, path: string, depth: number): entry is ListedEntry {
  return entry !== undefined && isTree(entry) && refusalOf(entry, path, depth) === undefined;
}

function refusalOf(entry: ListedEntry, path: string, depth: number): string | undefined {
  if (entry.name === null) return 'The name is not valid UTF-8.';
  if (entry.name.includes('/')) return 'The name has a slash in it.';
  const verdict = validateTreePath(path);
  if (verdict.kind === 'rejected') return verdict.reason;
  if ((entry.mode & 0o170000) === MODE.symlink) return 'Symbolic links are not opened.';
  if ((entry.mode & 0o170000) === MODE.submodule) return 'Submodules are not opened.';
  if (!isTree(entry) && !isFile(entry)) return 'The entry is of an unknown kind.';
  return isTree(entry) && depth >= DEEPEST ? 'The folder is nested too deeply.' : undefined;
}
