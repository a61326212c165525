import { visibleText } from '#base';
import { Button, TextArea } from '#ui';
import { writeSuggestion, type NewComment } from '#workspace';
import { useState, type KeyboardEvent } from 'react';
import type { CommentTarget } from './comment-target.ts';

/** What is sent: the words, and what they are about. */
export type ComposedComment = Pick<NewComment, 'text'> & { readonly target: CommentTarget };

export interface ReviewComposerProps {
  readonly target: CommentTarget;
  readonly isBusy: boolean;
  readonly onSend: (comment: ComposedComment) => void;
  readonly onCancel: () => void;
}

/** Of the words that are commented on, in the box. */
const longestQuote = 300;

/** Where one writes about a passage, or writes it anew. Takes the focus; Esc leaves it. */
export function ReviewComposer({ target, isBusy, onSend, onCancel }: ReviewComposerProps) {
  const { quote, range } = target;
  const [purpose, setPurpose] = useState(target.purpose);
  const [text, setText] = useState('');
  const [words, setWords] = useState(quote);
  const isSuggestion = purpose === 'suggest';
  const canSend = !isBusy && (isSuggestion ? words !== quote : text.trim() !== '');
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };
  return (
    <form
      className="my-3 rounded-md border border-accent bg-raised p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend({ target, text: isSuggestion ? writeSuggestion(words, text) : text });
      }}
    >
      {quote === '' ? (
        <p className="mb-2 truncate text-[0.8125rem] text-ink-faint">On {visibleText(target.path, 200)}</p>
      ) : (
        <blockquote className="mb-3 line-clamp-3 border-s-2 border-rule-strong ps-3 text-[0.8125rem] whitespace-pre-wrap wrap-anywhere text-ink-soft">
          {visibleText(quote, longestQuote)}
        </blockquote>
      )}
      {isSuggestion && (
        <TextArea
          label="New wording"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for the box
          autoFocus
          onKeyDown={onKeyDown}
          value={words}
          onValueChange={setWords}
          className="mb-3 max-h-72 min-h-16"
          hint="Takes the place of the passage when the author applies it."
        />
      )}
      <TextArea
        label="Comment"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for the box
        autoFocus={!isSuggestion}
        onKeyDown={onKeyDown}
        value={text}
        onValueChange={setText}
        className="max-h-72 min-h-16"
        {...(isSuggestion ? { placeholder: 'Why, if it needs saying' } : {})}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="primary" size="small" type="submit" disabled={!canSend}>
          {isSuggestion ? 'Suggest' : 'Comment'}
        </Button>
        {!isSuggestion && range !== undefined && (
          <Button size="small" onClick={() => setPurpose('suggest')}>
            Suggest wording
          </Button>
        )}
        <Button size="small" look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
