import { defaultReviewRules, type ReviewRules } from '#review';
import { siteConfig } from './site-config.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * How the site wants reviews to go. A site that says nothing asks for no approval: one person alone must be able to publish
 * what they sent to themselves.
 */
export async function reviewRules(context: WorkspaceContext): Promise<ReviewRules> {
  const { path, config } = await siteConfig(context);
  if (path === null) return defaultReviewRules;
  const { approvals, publishers, merge } = config.review;
  return {
    approvals,
    publishers: publishers.length === 0 ? null : publishers,
    mergeMode: merge === 'fast-forward' ? 'fast-forward' : 'merge',
  };
}
