import { GalleyError } from '#base';
import type { Oid, Signature } from '#git';
import { endPublishedBranches } from './end-published-branches.ts';
import { followRenames } from './follow-renames.ts';
import { listReviews } from './list-reviews.ts';
import { mergeReview } from './publish-reviews.ts';
import type { DueOutcome, ReviewRow, Reviews } from './reviews.ts';
import { missSchedule } from './schedule-review.ts';
import { syncReviews } from './send-reviews.ts';
import { sync } from './sync.ts';
import { whyNotPublish } from './why-not-publish.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** How often a push that lost a race is tried again, each time from the review as it is then. */
const RACES = 8;

/** When the next date of a review for the branch comes; null when none is set. Dates that have come count too. */
export function nextDue(rows: readonly ReviewRow[], branch: string): number | null {
  const dates = rows.filter((row) => isSet(row, branch)).map(({ review: { schedule } }) => schedule?.at ?? 0);
  return dates.length === 0 ? null : Math.min(...dates);
}

/** A review for another branch is published by who works on that one. */
function isSet({ review: { schedule, targetRef } }: ReviewRow, branch: string): boolean {
  return schedule?.state === 'set' && targetRef === `refs/heads/${branch}`;
}

/**
 * Publishes the reviews whose date has come, one after the other, each as "Publish" would: looked up on the remote, judged by the
 * site's rules, merged and pushed. What could not be pushed is taken back out of the outbox, so that nobody's tab is left with
 * a merge that they did not make. Does nothing while own commits wait there.
 */
export async function publishDueReviews(
  context: WorkspaceContext,
  options: Parameters<Reviews['publishDue']>[0],
): Promise<readonly DueOutcome[]> {
  const { except = new Set() } = options;
  const waiting = (await dueRows(context)).filter(({ review }) => !except.has(review.id));
  if (waiting.length === 0 || (await context.git.state()).outbox.length > 0) return [];
  const unreachable = await look(context);
  if (unreachable !== undefined)
    return waiting.map(({ review: { id, title } }) => ({ kind: 'failed', id, title, error: unreachable }));
  context.announce({ activity: 'publishing' });
  try {
    const outcomes: DueOutcome[] = [];
    for (const { review } of waiting) {
      const outcome = await publishDueReview(context, review.id, options);
      if (outcome !== undefined) outcomes.push(outcome);
    }
    await followRenames(context);
    return outcomes;
  } finally {
    context.announce({ activity: 'idle' });
  }
}

async function dueRows(context: WorkspaceContext): Promise<readonly ReviewRow[]> {
  const now = context.clock.now();
  const { branch } = await context.git.state();
  const at = ({ review: { schedule } }: ReviewRow): number => schedule?.at ?? 0;
  return (await listReviews(context))
    .filter((row) => isSet(row, branch) && at(row) <= now)
    .sort((a, b) => at(a) - at(b));
}

/** Looks at the remote. Gives the reason why that failed. */
async function look(context: WorkspaceContext): Promise<GalleyError | undefined> {
  const synced = await sync(context);
  if (synced.kind === 'failed') return synced.error;
  await syncReviews(context);
  return undefined;
}

/** Undefined when there is nothing to do any more: someone else published it, or took the date back. */
async function publishDueReview(
  context: WorkspaceContext,
  id: string,
  { author, isJob = false }: Parameters<Reviews['publishDue']>[0],
): Promise<DueOutcome | undefined> {
  for (let race = 0; race < RACES; race += 1) {
    const row = (await dueRows(context)).find(({ review }) => review.id === id);
    if (row === undefined) return undefined;
    const { title, schedule } = row.review;
    const reason = await whyNotNow(context, row, isJob ? [] : [author]);
    if (reason !== undefined) return { kind: 'not-allowed', id, title, reason };
    const merged = await context.exclusive(() => mergeReview(context, id, author));
    if (merged?.kind === 'review-conflict') {
      await missSchedule(context, row.review, { author, missed: 'conflict' });
      return { kind: 'missed', id, title, paths: merged.paths, author: schedule?.author ?? '' };
    }
    if (merged !== undefined) return undefined;
    const { outbox } = await context.git.state();
    const tips = outbox.flatMap(({ oid, merged: others = [] }) => [oid].concat(others));
    const outcome = await pushMerged(context, { id, title, tips, author });
    if (outcome !== 'again') return outcome;
  }
  const error = new GalleyError('server-error', 'Other people publish faster than this push gets through');
  return { kind: 'failed', id, title: '', error };
}

/** The site's rules, for the person who set the date, and for those in whose name it is published now. */
async function whyNotNow(
  context: WorkspaceContext,
  row: ReviewRow,
  people: readonly Signature[],
): Promise<string | undefined> {
  const email = row.review.schedule?.author ?? '';
  for (const person of [{ name: email, email }, ...people]) {
    const reason = await whyNotPublish(context, row, person);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

interface Merged {
  readonly id: string;
  readonly title: string;
  /** The commits that were made or followed. */
  readonly tips: readonly Oid[];
  readonly author: Signature;
}

/** Pushes what was merged. `again`: the site moved on meanwhile, and it has to be put together anew. */
async function pushMerged(
  context: WorkspaceContext,
  { id, title, tips, author }: Merged,
): Promise<DueOutcome | 'again' | undefined> {
  const pushed = await context.git.push();
  switch (pushed.kind) {
    case 'published':
    case 'nothing-to-push':
      await endPublishedBranches(context, tips, author);
      return { kind: 'published', id, title };
    case 'refused':
      await takeBack(context, tips);
      return { kind: 'refused', id, title, reason: pushed.reason };
    case 'remote-moved':
      await takeBack(context, tips);
      await look(context);
      return 'again';
    case 'failed': {
      // The answer may have been lost after the remote took it.
      const isReached = (await look(context)) === undefined;
      const { remoteHead } = await context.git.state();
      const under = isReached && remoteHead !== null ? await context.git.findUnder(remoteHead, tips) : undefined;
      if (tips.length > 0 && tips.every((tip) => under?.found.includes(tip) === true)) {
        await endPublishedBranches(context, tips, author);
        return { kind: 'published', id, title };
      }
      await takeBack(context, tips);
      return { kind: 'failed', id, title, error: pushed.error };
    }
  }
}

/** Leaves the branch here as the remote has it, unless someone put own work on top. */
async function takeBack(context: WorkspaceContext, tips: readonly Oid[]): Promise<void> {
  await context.exclusive(async () => {
    const { head, remoteHead, outbox } = await context.git.state();
    const isAllOurs = outbox.length > 0 && outbox.every(({ oid }) => tips.includes(oid));
    if (isAllOurs && remoteHead !== null)
      await context.git.rebuildOutbox({ expectedHead: head, onto: remoteHead, commits: [] });
  });
}
