import type { FileChange, Oid } from '../git-client.ts';
import { keyOf, listLineFiles, readEntries, serializeLines } from './line-files.ts';
import type { Repository } from './repository.ts';
import { writeTree, type NewObjects } from './write-tree.ts';

export interface AddLinesInput {
  /** The tree that gets the lines; null for none. */
  readonly root: Oid | null;
  /** Lines by key, with one character for each byte. */
  readonly additions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly created: NewObjects;
}

/**
 * Writes the tree `root` with the lines put in: each file then is the sorted set of its old lines and the new ones. A note
 * goes where its object's note is, else where the fan-out of the tree puts it. Files that have the lines already keep their
 * bytes. Gives the new root; the same when nothing is new.
 */
export async function addLines<Row>(
  repository: Repository<Row>,
  { root, additions, created }: AddLinesInput,
): Promise<Oid | null> {
  const files = root === null ? new Map<string, never>() : await listLineFiles(repository, root);
  const depth = fanOutOf(files.values());
  const changes: FileChange[] = [];
  for (const [key, added] of additions) {
    const entries = files.get(keyOf(key)) ?? [];
    const known = await readEntries(repository, entries);
    if ([...added].every((line) => known.has(line))) continue;
    const [first] = entries;
    changes.push({
      kind: 'write',
      path: first?.path ?? pathFor(key, depth),
      content: serializeLines(new Set([...known, ...added])),
    });
  }
  if (changes.length === 0) return root;
  const readTree = async (oid: Oid): Promise<Uint8Array> => created.get(oid) ?? repository.graph.readTree(oid);
  return writeTree({ root, changes, readTree, created });
}

/** How many folders of two digits notes lie in: as the first one does. */
function fanOutOf(files: Iterable<readonly { readonly path: string }[]>): number {
  for (const [first] of files) {
    if (first !== undefined && keyOf(first.path) !== first.path) return first.path.split('/').length - 1;
    if (first !== undefined && /^[0-9a-f]{40}$/.test(first.path)) return 0;
  }
  return 0;
}

function pathFor(key: string, depth: number): string {
  if (!/^[0-9a-f]{40}$/.test(key)) return key;
  const folders = Array.from({ length: depth }, (_, index) => key.slice(index * 2, index * 2 + 2));
  return [...folders, key.slice(depth * 2)].join('/');
}

export interface JoinLinesInput {
  /** The tip whose history goes on; its layout stays. */
  readonly onto: Oid;
  readonly other: Oid;
  readonly created: NewObjects;
}

/** The tree of `onto` with all lines of `other` (git's `cat_sort_uniq`); the tree of `onto` itself when it has them all. */
export async function joinLines<Row>(
  repository: Repository<Row>,
  { onto, other, created }: JoinLinesInput,
): Promise<Oid> {
  const root = (await repository.graph.readCommit(onto)).tree;
  const mine = await listLineFiles(repository, (await repository.graph.readCommit(other)).tree);
  const theirs = await listLineFiles(repository, root);
  const additions = new Map<string, ReadonlySet<string>>();
  for (const [key, entries] of mine) {
    const known = new Set(theirs.get(key)?.map(({ oid }) => oid));
    if (entries.every(({ oid }) => known.has(oid))) continue;
    additions.set(key, await readEntries(repository, entries));
  }
  return (await addLines(repository, { root, additions, created })) ?? root;
}
