import { GalleyError, type ErrorCode } from '#base';
import type { HostAdapter } from '#hosts';
import { describeHost } from './host.ts';
import { mustFindReview } from './open-review.ts';
import { mirrorRemarks, withoutMirrored } from './mirror-remarks.ts';
import type { HostRequest, HostRequestOptions, ReviewRow, Reviews } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Nobody waits for an answer of a host that can't be asked, or does not let this token ask. */
const quietCodes: ReadonlySet<ErrorCode> = new Set(['offline', 'sign-in-needed', 'not-allowed', 'not-found']);

/** Asks the host that the person signed in to for the change request of a review, and says there what is to be said. */
export async function findHostRequest(
  context: WorkspaceContext,
  id: string,
  { mirrorSince: since }: HostRequestOptions = {},
): Promise<HostRequest | null> {
  const { host } = context.account;
  const description = await describeHost(context);
  if (host === undefined || description === null) return null;
  const row = await mustFindReview(context, id);
  const place = placeOf(row);
  if (place === null) return null;
  const { name, requestWord: word } = description;
  const { review, isWaiting } = row;
  const find = () => host.findRequest(place);
  try {
    const unsent = since === undefined ? null : await mirrorRemarks(context, { host, review, since, find });
    const request = await find();
    return { host: name, word, isWaiting, request: request && withoutMirrored(request, review), unsent };
  } catch (thrown) {
    // Reviews are read without a network, and with tokens that are for git alone.
    if (thrown instanceof GalleyError && quietCodes.has(thrown.code)) return null;
    throw thrown;
  }
}

/** Opens a change request for a review, called as the review is. */
export async function openHostRequest(context: WorkspaceContext, id: string): ReturnType<Reviews['openHostRequest']> {
  const row = await mustFindReview(context, id);
  const place = placeOf(row);
  if (place === null) throw new GalleyError('unsupported', 'The review is over');
  const { title, summary, reviewers } = row.review;
  return mustGetHost(context).openRequest({ ...place, title, summary, reviewers });
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
