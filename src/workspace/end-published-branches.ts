import type { Oid, Signature } from '#git';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Deletes the branches of reviews whose tips are among `published`, commits that the remote's branch has now. */
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
  await context.git.updateRefs({ author, deletions: ended });
  // What can't be deleted now is deleted with the next look at the remote.
  await sendReviews(context);
}
