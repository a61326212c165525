import type { Oid } from '#git';
import type { Review } from '#review';
import { listReviews } from '../list-reviews.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { CommitReview } from './history.ts';

/** The commits of reviews by their last commit and their first: commits never change. */
const known = new Map<string, readonly Oid[]>();

/** Which review each commit belongs to, as far as what is here tells. Asks nothing of the remote. */
export async function reviewsOfCommits(context: WorkspaceContext): Promise<ReadonlyMap<Oid, CommitReview>> {
  const found = new Map<Oid, CommitReview>();
  for (const { review } of await listReviews(context)) {
    const { id, title } = review;
    for (const oid of await commitsOf(context, review)) if (!found.has(oid)) found.set(oid, { id, title });
  }
  return found;
}

/** A review's own commits: from those that someone spoke of, or its tip, down to its first one. */
async function commitsOf(context: WorkspaceContext, review: Review): Promise<ReadonlySet<Oid>> {
  const { id, head, verdicts, threads } = review;
  const named = [
    head ?? '',
    ...verdicts.map(({ commit }) => commit),
    ...threads.map(({ comment }) => comment.location.commit ?? ''),
  ];
  const commits = new Set<Oid>([id]);
  for (const tip of new Set(named)) {
    if (!/^[0-9a-f]{40}$/.test(tip) || commits.has(tip)) continue;
    for (const oid of await lineTo(context, tip, id)) commits.add(oid);
  }
  return commits;
}

/** The commits from `tip` by first parents down to `first`; none where that is not under it. */
async function lineTo(context: WorkspaceContext, tip: Oid, first: Oid): Promise<readonly Oid[]> {
  const key = `${tip} ${first}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { found } = await context.git.findUnder(tip, [first]);
  if (found.length === 0) return [];
  const { commits } = await context.git.relateCommits(tip, first);
  const parents = new Map(commits.map((commit) => [commit.oid, commit.parents[0]]));
  const line: Oid[] = [];
  for (let oid: Oid | undefined = tip; oid !== undefined && parents.has(oid); oid = parents.get(oid)) line.push(oid);
  known.set(key, line);
  return line;
}
