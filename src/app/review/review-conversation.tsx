import { Button, TextArea } from '#ui';
import type { ReviewRow } from '#workspace';
import { Link } from 'react-router-dom';
import type { Identity } from '../settings/identity.ts';
import type { ReviewStep } from './mutations.ts';
import { ReviewThread } from './review-thread.tsx';

export interface ReviewConversationProps {
  readonly review: ReviewRow['review'];
  readonly identity: Identity | null;
  readonly isBusy: boolean;
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  readonly onStep: (step: ReviewStep) => void;
}

/** What was said, thread by thread, and the place to say more. */
export function ReviewConversation({ review, identity, isBusy, text, onTextChange, onStep }: ReviewConversationProps) {
  const { id, head, state } = review;
  const isOpen = state !== 'published' && state !== 'abandoned';
  const judge = (isApproval: boolean): void => {
    if (identity !== null && head !== null)
      onStep({ kind: 'judge', id, commit: head, isApproval, text, author: identity });
  };
  return (
    <section className="mt-8" aria-labelledby="review-conversation">
      <h2 id="review-conversation" className="border-b border-rule pb-2 font-page text-lg font-semibold">
        Conversation
      </h2>
      {review.threads.map((thread) => (
        <ReviewThread
          key={thread.comment.id}
          thread={thread}
          review={review}
          identity={identity}
          isBusy={isBusy}
          onStep={onStep}
        />
      ))}
      {identity === null ? (
        <p className="mt-4 text-sm text-ink-soft">
          To take part, first say who you are in{' '}
          <Link to="/settings" className="text-accent underline">
            Settings
          </Link>
          .
        </p>
      ) : (
        <form
          className="mt-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') onStep({ kind: 'comment', comment: { id, text, author: identity } });
          }}
        >
          <TextArea
            label="Comment"
            className="max-h-72 min-h-20"
            value={text}
            onValueChange={onTextChange}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button type="submit" disabled={isBusy || text.trim() === ''}>
              Comment
            </Button>
            {isOpen && head !== null && (
              <>
                <Button disabled={isBusy} onClick={() => judge(true)}>
                  Approve
                </Button>
                <Button disabled={isBusy} onClick={() => judge(false)}>
                  Request changes
                </Button>
              </>
            )}
          </div>
        </form>
      )}
    </section>
  );
}
