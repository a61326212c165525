import { GalleyError } from '#base';
import type { Signature } from '#git';
import {
  applySuggestion,
  commentId as idOf,
  movePassage,
  readSuggestion,
  serializeComment,
  serializeRequest,
  type CommentLine,
  type Review,
} from '#review';
import { nextTimestamp } from './next-timestamp.ts';
import { mustFindReview } from './open-review.ts';
import { reviewAdditions } from './review-additions.ts';
import { noteLines } from './review-notes.ts';
import { textAt } from './review-passages.ts';
import type { NewComment, Reviews, ReviewSendOutcome, ReviewWriteOutcome } from './reviews.ts';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Writes a comment into the review's notes and sends it. */
export async function writeComment(context: WorkspaceContext, comment: NewComment): Promise<ReviewSendOutcome> {
  const { review } = await mustFindReview(context, comment.id);
  const { text, parent, resolved } = comment;
  const isEmpty = text.trim() === '' && resolved === undefined;
  if (isEmpty) throw new GalleyError('invalid-input', 'A comment needs words');
  const location =
    comment.location ?? (review.head === null || parent !== undefined ? undefined : { commit: review.head });
  await addComment(context, review, comment.author, {
    ...(parent === undefined ? {} : { parent }),
    ...(location === undefined ? {} : { location }),
    ...(text.trim() === '' ? {} : { description: text.trim() }),
    ...(resolved === undefined ? {} : { resolved }),
  });
  return sendReviews(context);
}

async function addComment(
  context: WorkspaceContext,
  review: Review,
  author: Signature,
  fields: Omit<CommentLine, 'timestamp' | 'author'>,
): Promise<void> {
  const comment: CommentLine = { timestamp: nextTimestamp(context, review), author: author.email, ...fields };
  await noteWritten(context, idOf(comment));
  const lines = [serializeComment(comment)];
  const additions = await reviewAdditions(context, review, { kind: 'discuss', lines });
  await context.git.updateRefs({ author, additions });
}

/** Notes that a comment is written in this browser, before it is: whoever can push can write notes in anyone's name. */
async function noteWritten({ requests, mayAskHost }: WorkspaceContext, id: string): Promise<void> {
  (requests.written ??= new Set()).add(id);
  if (mayAskHost === true) await (await import('#hosts')).openWrittenStore().add(id);
}

/** Approves the head of a review, or asks for changes. */
export async function judgeReview(
  context: WorkspaceContext,
  { id, commit, isApproval, text, author }: Parameters<Reviews['judge']>[0],
): Promise<ReviewWriteOutcome> {
  const { review } = await mustFindReview(context, id);
  if (review.head !== commit) return { kind: 'moved' };
  await addComment(context, review, author, {
    location: { commit },
    ...(text.trim() === '' ? {} : { description: text.trim() }),
    resolved: isApproval,
  });
  return sendReviews(context);
}

/** Closes a review without publishing it: its request names no target any more. The branch stays. */
export async function abandonReview(
  context: WorkspaceContext,
  id: string,
  author: Signature,
): Promise<ReviewSendOutcome> {
  const { review } = await mustFindReview(context, id);
  const line = serializeRequest({
    timestamp: nextTimestamp(context, review),
    reviewRef: review.reviewRef,
    targetRef: '',
    requester: review.requester,
    reviewers: review.reviewers,
    description: review.summary === '' ? review.title : `${review.title}\n\n${review.summary}`,
    baseCommit: review.baseCommit,
    alias: '',
    signature: '',
  });
  const addition = await noteLines(context, { kind: 'reviews', id, lines: [line] });
  await context.git.updateRefs({ author, additions: [addition] });
  return sendReviews(context);
}

/** Writes the words that a comment suggests into the review, where its passage is now, and says so in the thread. */
export async function applyReviewSuggestion(
  context: WorkspaceContext,
  { id, commentId, author }: Parameters<Reviews['applySuggestion']>[0],
): Promise<ReviewWriteOutcome> {
  const { review } = await mustFindReview(context, id);
  const comments = review.threads.flatMap(({ comment, replies }) => [comment, ...replies]);
  const comment = comments.find((one) => one.id === commentId);
  const suggestion = comment === undefined ? undefined : readSuggestion(comment.text);
  const { commit = '', path, range } = comment?.location ?? {};
  if (
    comment === undefined ||
    suggestion === undefined ||
    path === undefined ||
    range === undefined ||
    review.head === null
  )
    throw new GalleyError('not-found', 'There is no such suggestion', { data: { id, commentId } });
  const [before, now] = [await textAt(context, commit, path), await textAt(context, review.head, path)];
  if (before === null || now === null) return { kind: 'outdated' };
  const moved = movePassage(before, range, now);
  const text = moved.kind === 'kept' ? applySuggestion(now, moved.range, suggestion.words) : undefined;
  if (text === undefined) return { kind: 'outdated' };
  const coAuthor =
    comment.author === author.email ? '' : `\n\nCo-authored-by: ${comment.author.split('@')[0]} <${comment.author}>`;
  const applied: CommentLine = {
    timestamp: nextTimestamp(context, review),
    author: author.email,
    parent: comment.id,
    description: 'Applied.',
    resolved: true,
  };
  await noteWritten(context, idOf(applied));
  const line = serializeComment(applied);
  const outcome = await context.git.updateRefs({
    author,
    commits: [
      {
        ref: review.reviewRef,
        expected: review.head,
        onto: review.head,
        changes: [{ kind: 'write', path, content: new TextEncoder().encode(text) }],
        message: `Apply a suggestion to ${path}${coAuthor}`,
      },
    ],
    additions: await reviewAdditions(context, review, { kind: 'discuss', lines: [line] }),
  });
  return outcome.kind === 'ref-moved' ? { kind: 'moved' } : sendReviews(context);
}
