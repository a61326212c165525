export { findPresence, listReviews } from './list-reviews.ts';
export { filesSince, openReview } from './open-review.ts';
export { endReviewedDrafts } from './plan-review-changes.ts';
export { publishReviews } from './publish-reviews.ts';
export { mergeSiteIntoReview, openReviewConflict } from './review-conflict.ts';
export { continueReview, sendForReview, updateReview } from './send-for-review.ts';
export { syncReviews } from './send-reviews.ts';
export { abandonReview, applyReviewSuggestion, judgeReview, writeComment } from './write-comment.ts';
