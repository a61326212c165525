import type { Oid } from '../git-client.ts';
import type { PackScratch } from '../pack/index.ts';
import type { ReadTree } from './list-tree.ts';
import { findEntry, isFile, isTree } from './tree.ts';

/** The blob of the file at `path` below the tree `root`; undefined when no file is there. */
export async function resolvePath(
  root: Oid,
  path: string,
  { scratch, readTree }: { readonly scratch: PackScratch; readonly readTree: ReadTree },
): Promise<Oid | undefined> {
  const names = path.split('/');
  const file = names.pop() ?? '';
  let tree = root;
  for (const name of names) {
    const entry = findEntry(scratch, await readTree(tree), name);
    if (entry === undefined || !isTree(entry)) return undefined;
    tree = entry.oid;
  }
  const entry = findEntry(scratch, await readTree(tree), file);
  return entry !== undefined && isFile(entry) ? entry.oid : undefined;
}
