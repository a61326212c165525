import { GalleyError, type ErrorCode } from '#base';
import type { HostAdapter } from '#hosts';
import { describeHost } from './host.ts';
import { mustFindReview } from './open-review.ts';
import type { HostRequest, ReviewRow } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Nobody waits for an answer of a host that can't be asked, or does not let this token ask. */
const quietCodes: ReadonlySet<ErrorCode> = new Set(['offline', 'sign-in-needed', 'not-allowed', 'not-found']);

/** Asks the host that the person signed in to for the change request of a review. */
export async function findHostRequest(context: WorkspaceContext, id: string): Promise<HostRequest | null> {
  const { host } = context.account;
  const description = await describeHost(context);
  if (host === undefined || description === null) return null;
  const row = await mustFindReview(context, id);
  const place = placeOf(row);
  if (place === null) return null;
  const { name, requestWord: word } = description;
  try {
    return { host: name, word, isWaiting: row.isWaiting, request: await host.findRequest(place) };
  } catch (thrown) {
    // Reviews are read without a network, and with tokens that are for git alone.
    if (thrown instanceof GalleyError && quietCodes.has(thrown.code)) return null;
    throw thrown;
  }
}

/** Opens a change request for a review, called as the review is. */
export async function openHostRequest(context: WorkspaceContext, id: string): Promise<void> {
  const row = await mustFindReview(context, id);
  const place = placeOf(row);
  if (place === null) throw new GalleyError('unsupported', 'The review is over');
  const { title, summary, reviewers } = row.review;
  await mustGetHost(context).openRequest({ ...place, title, summary, reviewers });
}

/** Says something in a change request, as who signed in. */
export async function commentAtHost(context: WorkspaceContext, number: number, text: string): Promise<void> {
  await mustGetHost(context).say(number, { text, isApproval: null, commit: null });
}

function mustGetHost({ account: { host } }: WorkspaceContext): HostAdapter {
  if (host === undefined) throw new GalleyError('sign-in-needed', 'Nobody is signed in to the host');
  return host;
}

/** The branches of a review that goes on, as hosts name them. */
function placeOf({ review: { reviewRef, targetRef, head } }: ReviewRow) {
  const [branch, target] = [reviewRef, targetRef].map((ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1]);
  return branch === undefined || target === undefined || head === null ? null : { branch, target, commit: head };
}
