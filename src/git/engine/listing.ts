import { validateTreePath } from '#base';
import type { Oid, TreeFile, TreeListing } from '../git-client.ts';
import { isFile, isTree, MODE, parseTree, type TreeEntry } from './tree.ts';

/** Gives a tree object's bytes. */
export type ReadTree = (oid: Oid) => Promise<Uint8Array> | Uint8Array;

/** What the summariser makes of a blob; undefined where it has not been seen yet. */
export type RowOf<Row> = (path: string, oid: Oid) => Promise<Row> | Row | null;

interface Folder {
  readonly path: string;
  readonly oid: Oid;
}

/** Trees nested deeper than any site has them, or more entries than a tab can list, are not walked. */
const DEEPEST = 64;
const MOST_ENTRIES = 300_000;

/** Walks a commit's tree. Entries that may not be opened are listed with the reason and lock nothing else. */
export async function listTree(
  root: Oid,
  readTree: ReadTree,
): Promise<{
  readonly files: { readonly path: string; readonly oid: Oid }[];
  readonly refused: { readonly path: string; readonly reason: string }[];
}> {
  const files: { path: string; oid: Oid }[] = [];
  const refused: { path: string; reason: string }[] = [];
  let entriesLeft = MOST_ENTRIES;
  const walk = async (folder: Folder, depth: number): Promise<void> => {
    let entries: TreeEntry[];
    try {
      entries = parseTree(await readTree(folder.oid));
    } catch (error) {
      if (depth === 0) throw error;
      refused.push({ path: folder.path.slice(0, -1), reason: 'The folder can not be read.' });
      return;
    }
    for (const entry of entries) {
      if (entriesLeft < 0) return;
      entriesLeft -= 1;
      const path = `${folder.path}${entry.name ?? new TextDecoder().decode(entry.nameBytes)}`;
      if (entriesLeft < 0) {
        refused.push({
          path,
          reason: 'The repository has more files than can be listed; from here on they are left out.',
        });
        return;
      }
      const reason = refusalOf(entry, path, depth);
      if (reason !== undefined) refused.push({ path, reason });
      else if (isTree(entry)) await walk({ path: `${path}/`, oid: entry.oid }, depth + 1);
      else files.push({ path, oid: entry.oid });
    }
  };
  await walk({ path: '', oid: root }, 0);
  return { files, refused };
}

function refusalOf(entry: TreeEntry, path: string, depth: number): string | undefined {
  if (entry.name === null) return 'The name is not valid UTF-8.';
  if (entry.name.includes('/')) return 'The name has a slash in it.';
  const verdict = validateTreePath(path);
  if (verdict.kind === 'rejected') return verdict.reason;
  if ((entry.mode & 0o170000) === MODE.symlink) return 'Symbolic links are not opened.';
  if ((entry.mode & 0o170000) === MODE.submodule) return 'Submodules are not opened.';
  if (!isTree(entry) && !isFile(entry)) return 'The entry is of an unknown kind.';
  return isTree(entry) && depth >= DEEPEST ? 'The folder is nested too deeply.' : undefined;
}

/** When a path was last changed, as far as this clone has seen. */
export type LastChange = TreeFile<unknown>['lastChange'];

export interface ListingInput<Row> {
  readonly head: Oid;
  readonly root: Oid;
  readonly readTree: ReadTree;
  readonly rowOf: RowOf<Row>;
  readonly isPost: (path: string) => boolean;
  /** The listing before, whose rows and dates still hold for blobs that stayed. */
  readonly previous: TreeListing<Row> | undefined;
  readonly changed: ReadonlyMap<string, LastChange>;
}

/** Lists a commit, reading only the posts whose row is not known yet. */
export async function makeListing<Row>(input: ListingInput<Row>): Promise<TreeListing<Row>> {
  const { files, refused } = await listTree(input.root, input.readTree);
  const before = new Map((input.previous?.files ?? []).map((file) => [file.path, file]));
  const rows = new Map<Oid, Row>();
  for (const file of input.previous?.files ?? []) if (file.row !== null) rows.set(file.oid, file.row);
  const listed: TreeFile<Row>[] = [];
  for (const { path, oid } of files) {
    const row = input.isPost(path) ? (rows.get(oid) ?? (await input.rowOf(path, oid))) : null;
    listed.push({ path, oid, row, lastChange: input.changed.get(path) ?? before.get(path)?.lastChange ?? null });
  }
  return { head: input.head, files: listed, refused };
}
