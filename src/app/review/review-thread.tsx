import { visibleLine, visibleText } from '#base';
import { Badge, Button, TextArea } from '#ui';
import { readSuggestion, type ReviewPassage, type ReviewRow } from '#workspace';
import { useState } from 'react';
import type { Identity } from '../settings/identity.ts';
import type { ReviewStep } from './mutations.ts';
import { SaidComment } from './said-comment.tsx';

type Review = ReviewRow['review'];
export type Thread = Review['threads'][number];

export interface ReviewThreadProps {
  readonly thread: Thread;
  readonly review: Review;
  /** The passage that it is about. */
  readonly passage: ReviewPassage | undefined;
  /** Stands below its passage, whose words need not be said again. */
  readonly isInPlace: boolean;
  readonly identity: Identity | null;
  readonly isBusy: boolean;
  readonly onStep: (step: ReviewStep) => void;
}

/** Of the words that a thread is about. */
const longestQuote = 300;

/** A comment with its answers: answer it, say that it is dealt with, open it again, or apply the words that it suggests. */
export function ReviewThread(props: ReviewThreadProps) {
  const { thread, review, passage, isInPlace, identity, isBusy, onStep } = props;
  const { comment, replies, resolved } = thread;
  const [answer, setAnswer] = useState<string>();
  const isSettled = isThreadSettled(thread);
  const [isOpen, setOpen] = useState(!isSettled);
  const [wasSettled, setWasSettled] = useState(isSettled);
  if (wasSettled !== isSettled) {
    setWasSettled(isSettled);
    setOpen(!isSettled);
  }
  const { path } = comment.location;
  const isOutdated = passage !== undefined && passage.range === null;
  const isLive = review.state !== 'published' && review.state !== 'abandoned';
  const suggestion = readSuggestion(comment.text);
  const canApply = isLive && suggestion !== undefined && passage !== undefined && !isOutdated && !isSettled;
  const who = visibleLine(comment.saidBy ?? comment.author, 80);
  const say = (text: string, resolves?: boolean): void => {
    if (identity === null) return;
    // What was opened again is dealt with where that was said.
    const reopened = resolves === true ? replies.findLast((reply) => reply.resolved === false) : undefined;
    const said = { id: review.id, parent: reopened?.id ?? comment.id, author: identity, text };
    onStep({ kind: 'comment', comment: resolves === undefined ? said : { ...said, resolved: resolves } });
    setAnswer(undefined);
  };
  if (!isOpen) {
    return (
      <article className="my-2 flex items-center gap-2 text-[0.8125rem] text-ink-soft" aria-label={`Comment by ${who}`}>
        <Badge tone="added">Resolved</Badge>
        <span className="min-w-0 flex-1 truncate">
          {who}: {visibleText(firstWords(comment.text), 120)}
        </span>
        <Button size="small" look="quiet" aria-expanded={false} onClick={() => setOpen(true)}>
          Show
        </Button>
      </article>
    );
  }
  return (
    <article
      className="my-3 rounded-md border border-rule bg-raised px-3.5 py-3 shadow-(--shadow-near)"
      aria-label={`Comment by ${who}`}
    >
      {(path !== undefined && !isInPlace) || isOutdated ? (
        <p className="mb-1 flex items-center gap-2 text-xs text-ink-faint">
          {isOutdated && <Badge tone="caution">Outdated</Badge>}
          {path !== undefined && !isInPlace && <span className="truncate font-code">{visibleText(path, 200)}</span>}
          {isOutdated && <span>The passage is not in the text any more.</span>}
        </p>
      ) : null}
      {passage?.quote && (isExact(thread) || isOutdated) && (
        <blockquote className="mb-2 not-italic line-clamp-3 border-s-2 border-rule-strong ps-3 text-[0.8125rem] whitespace-pre-wrap wrap-anywhere text-ink-soft">
          {visibleText(passage.quote, longestQuote)}
        </blockquote>
      )}
      <SaidComment comment={comment} quote={passage?.quote ?? null} isSettled={isSettled} />
      {replies.length > 0 && (
        <ul className="mt-3 flex flex-col gap-3 border-s-2 border-rule ps-4">
          {replies.map((one) => (
            <li key={one.id}>
              <SaidComment comment={one} quote={passage?.quote ?? null} isSettled={false} isReply />
            </li>
          ))}
        </ul>
      )}
      {isLive && identity !== null && answer === undefined && (
        <div className="mt-2 flex flex-wrap gap-1">
          {canApply && (
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => onStep({ kind: 'apply', id: review.id, commentId: comment.id, author: identity })}
            >
              Apply suggestion
            </Button>
          )}
          <Button size="small" look="quiet" disabled={isBusy} onClick={() => setAnswer('')}>
            Reply
          </Button>
          {isSettled ? (
            <Button size="small" look="quiet" disabled={isBusy} onClick={() => say('', false)}>
              Reopen
            </Button>
          ) : (
            (comment.resolved !== true || resolved === false) && (
              <Button size="small" look="quiet" disabled={isBusy} onClick={() => say('', true)}>
                Resolve
              </Button>
            )
          )}
        </div>
      )}
      {isLive && identity !== null && answer !== undefined && (
        <form
          className="mt-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (answer.trim() !== '') say(answer);
          }}
        >
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for the box */}
          <TextArea label="Reply" autoFocus value={answer} onValueChange={setAnswer} className="max-h-60 min-h-16" />
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

/** True once someone said that it is dealt with, and nobody opened it again. */
export function isThreadSettled({ replies, resolved }: Thread): boolean {
  return replies.some((reply) => reply.resolved === true) && resolved !== false;
}

/** Words within a paragraph; a whole one is in sight above the thread. */
function isExact({ comment }: Thread): boolean {
  return comment.location.range?.startColumn !== undefined;
}

function firstWords(text: string): string {
  const suggestion = readSuggestion(text);
  if (suggestion === undefined) return text;
  return suggestion.before === '' ? 'suggested other words' : suggestion.before;
}
