import type { Oid } from '../git-client.ts';
import type { GitObject } from './object-database.ts';
import type { Repository } from './repository.ts';
import { isTree, listEntries } from './tree.ts';

const TREE = 2;

/**
 * The commits under `tips` and what was made here below them, down to `known`, which the remote has. A commit, folder or file
 * that came from the remote is there already.
 */
export async function objectsToSend<Row>(
  repository: Repository<Row>,
  tips: readonly Oid[],
  known: ReadonlySet<Oid>,
): Promise<GitObject[]> {
  const seen = new Set<Oid>();
  const objects: GitObject[] = [];
  const add = async (oid: Oid): Promise<void> => {
    if (seen.has(oid) || !(await repository.objects.isMadeHere(oid))) return;
    seen.add(oid);
    const object = await repository.objects.read(oid);
    objects.push(object);
    if (object.type !== TREE) return;
    for (const entry of listEntries(object.content))
      if (isTree(entry) || (entry.mode & 0o170000) === 0o100000) await add(entry.oid);
  };
  const commits = new Set(tips);
  for (const oid of commits) {
    if (known.has(oid) || !(await repository.objects.isMadeHere(oid))) continue;
    const { tree, parents } = await repository.graph.readCommit(oid);
    await add(oid);
    await add(tree);
    for (const parent of parents) commits.add(parent);
  }
  return objects;
}
