import { visibleText } from '#base';
import { Badge, Button, TextArea } from '#ui';
import type { ReviewRow } from '#workspace';
import { useState } from 'react';
import { formatMoment } from '../format-day.ts';
import type { Identity } from '../settings/identity.ts';
import type { ReviewStep } from './mutations.ts';

type Review = ReviewRow['review'];
type Thread = Review['threads'][number];

export interface ReviewThreadProps {
  readonly thread: Thread;
  readonly review: Review;
  readonly identity: Identity | null;
  readonly isBusy: boolean;
  readonly onStep: (step: ReviewStep) => void;
}

/** A comment with its answers: answer it, say that it is dealt with, or apply the words that it suggests. */
export function ReviewThread({ thread, review, identity, isBusy, onStep }: ReviewThreadProps) {
  const { comment, replies, resolved } = thread;
  const [answer, setAnswer] = useState<string>();
  const { path, range } = comment.location;
  const isSettled = replies.some((reply) => reply.resolved === true) && resolved !== false;
  const canApply = path !== undefined && range !== undefined && /^`{3,}suggestion/m.test(comment.text) && !isSettled;
  const reply = (author: Identity, settles: boolean): void => {
    const text = answer ?? '';
    const said = { id: review.id, parent: comment.id, author, text };
    onStep({ kind: 'comment', comment: settles ? { ...said, resolved: true } : said });
    setAnswer(undefined);
  };
  return (
    <article className="border-b border-rule py-4" aria-label={`Comment by ${visibleText(comment.author, 80)}`}>
      {path !== undefined && (
        <p className="mb-1 truncate font-code text-xs text-ink-faint">
          {visibleText(path, 200)}
          {range !== undefined && ` · line ${range.startLine}`}
        </p>
      )}
      <Said comment={comment} isSettled={isSettled} />
      {replies.length > 0 && (
        <ul className="mt-3 flex flex-col gap-3 border-s-2 border-rule ps-4">
          {replies.map((one) => (
            <li key={one.id}>
              <Said comment={one} isSettled={false} />
            </li>
          ))}
        </ul>
      )}
      {identity !== null && answer === undefined && (
        <div className="mt-2 flex flex-wrap gap-1">
          <Button size="small" look="quiet" disabled={isBusy} onClick={() => setAnswer('')}>
            Reply
          </Button>
          {!isSettled && comment.resolved !== true && (
            <Button size="small" look="quiet" disabled={isBusy} onClick={() => reply(identity, true)}>
              Resolve
            </Button>
          )}
          {canApply && (
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => onStep({ kind: 'apply', id: review.id, commentId: comment.id, author: identity })}
            >
              Apply suggestion
            </Button>
          )}
        </div>
      )}
      {identity !== null && answer !== undefined && (
        <form
          className="mt-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (answer.trim() !== '') reply(identity, false);
          }}
        >
          <TextArea label="Reply" value={answer} onValueChange={setAnswer} className="max-h-60 min-h-16" />
          <div className="mt-2 flex gap-2">
            <Button size="small" type="submit" disabled={isBusy || answer.trim() === ''}>
              Send reply
            </Button>
            <Button size="small" look="quiet" onClick={() => setAnswer(undefined)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </article>
  );
}

/** One thing that was said. */
function Said({ comment, isSettled }: { readonly comment: Thread['comment']; readonly isSettled: boolean }) {
  const { author, time, text, resolved, isEdited } = comment;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-ink-faint">
        <span className="font-medium text-ink">{visibleText(author, 80)}</span>
        <time dateTime={new Date(time).toISOString()}>{formatMoment(time)}</time>
        {isEdited && <span>edited</span>}
        {isSettled && <Badge tone="added">Resolved</Badge>}
      </p>
      <p className="mt-1 max-w-2xl text-sm whitespace-pre-wrap wrap-anywhere">
        {text === '' ? <WithoutWords resolved={resolved} /> : visibleText(text, 20_000)}
      </p>
    </>
  );
}

function WithoutWords({ resolved }: { readonly resolved: boolean | null }) {
  if (resolved === null) return null;
  return <span className="text-ink-faint">{resolved ? 'Approved.' : 'Asked for changes.'}</span>;
}
