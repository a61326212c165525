import type { Oid } from '../git-client.ts';
import { diffTrees } from './diff-trees.ts';
import type { LastChange } from './listing.ts';
import type { Repository } from './repository.ts';

/** Commits looked at one by one to tell who changed what; behind more than this the listing says only what it knew. */
const MOST_COMMITS = 200;

export interface Path {
  /** Newest first, down to the one reached or to the edge of what is here. */
  readonly commits: readonly Oid[];
  readonly reached: Oid | null;
}

/** Walks first parents from `tip` until one of `goals`, the edge of the history here, or too far. */
export async function walkTo<Row>(
  repository: Repository<Row>,
  tip: Oid,
  goals: ReadonlySet<Oid | null>,
): Promise<Path> {
  const commits: Oid[] = [];
  for (let oid: Oid | undefined = tip; oid !== undefined && commits.length < MOST_COMMITS;) {
    if (goals.has(oid)) return { commits, reached: oid };
    const commit = await repository.graph.findCommit(oid);
    if (commit === undefined) break;
    commits.push(oid);
    oid = commit.parents[0];
  }
  return { commits, reached: null };
}

/** Who last changed each of `paths` among commits that follow one another, newest first; no more of them are read than are needed. */
export async function changesAlong<Row>(
  repository: Repository<Row>,
  commits: readonly Oid[],
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, LastChange>> {
  const changed = new Map<string, LastChange>();
  for (const oid of commits) {
    if (changed.size === paths.size) break;
    const commit = await repository.graph.readCommit(oid);
    const [parent] = commit.parents;
    const before = parent === undefined ? undefined : await repository.graph.findCommit(parent);
    if (before === undefined) break;
    for (const { path } of await diffTrees(before.tree, commit.tree, repository.graph.readTree)) {
      if (paths.has(path) && !changed.has(path)) changed.set(path, { time: commit.time, author: commit.author.name });
    }
  }
  return changed;
}
