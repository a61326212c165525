import { GalleyError } from '#base';
import type { Oid, PathDifference } from '#git';
import { readBlobText } from './head-text.ts';
import { listReviews } from './list-reviews.ts';
import { passagesOf } from './review-passages.ts';
import { rangeOf } from './review-range.ts';
import { reviewRules } from './review-rules.ts';
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

/** Opens a review with each file before and after. */
export async function openReview(context: WorkspaceContext, id: string): Promise<OpenedReview> {
  const row = await mustFindReview(context, id);
  const [range, reason, rules] = await Promise.all([
    rangeOf(context, row),
    whyNotPublish(context, row),
    reviewRules(context),
  ]);
  const files = await Promise.all((range?.differences ?? []).map((difference) => readDiff(context, difference)));
  return {
    ...row,
    files,
    commits: range?.commits ?? [],
    shownCommit: range?.head ?? null,
    passages: await passagesOf(context, row.review, files),
    rules,
    canPublish: reason === undefined ? { kind: 'yes' } : { kind: 'no', reason },
  };
}

/** What the review's files became since it was at `commit`. What came from the site meanwhile in other files is left out. */
export async function filesSince(context: WorkspaceContext, id: string, commit: Oid): Promise<readonly ChangeDiff[]> {
  const range = await rangeOf(context, await mustFindReview(context, id));
  if (range === undefined) return [];
  const since = await context.git.relateCommits(range.head, commit);
  if (since.base !== commit) throw new GalleyError('not-found', 'The review does not follow that commit');
  const differences = await context.git.diffCommits(commit, range.head);
  const paths = new Set(range.differences.map(({ path }) => path));
  for (const { path } of await context.git.diffCommits(range.base, commit)) paths.add(path);
  return Promise.all(
    differences.filter(({ path }) => paths.has(path)).map((difference) => readDiff(context, difference)),
  );
}

async function readDiff(context: WorkspaceContext, { path, before, after }: PathDifference): Promise<ChangeDiff> {
  const textOf = (oid: Oid | null) => (oid === null ? null : readBlobText(context, oid));
  const [was, is] = await Promise.all([textOf(before), textOf(after)]);
  return { path, before: was, after: is };
}
