import { systemClock } from '#base';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { linkAt, type LinkRange } from './link-at.ts';

/** Milliseconds until a link under a mouse that rests is one, and until it is none when the mouse has gone. */
const [rest, grace] = [350, 250];

const nothing = (): void => undefined;

interface HoveredLink {
  readonly link: LinkRange | null;
  /** For what is shown of the link: while the mouse is on it, it stays. */
  readonly keep: { readonly onMouseEnter: () => void; readonly onMouseLeave: () => void };
}

/** The link that the mouse rests on; none while the text changes. */
export function useHoveredLink(editor: Editor): HoveredLink {
  const [link, setLink] = useState<LinkRange | null>(null);
  const cancel = useRef(nothing);
  const later = useMemo(
    () => (next: LinkRange | null, delay: number) => {
      cancel.current();
      cancel.current = systemClock.schedule(() => setLink(next), delay);
    },
    [],
  );
  useEffect(() => {
    const page = editor.view.dom;
    const over = (event: MouseEvent): void => {
      const anchor = event.target instanceof Element ? event.target.closest('a') : null;
      if (anchor === null || !page.contains(anchor) || event.buttons !== 0) later(null, grace);
      else later(linkAt(editor.state, editor.view.posAtDOM(anchor, 0)) ?? null, rest);
    };
    const gone = (): void => later(null, grace);
    const clear = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }): void => {
      if (!transaction.docChanged) return;
      cancel.current();
      cancel.current = nothing;
      setLink(null);
    };
    page.addEventListener('mouseover', over);
    page.addEventListener('mouseleave', gone);
    editor.on('transaction', clear);
    return () => {
      cancel.current();
      page.removeEventListener('mouseover', over);
      page.removeEventListener('mouseleave', gone);
      editor.off('transaction', clear);
    };
  }, [editor, later]);
  const keep = useMemo(
    () => ({ onMouseEnter: () => cancel.current(), onMouseLeave: () => later(null, grace) }),
    [later],
  );
  return { link, keep };
}
