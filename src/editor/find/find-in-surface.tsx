import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { FindPanel } from './find-panel.tsx';
import type { FindWorker } from './find-places.ts';
import { FindSession, type FindState } from './find-session.ts';
import type { FindTarget } from './find-target.ts';

export interface FindInSurfaceProps {
  /** The element that holds the editor; Ctrl+F finds in the one that has the focus, else in the first that is shown. */
  readonly surface: RefObject<HTMLElement | null>;
  readonly target: () => FindTarget | null;
  readonly editable: boolean;
  readonly startWorker: (() => FindWorker) | undefined;
}

/** What was asked last, in whichever editor: the next search begins with it. */
let lastAsked: Pick<FindState, 'query' | 'replacement'> = {
  query: { text: '', matchCase: false, wholeWords: false, isPattern: false },
  replacement: '',
};

/** Opens the panel on Ctrl+F and closes it on Esc. */
export function FindInSurface({ surface, target, editable, startWorker }: FindInSurfaceProps) {
  const [session, setSession] = useState<FindSession | null>(null);
  const open = useEffectEvent((event: KeyboardEvent) => {
    const isFind =
      event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const element = surface.current;
    if (!isFind || event.defaultPrevented || element === null || element !== surfaceFor(event)) return;
    const found = target();
    if (found === null) return;
    event.preventDefault();
    if (session !== null) {
      element.querySelector<HTMLInputElement>('search input')?.select();
      return;
    }
    const selected = found.selectedText();
    const query = selected === '' || selected.includes('\n') ? lastAsked.query : { ...lastAsked.query, text: selected };
    setSession(new FindSession(found, { ...lastAsked, query }, startWorker));
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => open(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  useEffect(
    () => () => {
      if (session === null) return;
      const { query, replacement } = session.getState();
      lastAsked = { query, replacement };
      session.close();
    },
    [session],
  );
  if (session === null) return null;
  return (
    <FindPanel
      session={session}
      editable={editable}
      onClose={() => {
        setSession(null);
        target()?.focus();
      }}
    />
  );
}

/** The editor that a press of Ctrl+F is for; undefined where a dialog has the focus. */
function surfaceFor({ target }: KeyboardEvent): Element | undefined {
  const from = target instanceof Element ? target : document.body;
  if (from.closest('[role=dialog], [role=alertdialog]') !== null) return undefined;
  const own = from.closest('[data-find]');
  if (own !== null) return own;
  return [...document.querySelectorAll<HTMLElement>('[data-find]')].find((each) => each.offsetParent !== null);
}
