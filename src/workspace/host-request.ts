import { GalleyError, type ErrorCode } from '#base';
import type { HostAdapter } from '#hosts';
import { describeHost } from './host.ts';
import { sendReviews } from './send-reviews.ts';
import { canOnlySuggest } from './suggest-reviews.ts';
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
  const place = await placeOf(context, row);
  if (place === null) return null;
  const { name, requestWord: word } = description;
  const { review, isWaiting } = row;
  const find = () => host.findRequest(place);
  try {
    const unsent = since === undefined ? null : await mirrorRemarks(context, { host, review, since, find });
    const request = await find();
    const isSuggested = await canOnlySuggest(context);
    return { host: name, word, isWaiting, isSuggested, request: request && withoutMirrored(request, review), unsent };
  } catch (thrown) {
    // Reviews are read without a network, and with tokens that are for git alone.
    if (thrown instanceof GalleyError && quietCodes.has(thrown.code)) return null;
    throw thrown;
  }
}

/**
 * Opens a change request for a review, called as the review is. Who may not write to the repository has the review sent to a copy of
 * their own before.
 */
export async function openHostRequest(context: WorkspaceContext, id: string): ReturnType<Reviews['openHostRequest']> {
  const host = mustGetHost(context);
  const before = await mustFindReview(context, id);
  if (before.isWaiting && (await canOnlySuggest(context))) {
    const sent = await sendReviews(context, { mayFork: true });
    if (sent.kind === 'waiting') throw sent.error;
    if (sent.kind === 'refused')
      throw new GalleyError('server-error', 'The copy refused it', { data: { remoteMessage: sent.reason } });
  }
  const place = await placeOf(context, await mustFindReview(context, id));
  if (place === null) throw new GalleyError('unsupported', 'The review is over');
  if (place.fork !== undefined && (await host.findRequest(place)) !== null) return { unasked: [] };
  const { title, summary, reviewers } = before.review;
  return host.openRequest({ ...place, title, summary, reviewers });
}

function mustGetHost({ account: { host } }: WorkspaceContext): HostAdapter {
  if (host === undefined) throw new GalleyError('sign-in-needed', 'Nobody is signed in to the host');
  return host;
}

/** The branches of a review that goes on, as hosts name them, and whose copy has it. */
async function placeOf(context: WorkspaceContext, { review: { reviewRef, targetRef, head } }: ReviewRow) {
  const [branch, target] = [reviewRef, targetRef].map((ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1]);
  if (branch === undefined || target === undefined || head === null) return null;
  const { copy } = (await context.git.state()).refs.find(({ name }) => name === reviewRef) ?? {};
  const { hostOf } = await import('#hosts');
  const fork = copy === undefined ? undefined : hostOf(copy.url)?.path;
  return { branch, target, commit: head, ...(fork !== undefined && { fork }) };
}
