import { GalleyError } from '#base';
import { serializeRequest, reviewBranchFor, timestampOf } from '#review';
import { mustFindReview } from './open-review.ts';
import { endSentDrafts, planReviewChanges } from './plan-review-changes.ts';
import { noteLines } from './review-notes.ts';
import type { ReviewDraft, Reviews, SendForReviewOutcome } from './reviews.ts';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

type Written =
  | { readonly kind: 'written'; readonly id: string }
  | Exclude<SendForReviewOutcome, { readonly id: string }>;

/**
 * Makes a review of drafts: a branch from the site's as the remote has it, a commit, and the request, in one durable step; the
 * drafts end, and all of it is pushed together. What can't be pushed now waits.
 */
export async function sendForReview(context: WorkspaceContext, draft: ReviewDraft): Promise<SendForReviewOutcome> {
  const written = await context.exclusive(() => writeReview(context, draft));
  return written.kind === 'written' ? { ...(await sendReviews(context, { mayFork: true })), id: written.id } : written;
}

async function writeReview(context: WorkspaceContext, draft: ReviewDraft): Promise<Written> {
  const { paths, title, summary, reviewers, author } = draft;
  if (title.trim() === '') throw new GalleyError('invalid-input', 'A review needs a title');
  for (;;) {
    const { branch, outboxBase: onto, refs } = await context.git.state();
    if (onto === null) return { kind: 'nothing-to-send' };
    const plan = await planReviewChanges(context, paths, onto);
    if (plan.kind !== 'planned') return plan;
    if (!(await changesAnything(context, onto, plan.changes))) return { kind: 'nothing-to-send' };
    const ref = reviewBranchFor(paths, title, new Set(refs.map(({ name }) => name)));
    const line = serializeRequest({
      timestamp: timestampOf(context.clock.now()),
      reviewRef: ref,
      targetRef: `refs/heads/${branch}`,
      requester: author.email,
      reviewers,
      description: summary.trim() === '' ? title.trim() : `${title.trim()}\n\n${summary.trim()}`,
      baseCommit: onto,
      alias: '',
      signature: '',
    });
    const outcome = await context.git.updateRefs({
      author,
      commits: [{ ref, expected: null, onto, changes: plan.changes, message: title.trim() }],
      additions: [await noteLines(context, { kind: 'reviews', id: { tipOf: ref }, lines: [line] })],
    });
    if (outcome.kind === 'ref-moved') continue;
    await endSentDrafts(context, plan);
    return { kind: 'written', id: outcome.tips[ref] ?? '' };
  }
}

/** Adds drafts to a review as a commit on its branch. A verdict on the commit before then needs a new look. */
export async function updateReview(
  context: WorkspaceContext,
  { id, paths, message, author }: Parameters<Reviews['update']>[0],
): Promise<SendForReviewOutcome> {
  const written = await context.exclusive(async (): Promise<Written> => {
    for (;;) {
      const { review } = await mustFindReview(context, id);
      if (review.head === null)
        throw new GalleyError('not-found', 'The branch of the review is gone', { data: { id } });
      const plan = await planReviewChanges(context, paths, review.head);
      if (plan.kind !== 'planned') return plan;
      if (!(await changesAnything(context, review.head, plan.changes))) {
        await endSentDrafts(context, plan);
        return { kind: 'nothing-to-send' };
      }
      const outcome = await context.git.updateRefs({
        author,
        commits: [
          {
            ref: review.reviewRef,
            expected: review.head,
            onto: review.head,
            changes: plan.changes,
            message: message.trim() === '' ? review.title : message.trim(),
          },
        ],
      });
      if (outcome.kind === 'ref-moved') continue;
      await endSentDrafts(context, plan);
      return { kind: 'written', id };
    }
  });
  return written.kind === 'written' ? { ...(await sendReviews(context, { mayFork: true })), id } : written;
}

async function changesAnything(
  context: WorkspaceContext,
  onto: string,
  changes: readonly { readonly kind: 'write' | 'delete'; readonly path: string; readonly content?: Uint8Array }[],
): Promise<boolean> {
  for (const { kind, path, content } of changes) {
    const oid = await context.git.resolvePath(onto, path);
    if (kind === 'delete' || oid === undefined || content === undefined) return kind === 'write' || oid !== undefined;
    const before = await context.git.readBlob(oid);
    if (before.length !== content.length || before.some((byte, index) => byte !== content[index])) return true;
  }
  return false;
}

/** Makes the review's text of a file the draft of it. False, and nothing is written, when it has a draft already. */
export function continueReview(context: WorkspaceContext, id: string, path: string): Promise<boolean> {
  return context.exclusive(async () => {
    const { review } = await mustFindReview(context, id);
    const oid = review.head === null ? undefined : await context.git.resolvePath(review.head, path);
    if (oid === undefined) throw new GalleyError('not-found', 'The review has no such file', { data: { path } });
    const content = await context.git.readBlob(oid);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    let isMade = false;
    await context.drafts.update(path, (stored) => {
      isMade = stored === undefined;
      return stored ?? { path, text, baseOid: oid, updatedAt: context.clock.now() };
    });
    if (isMade) context.bases.set(path, oid);
    return isMade;
  });
}
