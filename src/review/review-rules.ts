/** How a site's owner wants reviews to go. */
export interface ReviewRules {
  /** How many people must approve before a review can be published; 0 when nobody has to. One's own approval counts only then. */
  readonly approvals: number;
  /** Who may publish, by e-mail address; null for everyone. */
  readonly publishers: readonly string[] | null;
  /** `fast-forward`: without a merge commit where the site's branch has not moved on since. */
  readonly mergeMode: 'merge' | 'fast-forward';
}

export const defaultReviewRules: ReviewRules = { approvals: 0, publishers: null, mergeMode: 'fast-forward' };
