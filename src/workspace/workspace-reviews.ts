import type { Reviews } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** What reviews need comes when one is looked at. */
const load = () => import('./review-use-cases.ts');

/** The reviews of one workspace. */
export function createReviews(context: WorkspaceContext): Reviews {
  return {
    list: async () => (await load()).listReviews(context),
    open: async (id) => (await load()).openReview(context, id),
    hostRequest: async (id, options) => (await import('./host-request.ts')).findHostRequest(context, id, options),
    openHostRequest: async (id) => (await import('./host-request.ts')).openHostRequest(context, id),
    filesSince: async (id, commit) => (await load()).filesSince(context, id, commit),
    presence: async (path) => (await load()).findPresence(context, path),
    send: async (draft) => (await load()).sendForReview(context, draft),
    update: async (change) => (await load()).updateReview(context, change),
    continueWriting: async (id, path) => (await load()).continueReview(context, id, path),
    comment: async (comment) => (await load()).writeComment(context, comment),
    judge: async (verdict) => (await load()).judgeReview(context, verdict),
    applySuggestion: async (of) => (await load()).applyReviewSuggestion(context, of),
    abandon: async (id, author) => (await load()).abandonReview(context, id, author),
    publish: async (ids, author) => (await load()).publishReviews(context, ids, author),
    schedule: async (change) => (await load()).scheduleReview(context, change),
    publishDue: async (options) => (await load()).publishDueReviews(context, options),
    exportPage: async (id) => (await import('./export/export-review.ts')).exportReview(context, id),
    readFile: async (id, text) => (await load()).readReviewFile(context, id, text),
    importFile: async (of) => (await load()).importReviewFile(context, of),
    openConflict: async (id, path) => (await load()).openReviewConflict(context, id, path),
    mergeSite: async (merge) => (await load()).mergeSiteIntoReview(context, merge),
  };
}
