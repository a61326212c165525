import type { Oid, PathDifference } from '../git-client.ts';
import type { ReadTree } from './list-tree.ts';
import { isFile, isTree, parseDifference, type NamedEntry } from './tree.ts';

/** The files that differ between two trees, in the order of their paths. Equal folders are not opened. */
export async function diffTrees(before: Oid | null, after: Oid | null, readTree: ReadTree): Promise<PathDifference[]> {
  const differences: PathDifference[] = [];
  const open = async (oid: Oid | null): Promise<Uint8Array> => (oid === null ? new Uint8Array(0) : readTree(oid));
  const byName = (entries: readonly NamedEntry[]): Map<string, NamedEntry> =>
    new Map(entries.flatMap((entry) => (entry.name === null ? [] : [[entry.name, entry]])));
  const walk = async (path: string, a: Oid | null, b: Oid | null): Promise<void> => {
    if (a === b) return;
    const entries = parseDifference(await open(a), await open(b));
    const [left, right] = [byName(entries.before), byName(entries.after)];
    for (const name of [...new Set([...left.keys(), ...right.keys()])].sort()) {
      const [old, now] = [left.get(name), right.get(name)];
      if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
      const [oldTree, nowTree] = [treeOid(old), treeOid(now)];
      const [oldFile, nowFile] = [fileOid(old), fileOid(now)];
      if (oldFile !== nowFile) differences.push({ path: path + name, before: oldFile, after: nowFile });
      if (oldTree !== nowTree) await walk(`${path}${name}/`, oldTree, nowTree);
    }
  };
  await walk('', before, after);
  return differences;
}

function treeOid(entry: NamedEntry | undefined): Oid | null {
  return entry !== undefined && isTree(entry) ? entry.oid : null;
}

function fileOid(entry: NamedEntry | undefined): Oid | null {
  return entry !== undefined && isFile(entry) ? entry.oid : null;
}
