import { Button, TextArea } from '#ui';
import type { ReviewRow } from '#workspace';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Identity } from '../settings/identity.ts';
import { HostRemark, type Remark } from './host-remark.tsx';
import { JudgeButtons } from './judge-buttons.tsx';
import type { ReviewStep } from './mutations.ts';
import { ReviewThread, type Thread } from './review-thread.tsx';

export interface ReviewConversationProps {
  readonly review: ReviewRow['review'];
  readonly identity: Identity | null;
  /** Whether an approval by this person counts. */
  readonly countsApproval: boolean;
  readonly isBusy: boolean;
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  readonly onStep: (step: ReviewStep) => void;
  /** The person is writing about a passage: there is one place to write at a time. */
  readonly isElsewhere: boolean;
  readonly onWriteHere: () => void;
  /** What was said at the host about the whole, or about what is not shown here. */
  readonly remarks: readonly Remark[];
  readonly host: string;
  /** The switch that has it said at the host too, where there is something to say it in. */
  readonly mirror: ReactNode;
}

/** What was said, thread by thread, and the place to say more. */
export function ReviewConversation(props: ReviewConversationProps) {
  const { review, identity, isBusy, text, onTextChange, onStep, isElsewhere, onWriteHere } = props;
  const { countsApproval, remarks, host, mirror } = props;
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
      {inOrder(review.threads.filter(isForAll), remarks).map((said) =>
        'thread' in said ? (
          <ReviewThread
            key={said.thread.comment.id}
            thread={said.thread}
            review={review}
            passage={undefined}
            isInPlace={false}
            identity={identity}
            isBusy={isBusy}
            onStep={onStep}
          />
        ) : (
          <HostRemark key={said.remark.id} remark={said.remark} host={host} isInPlace={false} />
        ),
      )}
      {identity === null ? (
        <p className="mt-4 text-sm text-ink-soft">
          To take part, first say who you are in{' '}
          <Link to="/settings" className="text-accent underline">
            Settings
          </Link>
          .
        </p>
      ) : isElsewhere ? (
        <p className="mt-4 text-sm text-ink-faint">
          You are writing about a post above.{' '}
          <button type="button" className="text-accent underline" onClick={onWriteHere}>
            Write about the whole review
          </button>
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
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <Button type="submit" disabled={isBusy || text.trim() === ''}>
              Comment
            </Button>
            {isOpen && head !== null && (
              <JudgeButtons countsApproval={countsApproval} isBusy={isBusy} onJudge={judge} />
            )}
            {mirror}
          </div>
        </form>
      )}
    </section>
  );
}

/** Oldest first, as both were said. */
function inOrder(threads: readonly Thread[], remarks: readonly Remark[]) {
  return [
    ...threads.map((thread) => ({ thread, time: thread.comment.time })),
    ...remarks.map((remark) => ({ remark, time: remark.time })),
  ].sort((a, b) => a.time - b.time);
}

/** About the review as a whole. An approval without words stands among the verdicts. */
function isForAll({ comment, replies }: Thread): boolean {
  if (comment.location.path !== undefined) return false;
  return comment.text !== '' || comment.resolved !== true || replies.length > 0;
}
