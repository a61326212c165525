import { prepareDecapReviews } from './list-reviews.ts';
import { isNotesRef, keepsNotesOnBranch, moveNotesToBranch, reviewRefs } from './review-notes.ts';
import type { ReviewSendOutcome } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

const FALLBACK_NOTICE =
  'This host does not take git notes, so reviews and comments are kept on the branch cms/reviews.';

/** Sends what waits of reviews: branches and notes in one push. Where the host refuses notes, they go to a branch instead. */
export async function sendReviews(
  context: WorkspaceContext,
  /** The person asked for it, and knows that a copy is made of a repository that they may not write to. */
  { mayFork } = { mayFork: false },
): Promise<ReviewSendOutcome> {
  const names = await waitingRefs(context);
  if (names.length === 0) return { kind: 'sent' };
  if (context.account.host !== undefined) {
    // Few people may only suggest, so its code comes only then.
    const { canOnlySuggest, suggestReviews } = await import('./suggest-reviews.ts');
    if (await canOnlySuggest(context)) return suggestReviews(context, { mayFork });
  }
  const pushed = await context.git.pushRefs(names);
  switch (pushed.kind) {
    case 'pushed':
    case 'nothing-to-push':
      context.announce({ online: true });
      return { kind: 'sent' };
    case 'failed':
      context.announce({ online: pushed.error.code !== 'offline' });
      return { kind: 'waiting', error: pushed.error };
    case 'remote-moved':
      return { kind: 'refused', reason: 'Someone else changed the review at the same time. Look at it again.' };
    case 'refused': {
      if (!names.some(isNotesRef) || (await keepsNotesOnBranch(context)))
        return { kind: 'refused', reason: pushed.reason };
      return sendWithoutNotes(context, pushed.reason);
    }
  }
}

/** Tries the branches alone, and the notes on a branch. When that is refused as well, notes were not the reason. */
async function sendWithoutNotes(context: WorkspaceContext, reason: string): Promise<ReviewSendOutcome> {
  const others = (await waitingRefs(context)).filter((name) => !isNotesRef(name));
  if (others.length > 0) {
    const alone = await context.git.pushRefs(others);
    if (alone.kind === 'failed') return { kind: 'waiting', error: alone.error };
    if (alone.kind === 'refused' || alone.kind === 'remote-moved') return { kind: 'refused', reason };
  }
  const author = (await context.identities.get()) ?? { name: 'Galley', email: 'galley@localhost' };
  await moveNotesToBranch(context, author);
  const moved = await sendReviews(context);
  return moved.kind === 'sent' ? { kind: 'sent', notice: FALLBACK_NOTICE } : moved;
}

async function waitingRefs(context: WorkspaceContext): Promise<readonly string[]> {
  const { refs } = await context.git.state();
  const isOnBranch = await keepsNotesOnBranch(context);
  return (
    refs
      // What is suggested from a copy is not sent here as well.
      .filter(({ copy, local }) => copy === undefined || copy.tip !== local)
      .filter(({ name, local, remote }) => local !== remote && !(isOnBranch && isNotesRef(name)))
      .map(({ name }) => name)
  );
}

/** Brings what others wrote into reviews, and sends what waits. Quiet: what fails is tried with the next look at the remote. */
export async function syncReviews(context: WorkspaceContext): Promise<void> {
  const fetched = await context.git.fetchRefs(reviewRefs);
  if (fetched.kind === 'failed') {
    context.announce({ online: fetched.error.code !== 'offline' });
    return;
  }
  await sendReviews(context);
  await prepareDecapReviews(context);
  // Few sites are at a host that tells, so its code comes only then.
  if (context.account.host !== undefined) await (await import('./follow-merges.ts')).followMerges(context);
}
