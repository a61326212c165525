import type { BranchCommit, BranchHistory, Oid, TransferOptions } from '../git-client.ts';
import type { CommitObject } from './commit-object.ts';
import { deepen } from './deepen.ts';
import { diffTrees } from './diff-trees.ts';
import type { Repository } from './repository.ts';

/** How deep the history is brought at first when someone asks for it, and how much deeper each time. */
const FIRST_DEPTH = 1000;
const DEEPER = 4;

/**
 * The newest `limit` commits of the branch as `git log --date-order` gives them, with what each changed against its first
 * parent. Older history is brought when what is here does not fill `limit`; without a network, what is here is all.
 */
export async function branchHistory<Row>(
  repository: Repository<Row>,
  limit: number,
  transfer: TransferOptions = {},
): Promise<BranchHistory> {
  for (let depth = FIRST_DEPTH; ; depth *= DEEPER) {
    const found = await walk(repository, limit);
    if (found.commits.length >= limit || found.complete) return found;
    const isDeeper = await deepen(repository, Math.max(depth, found.commits.length * DEEPER), transfer).catch(
      unlessOffline,
    );
    if (!isDeeper) return found;
  }
}

/** Without a network, what is here is what there is to show. */
export function unlessOffline(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === 'offline') return false;
  throw error;
}

async function walk<Row>(repository: Repository<Row>, limit: number): Promise<BranchHistory> {
  const { head } = repository.mustGetRecord();
  const commits: BranchCommit[] = [];
  const queue: { readonly oid: Oid; readonly commit: CommitObject }[] = [];
  const seen = new Set<Oid>();
  let complete = true;
  /** Keeps the queue in order of time, the newest last; of equal times the one that came first goes first. */
  const put = async (oid: Oid): Promise<void> => {
    if (seen.has(oid)) return;
    seen.add(oid);
    const commit = await repository.graph.findCommit(oid);
    if (commit === undefined) {
      complete = false;
      return;
    }
    let at = queue.length;
    while (at > 0 && (queue[at - 1]?.commit.time ?? 0) >= commit.time) at -= 1;
    queue.splice(at, 0, { oid, commit });
  };
  if (head !== null) await put(head);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { oid, commit } = next;
    const { parents, author, time, message } = commit;
    for (const parent of parents) await put(parent);
    const before = parents[0] === undefined ? null : await repository.graph.findCommit(parents[0]);
    const differences =
      before === undefined ? null : await diffTrees(before?.tree ?? null, commit.tree, repository.graph.readTree);
    commits.push({ oid, parents, author, time, message: message.trimEnd(), differences });
    if (commits.length >= limit) return { commits, complete: complete && queue.length === 0 };
  }
  return { commits, complete };
}
