import type { WorkspaceContext } from '../workspace-context.ts';
import type { Activity } from './history.ts';
import { reviewsOfCommits } from './reviews-of-commits.ts';

/** The newest commits of the branch, with the reviews that they came with. */
export async function readActivity(context: WorkspaceContext, limit: number): Promise<Activity> {
  const { commits, complete } = await context.git.branchHistory(limit);
  const { outbox } = await context.git.state();
  const waiting = new Set(outbox.map(({ oid }) => oid));
  const reviews = await reviewsOfCommits(context);
  return {
    complete,
    commits: commits.map((commit) => {
      // A merge belongs to the review that it brought in.
      const review = [commit.oid, ...commit.parents.slice(1)].flatMap((oid) => reviews.get(oid) ?? [])[0];
      return Object.assign({ isPublished: !waiting.has(commit.oid) }, commit, review && { review });
    }),
  };
}
