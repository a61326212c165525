import type { LinesAddition, Oid, Signature } from '#git';
import { serializeComment } from '#review';
import { listReviews } from './list-reviews.ts';
import { nextTimestamp } from './next-timestamp.ts';
import { noteLines } from './review-notes.ts';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Deletes the branches of reviews whose tips are among `published`, commits that the remote's branch has now, and says in each
 * review which commit was published: once its branch is gone, nothing else tells what it had.
 */
export async function endPublishedBranches(
  context: WorkspaceContext,
  published: readonly Oid[],
  author: Signature,
): Promise<void> {
  const { refs } = await context.git.state();
  const ended = refs.flatMap(({ name, merge, local, remote }) =>
    merge === 'none' && local !== null && local === remote && published.includes(local)
      ? [{ ref: name, expected: local }]
      : [],
  );
  if (ended.length === 0) return;
  const rows = await listReviews(context);
  const additions: LinesAddition[] = [];
  for (const { ref, expected } of ended) {
    const review = rows.find((row) => row.review.reviewRef === ref && row.review.head === expected)?.review;
    if (review === undefined) continue;
    const line = serializeComment({
      timestamp: nextTimestamp(context, review),
      author: author.email,
      location: { commit: expected },
      description: 'Published.',
    });
    additions.push(await noteLines(context, { kind: 'discuss', id: review.id, lines: [line] }));
  }
  await context.git.updateRefs({ author, additions, deletions: ended });
  // What can't be deleted now is deleted with the next look at the remote.
  await sendReviews(context);
}
