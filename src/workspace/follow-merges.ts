import { GalleyError } from '#base';
import type { Oid, Signature } from '#git';
import type { MergedRequest } from '#hosts';
import { serializeComment, serializeRequest, timestampOf, type Review } from '#review';
import { describeHost } from './host.ts';
import { listReviews } from './list-reviews.ts';
import { nextTimestamp } from './next-timestamp.ts';
import { noteLines } from './review-notes.ts';
import { requestOf } from './review-additions.ts';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Ends the reviews whose change requests were merged at the host by other commits than their own (squashed, or put on top anew), which
 * git alone can't tell: their requests get the commit of the site's branch that stands for them. Asks the host once for each state of
 * the site's branch, and only when a review could be concerned. A host that can't be asked changes nothing.
 */
export async function followMerges(context: WorkspaceContext): Promise<void> {
  const { host } = context.account;
  const { remoteHead, branch } = await context.git.state();
  const author = await context.identities.get();
  if (host === undefined || remoteHead === null || author === undefined) return;
  if (context.requests.mergedUpTo === remoteHead) return;
  const open = (await listReviews(context))
    .map(({ review }) => review)
    .filter(({ state, targetRef }) => state !== 'published' && targetRef === `refs/heads/${branch}`);
  const branches = new Set(open.map(({ reviewRef }) => reviewRef.replace('refs/heads/', '')));
  if (branches.size === 0) return;
  try {
    const merged = await host.listMerged({ target: branch, branches });
    for (const review of open) {
      const request = await requestFor(context, { review, merged, remoteHead });
      if (request !== undefined) await endMerged(context, { review, request, author });
    }
    context.requests.mergedUpTo = remoteHead;
  } catch (thrown) {
    if (!(thrown instanceof GalleyError)) throw thrown;
  }
}

/** The request that merged this review, and all of it: of a branch that moved on since, the rest is still to be published. */
async function requestFor(
  context: WorkspaceContext,
  {
    review,
    merged,
    remoteHead,
  }: { readonly review: Review; readonly merged: readonly MergedRequest[]; readonly remoteHead: Oid },
): Promise<MergedRequest | undefined> {
  for (const request of merged) {
    if (review.reviewRef !== `refs/heads/${request.branch}`) continue;
    // Its branch may be gone, and another one may have had its name.
    const isIts = review.head === null ? await has(context, request.head, review.id) : review.head === request.head;
    if (isIts && (await has(context, remoteHead, request.commit))) return request;
  }
  return undefined;
}

async function has(context: WorkspaceContext, tip: Oid, oid: Oid): Promise<boolean> {
  return tip === oid || (await context.git.findUnder(tip, [oid])).found.length > 0;
}

interface Merged {
  readonly review: Review;
  readonly request: MergedRequest;
  readonly author: Signature;
}

/** Writes where the review came to be, in one step with the end of its branch. */
async function endMerged(context: WorkspaceContext, { review, request, author }: Merged): Promise<void> {
  const { id, title, summary, reviewRef, targetRef, requester, reviewers, baseCommit, head } = review;
  const time = nextTimestamp(context, review);
  const line = serializeRequest({
    timestamp: time,
    reviewRef,
    targetRef,
    requester,
    reviewers,
    description: summary === '' ? title : `${title}\n\n${summary}`,
    baseCommit,
    alias: request.commit,
    signature: '',
  });
  const { name = '', requestWord = 'pull request' } = (await describeHost(context)) ?? {};
  const said = serializeComment({
    // The last word names what was published, as `endPublishedBranches` has it.
    timestamp: timestampOf(Number(time) * 1000 + 1000),
    author: author.email,
    location: { commit: request.head },
    description: `Published by ${requestWord} ${request.number} at ${name}.`,
  });
  const ref = (await context.git.state()).refs.find(({ name: one }) => one === reviewRef);
  // A branch that is elsewhere as well, or moved on, is left alone.
  const isEnded = head !== null && ref?.local === head && ref.remote === head;
  await context.git.updateRefs({
    author,
    additions: [
      ...(await requestOf(context, review)),
      await noteLines(context, { kind: 'reviews', id, lines: [line] }),
      await noteLines(context, { kind: 'discuss', id, lines: [said] }),
    ],
    ...(isEnded && { deletions: [{ ref: reviewRef, expected: head }] }),
  });
  await sendReviews(context);
}
