import type { Signature } from '#git';
import { serializeSchedule, timestampOf, type Review } from '#review';
import { nextTimestamp } from './next-timestamp.ts';
import { mustFindReview } from './open-review.ts';
import { reviewAdditions } from './review-additions.ts';
import type { Reviews, ScheduleOutcome } from './reviews.ts';
import { sendReviews } from './send-reviews.ts';
import { whyNotPublish } from './why-not-publish.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Sets the date on which an approved review is published, or takes it back. The date is of the commit that is approved now. */
export async function scheduleReview(
  context: WorkspaceContext,
  { id, commit, at, author }: Parameters<Reviews['schedule']>[0],
): Promise<ScheduleOutcome> {
  const row = await mustFindReview(context, id);
  const { review } = row;
  if (at === null) {
    if (review.schedule !== null) await writeSchedule(context, review, { author, at });
    return sendReviews(context);
  }
  if (review.head !== commit) return { kind: 'moved' };
  const isApproved = review.state === 'approved';
  const reason =
    (await whyNotPublish(context, row, author)) ?? (isApproved ? undefined : 'It needs an approval first.');
  if (reason !== undefined) return { kind: 'not-allowed', reason };
  if (at <= context.clock.now())
    return { kind: 'not-allowed', reason: 'That time has passed. Choose a later one, or publish it now.' };
  await writeSchedule(context, review, { author, at });
  return sendReviews(context);
}

/** Says in the review why it was not published when it was due; the date is not tried again. */
export async function missSchedule(
  context: WorkspaceContext,
  review: Review,
  { author, missed }: { readonly author: Signature; readonly missed: 'conflict' },
): Promise<void> {
  const { schedule } = review;
  if (schedule === null) return;
  // The line stays that of the person who set the date: it is them that it concerns.
  await writeSchedule(context, review, { author, at: schedule.at, by: schedule.author, missed });
  await sendReviews(context);
}

interface ScheduleWords {
  readonly author: Signature;
  readonly at: number | null;
  readonly by?: string;
  readonly missed?: string;
}

async function writeSchedule(
  context: WorkspaceContext,
  review: Review,
  { author, at, by = author.email, missed = '' }: ScheduleWords,
): Promise<void> {
  const line = serializeSchedule({
    timestamp: nextTimestamp(context, review),
    author: by,
    commit: at === null ? '' : (review.head ?? ''),
    at: at === null ? '' : timestampOf(at),
    missed,
  });
  const additions = await reviewAdditions(context, review, { kind: 'schedule', lines: [line] });
  await context.git.updateRefs({ author, additions });
}
