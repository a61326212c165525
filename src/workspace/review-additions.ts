import type { LinesAddition } from '#git';
import { serializeRequest, timestampOf, type Review } from '#review';
import { noteLines, type NoteKind } from './review-notes.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Lines that are written into a review, for one step. A review that Decap began and nobody has spoken of yet gets its request
 * with them: from then on it is a review like all others.
 */
export async function reviewAdditions(
  context: WorkspaceContext,
  review: Review,
  { kind, lines }: { readonly kind: NoteKind; readonly lines: readonly string[] },
): Promise<readonly LinesAddition[]> {
  const { id } = review;
  return [...(await requestOf(context, review)), await noteLines(context, { kind, id, lines })];
}

/** The request of a review that has none in the notes yet; none for all others. */
export async function requestOf(context: WorkspaceContext, review: Review): Promise<readonly LinesAddition[]> {
  if (review.decap === null) return [];
  const { id, title, summary, time, reviewRef, targetRef, requester, reviewers, baseCommit } = review;
  const line = serializeRequest({
    timestamp: timestampOf(time),
    reviewRef,
    targetRef,
    requester,
    reviewers,
    description: summary === '' ? title : `${title}\n\n${summary}`,
    baseCommit,
    alias: '',
    signature: '',
  });
  return [await noteLines(context, { kind: 'reviews', id, lines: [line] })];
}
