import type { OutboxCommit } from '../git-client.ts';
import { diffTrees } from './diff-trees.ts';
import type { Repository } from './repository.ts';

/** The commits that the remote does not have, oldest first. Of `earlier`, what was read before, those that are there still are taken over. */
export async function readOutbox<Row>(
  repository: Repository<Row>,
  earlier: readonly OutboxCommit[],
): Promise<readonly OutboxCommit[]> {
  const { head, outboxBase } = repository.mustGetRecord();
  const known = new Map(earlier.map((commit) => [commit.oid, commit]));
  const commits: OutboxCommit[] = [];
  for (let oid = head; oid !== null && oid !== outboxBase;) {
    const before = known.get(oid);
    if (before !== undefined) {
      commits.unshift(before);
      oid = before.parent;
      continue;
    }
    const commit = await repository.graph.readCommit(oid);
    const parent = commit.parents[0] ?? null;
    const parentTree = parent === null ? null : (await repository.graph.readCommit(parent)).tree;
    const differences = await diffTrees(parentTree, commit.tree, repository.graph.readTree);
    commits.unshift({
      oid,
      message: commit.message.trimEnd(),
      author: commit.author,
      time: commit.time,
      parent,
      paths: differences.map(({ path }) => path),
      ...(commit.parents.length > 1 ? { merged: commit.parents.slice(1) } : {}),
    });
    oid = parent;
  }
  return commits;
}
