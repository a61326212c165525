import type { Signature } from '#git';
import { reviewRules } from './review-rules.ts';
import type { ReviewRow } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Why a review can't be published by this person, in words; undefined when it can. */
export async function whyNotPublish(
  context: WorkspaceContext,
  { review }: ReviewRow,
  author?: Signature,
): Promise<string | undefined> {
  const me = author ?? (await context.identities.get());
  const { approvals, publishers } = await reviewRules(context);
  if (review.state === 'published') return 'It is published.';
  if (review.state === 'abandoned') return 'It was given up.';
  if (publishers !== null && (me === undefined || !publishers.includes(me.email)))
    return 'Only some people may publish here, and you are not one of them.';
  if (approvals > 0 && review.state !== 'approved')
    return approvals === 1 ? 'It needs an approval first.' : `It needs ${approvals} approvals first.`;
  return undefined;
}
