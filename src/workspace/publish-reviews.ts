import type { Signature } from '#git';
import { mustFindReview } from './open-review.ts';
import { rangeOf } from './review-range.ts';
import { planMerge } from './plan-merge.ts';
import { publish } from './publish.ts';
import type { PublishReviewsOutcome } from './reviews.ts';
import { requestOf } from './review-additions.ts';
import { reviewRules } from './review-rules.ts';
import { syncReviews } from './send-reviews.ts';
import { sync } from './sync.ts';
import { whyNotPublish } from './why-not-publish.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Merges reviews into the site's branch, one after the other, and pushes them together. The first commit of each stays in the
 * branch's history. Nothing is pushed when one of them conflicts; those merged before it wait in the outbox.
 */
export async function publishReviews(
  context: WorkspaceContext,
  ids: readonly string[],
  author: Signature,
): Promise<PublishReviewsOutcome> {
  const synced = await sync(context);
  if (synced.kind === 'failed' && synced.error.code !== 'offline') return synced;
  if (synced.kind === 'synced') await syncReviews(context);
  for (const id of ids) {
    const reason = await whyNotPublish(context, await mustFindReview(context, id), author);
    if (reason !== undefined) return { kind: 'not-allowed', reason };
  }
  for (const id of ids) {
    const conflict = await context.exclusive(() => mergeReview(context, id, author));
    if (conflict !== undefined) return conflict;
  }
  return publish(context, { paths: [], message: '', author });
}

/** Puts one review into the branch here. Gives the conflict, if there is one; then nothing was written. */
export async function mergeReview(
  context: WorkspaceContext,
  id: string,
  author: Signature,
): Promise<PublishReviewsOutcome | undefined> {
  for (;;) {
    const row = await mustFindReview(context, id);
    const range = await rangeOf(context, row);
    const { head, outbox } = await context.git.state();
    if (range === undefined || head === null) return { kind: 'nothing-to-publish' };
    if (range.base === range.head) return undefined;
    // What was begun in Decap is told from then on as any other review, also when its branch is gone.
    const additions = await requestOf(context, row.review);
    if (additions.length > 0) await context.git.updateRefs({ author, additions });
    const isLine = range.base === head && outbox.length === 0;
    if (isLine && (await reviewRules(context)).mergeMode === 'fast-forward') {
      if ((await context.git.fastForward(range.head)).kind === 'committed') return undefined;
    }
    const plan = await planMerge(context, range.differences, head);
    if (plan.conflicts.length > 0) return { kind: 'review-conflict', id, paths: plan.conflicts };
    const outcome = await context.git.commit({
      changes: plan.changes,
      message: `Merge “${row.review.title}”\n\nReviewed on ${row.review.reviewRef.replace('refs/heads/', '')}`,
      author,
      expectedHead: head,
      merged: [range.head],
    });
    if (outcome.kind !== 'head-moved') return undefined;
  }
}
