import {
  parseReviewFile,
  serializeComment,
  timestampOf,
  writeSaidBy,
  type CommentLocation,
  type Review,
  type ReviewFile,
} from '#review';
import { nextTimestamp } from './next-timestamp.ts';
import { mustFindReview } from './open-review.ts';
import { reviewAdditions } from './review-additions.ts';
import type { ImportOutcome, ReviewFilePreview, Reviews } from './reviews.ts';
import { sendReviews, syncReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

const verdictWords = { 'looks-good': 'Looks good.', 'needs-changes': 'Needs changes.' } as const;

/** What the file would add to the review. It has to be of this review, and of a version that it had. */
export async function readReviewFile(context: WorkspaceContext, id: string, text: string): Promise<ReviewFilePreview> {
  const reading = parseReviewFile(text);
  if (reading.kind === 'refused') return reading;
  const { file } = reading;
  const { review } = await mustFindReview(context, id);
  if (file.review !== id)
    return { kind: 'refused', reason: 'The file is for another review. Open that one and import it there.' };
  if (review.head === null) return { kind: 'refused', reason: 'The review is over, and takes no more comments.' };
  const { found } = await context.git.findUnder(review.head, [file.commit]);
  if (found.length === 0)
    return {
      kind: 'refused',
      reason: 'The file is about a version that this review never had. Export the review again.',
    };
  return { kind: 'readable', name: file.name, comments: commentsOf(file, review) };
}

/** Writes what is new of a file into the review, in one step. The author is who imports it; each comment names who said it. */
export async function importReviewFile(
  context: WorkspaceContext,
  { id, text, author }: Parameters<Reviews['importFile']>[0],
): Promise<ImportOutcome> {
  // Someone else may have imported it already.
  await syncReviews(context);
  const preview = await readReviewFile(context, id, text);
  if (preview.kind === 'refused') return preview;
  const { review } = await mustFindReview(context, id);
  const added = preview.comments.filter(({ isNew }) => isNew);
  const first = Number(nextTimestamp(context, review)) * 1000;
  const lines = added.map(({ location, text: said }, index) =>
    serializeComment({
      // One after the other, as they were written.
      timestamp: timestampOf(first + index * 1000),
      author: author.email,
      location,
      description: writeSaidBy(said, preview.name),
    }),
  );
  if (lines.length > 0) {
    await context.git.updateRefs({
      author,
      additions: await reviewAdditions(context, review, { kind: 'discuss', lines }),
    });
  }
  return { ...(await sendReviews(context)), added: lines.length };
}

function commentsOf({ commit, name, verdict, comments }: ReviewFile, review: Review) {
  const known = new Set(
    review.threads
      .filter(({ comment }) => comment.saidBy === name)
      .map(({ comment }) => keyOf(comment.location, comment.text)),
  );
  // It is no approval: nobody knows who has written the file.
  const said = verdict === null ? comments : [{ text: verdictWords[verdict] }, ...comments];
  return said.map(({ text, ...place }) => {
    const location = locationOf(commit, place);
    const key = keyOf(location, text);
    const isNew = !known.has(key);
    known.add(key);
    return { location, text, isNew };
  });
}

function locationOf(
  commit: string,
  { path, lines }: Pick<ReviewFile['comments'][number], 'path' | 'lines'>,
): CommentLocation {
  if (path === undefined) return { commit };
  if (lines === undefined) return { commit, path };
  const { from, to } = lines;
  return { commit, path, range: from === to ? { startLine: from } : { startLine: from, endLine: to } };
}

function keyOf({ commit = '', path = '', range }: CommentLocation, text: string): string {
  return JSON.stringify([commit, path, range?.startLine ?? 0, range?.endLine ?? 0, text]);
}
