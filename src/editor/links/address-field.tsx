import { classNames } from '#ui';
import { useEffect, useId, useState, type Ref } from 'react';
import type { LinkSuggestion } from './post-links.ts';

export interface AddressFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** What the words typed so far may mean. */
  readonly suggest: (typed: string) => Promise<readonly LinkSuggestion[]>;
  readonly onChoose: (suggestion: LinkSuggestion) => void;
  readonly hint: string | undefined;
  /** The hint is a warning. */
  readonly isCaution: boolean;
  readonly error: string | undefined;
}

interface Suggestions {
  readonly of: string;
  readonly found: readonly LinkSuggestion[];
}

const none: Suggestions = { of: '', found: [] };

/** The combobox for a link's address: an address as it is typed, or the words of a title and one of the posts below. */
export function AddressField(props: AddressFieldProps) {
  const { ref, value, onValueChange, suggest, onChoose, hint, isCaution, error } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [suggestions, setSuggestions] = useState(none);
  const [active, setActive] = useState(-1);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    suggest(value).then(
      (found) => {
        if (!isCurrent) return;
        setSuggestions({ of: value, found });
        setActive(-1);
      },
      (failure: unknown) => reportError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen, value, suggest]);
  const shown = isOpen ? suggestions.found : [];
  const isShown = shown.length > 0;
  const choose = (suggestion: LinkSuggestion): void => {
    setOpen(false);
    onChoose(suggestion);
  };
  const move = (step: 1 | -1): void => {
    if (!isOpen) setOpen(true);
    else if (isShown) setActive((at) => (at + step + (at < 0 && step < 0 ? 1 : 0) + shown.length) % shown.length);
  };
  const hintId = error === undefined ? `${id}-hint` : `${id}-error`;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-[0.8125rem] font-medium text-ink-soft">
        Address
      </label>
      <input
        ref={ref}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={hint === undefined && error === undefined ? undefined : hintId}
        value={value}
        placeholder="Type an address, or words of a post’s title"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => {
          onValueChange(event.target.value);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const chosen = shown[active];
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
          else if (event.key === 'Escape' && isShown) setOpen(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className={
          'h-9 w-full rounded-md border border-rule-strong bg-raised px-3 text-sm text-ink placeholder:text-ink-faint ' +
          'focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger'
        }
      />
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a datalist can neither be styled nor say where a post is */}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Posts and headings"
        hidden={!isShown}
        className="max-h-56 overflow-y-auto rounded-md border border-rule bg-raised p-1"
      >
        {shown.map((suggestion, index) => (
          <div
            key={suggestion.address}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={(item) => {
              if (index === active) item?.scrollIntoView({ block: 'nearest' });
            }}
            tabIndex={-1}
            // The field keeps the focus, so that the keys go on working.
            onMouseDown={(event) => {
              event.preventDefault();
              choose(suggestion);
            }}
            className="flex cursor-pointer flex-col rounded-sm px-2.5 py-1.5 text-sm hover:bg-hover aria-selected:bg-accent-wash"
          >
            <span className="truncate">{suggestion.title}</span>
            <span className="truncate text-xs text-ink-faint">{suggestion.place}</span>
          </div>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
      {hint !== undefined && error === undefined && (
        <p
          id={`${id}-hint`}
          aria-live="polite"
          className={classNames('text-[0.8125rem] wrap-anywhere', isCaution ? 'text-caution' : 'text-ink-faint')}
        >
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
