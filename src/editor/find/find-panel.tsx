import { Button, IconButton, TextField, classNames } from '#ui';
import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { FindSession, FindState } from './find-session.ts';

export interface FindPanelProps {
  readonly session: FindSession;
  readonly editable: boolean;
  readonly onClose: () => void;
}

/** Find and replace, in rich text and in the source alike. Enter goes to the next place, Shift+Enter to the one before, Esc back to the text. */
export function FindPanel({ session, editable, onClose }: FindPanelProps) {
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const { query, replacement } = state;
  const find = useRef<HTMLInputElement>(null);
  useEffect(() => {
    find.current?.select();
    session.ask({});
  }, [session]);
  // The buttons stay able to take the focus: replacing all would take it from the one that did it.
  const run = (work: Promise<void>): void => {
    work.catch((error: unknown) => reportError(error));
  };
  return (
    <search
      aria-label="Find and replace"
      className="fixed end-2 top-26 z-30 w-[min(27rem,calc(100vw-1rem))] rounded-lg border border-rule bg-raised p-2 shadow-float md:end-6"
    >
      <div
        role="presentation"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
      >
        <div className="flex items-center gap-0.5">
          <div className="me-1 min-w-0 flex-1">
            <TextField
              ref={find}
              type="search"
              label="Find"
              labelHidden
              placeholder="Find"
              value={query.text}
              onValueChange={(text) => session.ask({ text })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                run(session.go(event.shiftKey ? -1 : 1));
              }}
              autoComplete="off"
              spellCheck={false}
              aria-describedby="find-count"
            />
          </div>
          <IconButton
            name="Match case"
            pressed={query.matchCase}
            onClick={() => session.ask({ matchCase: !query.matchCase })}
          >
            <CaseSensitive aria-hidden="true" />
          </IconButton>
          <IconButton
            name="Whole words"
            pressed={query.wholeWords}
            onClick={() => session.ask({ wholeWords: !query.wholeWords })}
          >
            <WholeWord aria-hidden="true" />
          </IconButton>
          <IconButton
            name="Regular expression"
            pressed={query.isPattern}
            onClick={() => session.ask({ isPattern: !query.isPattern })}
          >
            <Regex aria-hidden="true" />
          </IconButton>
          <IconButton name="Close" onClick={onClose}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
        {editable && (
          <div className="mt-1.5 flex items-center gap-1.5">
            <div className="min-w-0 flex-1">
              <TextField
                label="Replace with"
                labelHidden
                placeholder="Replace"
                aria-label="Replace"
                value={replacement}
                onValueChange={(text) => session.setReplacement(text)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  run(session.replace());
                }}
                autoComplete="off"
                spellCheck={false}
              />
            </div>
            <Button
              size="small"
              aria-disabled={state.count === 0}
              className="aria-disabled:opacity-45"
              onClick={() => run(session.replace())}
            >
              Replace
            </Button>
            <Button
              size="small"
              aria-disabled={state.count === 0}
              className="aria-disabled:opacity-45"
              onClick={() => run(session.replaceAll())}
            >
              Replace all
            </Button>
          </div>
        )}
        <div className="mt-1 flex min-h-8 items-center gap-0.5 ps-1">
          <output
            id="find-count"
            aria-label="Found"
            className={classNames('me-auto text-[0.8125rem]', state.problem === null ? 'text-ink-soft' : 'text-danger')}
          >
            {words(state)}
          </output>
          <IconButton
            name="Previous"
            aria-disabled={state.count === 0}
            className="aria-disabled:opacity-45"
            onClick={() => run(session.go(-1))}
          >
            <ChevronUp aria-hidden="true" />
          </IconButton>
          <IconButton
            name="Next"
            aria-disabled={state.count === 0}
            className="aria-disabled:opacity-45"
            onClick={() => run(session.go(1))}
          >
            <ChevronDown aria-hidden="true" />
          </IconButton>
        </div>
      </div>
    </search>
  );
}

function words({ query, count, isCut, active, problem, done }: FindState): string {
  if (problem !== null) return problem;
  if (done !== null) return done;
  if (query.text === '') return '';
  if (count === 0) return 'Nothing found';
  const all = `${count.toLocaleString('en')}${isCut ? ' or more' : ''}`;
  return active < 0 ? `${all} found` : `${(active + 1).toLocaleString('en')} of ${all}`;
}
