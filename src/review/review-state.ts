import { defaultReviewRules, type ReviewRules } from './review-rules.ts';
import { threadsOf, type CommentThread } from './comment-thread.ts';
import type { DecapState } from './decap-state.ts';
import { timeOf } from './parse-line.ts';
import { currentRequest } from './review-request.ts';
import { currentSchedule, scheduleOf, type ReviewSchedule } from './review-schedule.ts';

export type ReviewState = 'open' | 'approved' | 'changes-requested' | 'published' | 'abandoned';

/** The last word of one reviewer on the whole. */
export interface ReviewVerdict {
  /** The id of the comment that says it. */
  readonly id: string;
  /** An e-mail address. */
  readonly author: string;
  readonly isApproval: boolean;
  /** The commit that they looked at. */
  readonly commit: string;
  readonly time: number;
  /** The review has moved on since: it needs a new look. */
  readonly isStale: boolean;
}

/** What the notes of a review say, and the repository about its commits. */
export interface ReviewSource {
  /** The first commit, which the notes are about. */
  readonly id: string;
  readonly requestLines: readonly string[];
  readonly commentLines: readonly string[];
  readonly scheduleLines?: readonly string[];
  /** The tip of the review's branch; null where it is gone. */
  readonly head: string | null;
  /** The site's branch has the review's first commit. */
  readonly isPublished: boolean;
  /** How far Decap is with it, where the request stands in no notes and comes from Decap's branch alone. */
  readonly decap?: DecapState;
}

/** A review as people see it. */
export interface Review {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** E-mail addresses. */
  readonly requester: string;
  readonly reviewers: readonly string[];
  readonly reviewRef: string;
  readonly targetRef: string;
  /** Where the site's branch was when the review was asked for, as the request says; only a hint. */
  readonly baseCommit: string;
  /** A commit of the site's branch that has what the review changes, where its own commits did not come there; else empty. */
  readonly alias: string;
  /** When it was asked for, and when someone last said something; milliseconds since 1970. */
  readonly time: number;
  readonly lastTime: number;
  readonly head: string | null;
  readonly state: ReviewState;
  readonly verdicts: readonly ReviewVerdict[];
  readonly threads: readonly CommentThread[];
  /** How far it is in Decap, where it was begun and where nobody has spoken of it in the notes yet; null for all others. */
  readonly decap: DecapState | null;
  /** When it is to be published; null where nobody said, and once it is published or given up. */
  readonly schedule: ReviewSchedule | null;
}

/** Reads a review from its notes; undefined where no request can be read. */
export function deriveReview(source: ReviewSource, rules: ReviewRules = defaultReviewRules): Review | undefined {
  const request = currentRequest(source.requestLines);
  if (request === undefined) return undefined;
  const threads = threadsOf(source.commentLines);
  const verdicts = verdictsOf(threads, source.head);
  const [title = '', ...rest] = request.description.trim().split(/\r\n|\r|\n/);
  const time = timeOf(request.timestamp);
  const times = threads.flatMap(({ comment, replies }) => [comment.time, ...replies.map((reply) => reply.time)]);
  const state = stateOf({ source, verdicts, threads, rules, request });
  const scheduled = currentSchedule(source.scheduleLines ?? []);
  const isOver = state === 'published' || state === 'abandoned';
  return {
    id: source.id,
    title: title.trim() === '' ? `Review ${source.id.slice(0, 8)}` : title.trim(),
    summary: rest.join('\n').trim(),
    requester: request.requester,
    reviewers: request.reviewers,
    reviewRef: request.reviewRef,
    targetRef: request.targetRef,
    baseCommit: request.baseCommit,
    alias: request.alias,
    time,
    lastTime: times.reduce((latest, one) => Math.max(latest, one), Math.max(time, timeOf(scheduled?.timestamp ?? ''))),
    head: source.head,
    state,
    verdicts,
    threads,
    decap: source.decap ?? null,
    schedule: isOver ? null : scheduleOf(scheduled, { head: source.head, isApproved: state === 'approved' }),
  };
}

function stateOf({
  source,
  verdicts,
  threads,
  rules,
  request,
}: {
  readonly source: ReviewSource;
  readonly verdicts: readonly ReviewVerdict[];
  readonly threads: readonly CommentThread[];
  readonly rules: ReviewRules;
  readonly request: { readonly requester: string; readonly targetRef: string };
}): ReviewState {
  if (source.isPublished) return 'published';
  if (request.targetRef === '' || source.head === null) return 'abandoned';
  const current = verdicts.filter(({ isStale }) => !isStale);
  const dealtWith = new Set(
    threads
      .filter(({ comment, resolved }) => comment.resolved === false && resolved === null)
      .map(({ comment }) => comment.id),
  );
  if (current.some(({ isApproval, id }) => !isApproval && !dealtWith.has(id))) return 'changes-requested';
  const approvals = current.filter(({ isApproval }) => isApproval);
  const counted = rules.approvals === 0 ? approvals : approvals.filter(({ author }) => author !== request.requester);
  return counted.length >= Math.max(1, rules.approvals) ? 'approved' : 'open';
}

/** The last verdict of each person, oldest first. A verdict that names no commit is of no version in particular, and stays. */
function verdictsOf(threads: readonly CommentThread[], head: string | null): readonly ReviewVerdict[] {
  const last = new Map<string, ReviewVerdict>();
  for (const { comment } of threads) {
    if (comment.resolved === null) continue;
    const commit = comment.location.commit ?? '';
    last.delete(comment.author);
    last.set(comment.author, {
      id: comment.id,
      author: comment.author,
      isApproval: comment.resolved,
      commit,
      time: comment.time,
      isStale: commit !== '' && head !== null && commit !== head,
    });
  }
  return [...last.values()];
}

/** Where a review stands in someone's queue. */
export type QueueGroup =
  | 'waiting-for-me'
  | 'mine'
  | 'changes-requested'
  | 'approved'
  | 'scheduled'
  | 'others'
  | 'published'
  | 'abandoned';

/**
 * The group of the queue that shows a review to the person with this address. What one has to do comes first: a review
 * waits for those it names (for everyone else's eyes where it names nobody) until they have looked at its last version. One
 * that is not published on its date waits for who set the date and for who asked for the review. `now`: milliseconds since 1970.
 */
export function queueGroup(review: Review, me: string, now = 0): QueueGroup {
  if (review.state === 'published' || review.state === 'abandoned') return review.state;
  const { schedule } = review;
  const isConcerned = me !== '' && (schedule?.author === me || review.requester === me);
  const isOff =
    schedule?.state === 'missed' ||
    (schedule?.state === 'stale' && (review.state === 'approved' || schedule.at <= now));
  if (isOff && isConcerned) return 'waiting-for-me';
  const hasSaid = review.verdicts.some(({ author, isStale }) => author === me && !isStale);
  // A draft in Decap asks nobody yet.
  const isAsked =
    review.decap !== 'draft' &&
    review.requester !== me &&
    (review.reviewers.length === 0 || review.reviewers.includes(me));
  if (isAsked && !hasSaid && review.state === 'open') return 'waiting-for-me';
  if (schedule?.state === 'set') return 'scheduled';
  if (review.state !== 'open') return review.state;
  return review.requester === me ? 'mine' : 'others';
}
