import { GalleyError } from '#base';
import type { CommitFacts, Oid, PathDifference } from '#git';
import { readBlobText } from './head-text.ts';
import { listReviews } from './list-reviews.ts';
import type { OpenedReview, ReviewRow } from './reviews.ts';
import { whyNotPublish } from './why-not-publish.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ChangeDiff } from './workspace.ts';

/** A review by its id. Throws `not-found`. */
export async function mustFindReview(context: WorkspaceContext, id: string): Promise<ReviewRow> {
  const row = (await listReviews(context)).find(({ review }) => review.id === id);
  if (row === undefined) throw new GalleyError('not-found', 'There is no such review', { data: { id } });
  return row;
}

/** What a review's branch has beyond the site's. */
export interface ReviewRange {
  readonly base: Oid;
  readonly head: Oid;
  readonly commits: readonly CommitFacts[];
  readonly differences: readonly PathDifference[];
}

/**
 * What a review changes: from the newest commit that it has in common with the site's branch, whatever the request says.
 * Undefined for a review without a branch. Throws `not-found` when that commit can't be found, and nothing could be shown.
 */
export async function rangeOf(context: WorkspaceContext, { review }: ReviewRow): Promise<ReviewRange | undefined> {
  const { head } = review;
  const site = (await context.git.state()).head;
  if (head === null || site === null) return undefined;
  const { base, commits } = await context.git.relateCommits(head, site);
  if (base === null) throw new GalleyError('not-found', 'The review has no commit in common with the branch');
  return { base, head, commits, differences: await context.git.diffCommits(base, head) };
}

/** Opens a review with each file before and after. */
export async function openReview(context: WorkspaceContext, id: string): Promise<OpenedReview> {
  const row = await mustFindReview(context, id);
  const range = await rangeOf(context, row);
  const files = await Promise.all((range?.differences ?? []).map((difference) => readDiff(context, difference)));
  const reason = await whyNotPublish(context, row);
  return {
    ...row,
    files,
    commits: range?.commits ?? [],
    canPublish: reason === undefined ? { kind: 'yes' } : { kind: 'no', reason },
  };
}

async function readDiff(context: WorkspaceContext, { path, before, after }: PathDifference): Promise<ChangeDiff> {
  const textOf = (oid: Oid | null) => (oid === null ? null : readBlobText(context, oid));
  return { path, before: await textOf(before), after: await textOf(after) };
}
