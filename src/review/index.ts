export { applySuggestion, readSuggestion, writeSuggestion, type Suggestion } from './suggestion.ts';
export {
  commentId,
  serializeComment,
  type CommentLine,
  type CommentLocation,
  type PassageRange,
} from './review-comment.ts';
export { fallbackRef, reviewBranches, reviewBranchFor, reviewSlug } from './review-branch.ts';
export { decapStateOf, type DecapState } from './decap-state.ts';
export { movePassage, passageOf, type MovedPassage } from './move-passage.ts';
export { currentRequest, serializeRequest, type RequestLine } from './review-request.ts';
export type { CommentThread, ReviewComment } from './comment-thread.ts';
export { defaultReviewRules, type ReviewRules } from './review-rules.ts';
export { longestReviewFile, parseReviewFile, type ReviewFile, type ReviewFileComment } from './review-file.ts';
export { writeSaidBy } from './said-by.ts';
export { serializeSchedule, type ReviewSchedule } from './review-schedule.ts';
export { timestampOf } from './parse-line.ts';
export {
  deriveReview,
  queueGroup,
  type QueueGroup,
  type Review,
  type ReviewState,
  type ReviewVerdict,
} from './review-state.ts';
