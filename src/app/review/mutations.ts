import type {
  NewComment,
  PublishReviewsOutcome,
  ReviewSendOutcome,
  ReviewWriteOutcome,
  ScheduleOutcome,
  SendForReviewOutcome,
} from '#workspace';
import { mutationOptions } from '@tanstack/react-query';
import type { AppServices } from '../app-services.ts';
import type { Identity } from '../settings/identity.ts';

/** What the dialog asks for. */
export interface SendOrder {
  readonly paths: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly reviewers: readonly string[];
  readonly author: Identity;
  /** True when the author was typed just now and is to be kept. */
  readonly keepAuthor: boolean;
  /** The review that gets the drafts; absent for a new one. */
  readonly reviewId?: string;
}

/** Makes a review of drafts, or adds them to one. */
export function sendMutation({ workspace, leftSessions }: AppServices) {
  return mutationOptions({
    mutationFn: async (order: SendOrder): Promise<SendForReviewOutcome> => {
      await leftSessions.settled();
      const { paths, title, summary, reviewers, author, reviewId } = order;
      if (order.keepAuthor) await workspace.setIdentity(author);
      return reviewId === undefined
        ? workspace.reviews.send({ paths, title, summary, reviewers, author })
        : workspace.reviews.update({ id: reviewId, paths, message: title, author });
    },
  });
}

/** Something that a person does in a review. */
export type ReviewStep =
  | { readonly kind: 'comment'; readonly comment: NewComment }
  | {
      readonly kind: 'judge';
      readonly id: string;
      readonly commit: string;
      readonly isApproval: boolean;
      readonly text: string;
      readonly author: Identity;
    }
  | { readonly kind: 'apply'; readonly id: string; readonly commentId: string; readonly author: Identity }
  | { readonly kind: 'abandon'; readonly id: string; readonly author: Identity }
  | {
      readonly kind: 'schedule';
      readonly id: string;
      readonly commit: string;
      /** Null takes the date back. */
      readonly at: number | null;
      readonly author: Identity;
    }
  | { readonly kind: 'publish'; readonly ids: readonly string[]; readonly author: Identity };

export type ReviewStepOutcome = ReviewSendOutcome | ReviewWriteOutcome | ScheduleOutcome | PublishReviewsOutcome;

/** Does a step in a review. */
export function reviewMutation({ workspace: { reviews } }: AppServices) {
  return mutationOptions({
    mutationFn: async (step: ReviewStep): Promise<ReviewStepOutcome> => {
      switch (step.kind) {
        case 'comment':
          return reviews.comment(step.comment);
        case 'judge':
          return reviews.judge(step);
        case 'apply':
          return reviews.applySuggestion(step);
        case 'abandon':
          return reviews.abandon(step.id, step.author);
        case 'schedule':
          return reviews.schedule(step);
        case 'publish':
          return reviews.publish(step.ids, step.author);
      }
    },
  });
}
