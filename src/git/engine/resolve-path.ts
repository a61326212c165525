import type { Oid } from '../git-client.ts';
import type { ReadTree } from './list-tree.ts';
import { isFile, isTree, parseTree } from './tree.ts';

/** The blob of the file at `path` below the tree `root`; undefined when no file is there. */
export async function resolvePath(root: Oid, path: string, readTree: ReadTree): Promise<Oid | undefined> {
  const names = path.split('/');
  const file = names.pop();
  let tree = root;
  for (const name of names) {
    const entry = parseTree(await readTree(tree)).find((candidate) => candidate.name === name && isTree(candidate));
    if (entry === undefined) return undefined;
    tree = entry.oid;
  }
  return parseTree(await readTree(tree)).find((candidate) => candidate.name === file && isFile(candidate))?.oid;
}
