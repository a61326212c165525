import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

export interface FloatingBarProps {
  readonly editor: Editor;
  /** Measures what the bar stands at, in the window; undefined when it is not there any more. */
  readonly anchor: () => DOMRect | undefined;
  /** `inside`: over the top of a large thing; `below`: under it. */
  readonly place: 'inside' | 'below';
  /** Escape in the bar; goes back to the text when left out. */
  readonly onEscape?: () => void;
  readonly children: ReactNode;
}

/** What sticks above the text: the header and the toolbar, which may take two lines. */
const stickyHeight = 104;
const gap = 8;
/** A thing of less height is not covered. */
const tall = 140;

/** A bar at something in the text. It is in the page behind the text, so that Tab leads from one to the other. */
export function FloatingBar({ editor, anchor, place, onEscape, children }: FloatingBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ readonly top: number; readonly left: number }>();
  useLayoutEffect(() => {
    const measure = (): void => {
      const rect = anchor();
      const own = bar.current?.getBoundingClientRect();
      const page = bar.current?.offsetParent?.getBoundingClientRect();
      if (rect === undefined || own === undefined || page === undefined) return;
      const isOver = place === 'inside' && rect.height >= tall;
      const inView = Math.min(Math.max(rect.top + gap, stickyHeight + gap), rect.bottom - own.height - gap);
      const top = isOver ? inView : rect.bottom + gap;
      const left = Math.max(page.left, Math.min(rect.left + (isOver ? gap : 0), page.right - own.width));
      const next = { top: Math.round(top - page.top), left: Math.round(left - page.left) };
      setAt((last) => (last?.top === next.top && last.left === next.left ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(editor.view.dom);
    if (bar.current !== null) observer.observe(bar.current);
    document.addEventListener('scroll', measure, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', measure, { capture: true });
    };
  }, [editor, anchor, place]);
  return (
    <div
      ref={bar}
      role="presentation"
      style={{ top: at?.top ?? 0, left: at?.left ?? 0, visibility: at === undefined ? 'hidden' : 'visible' }}
      className="float-in absolute z-10 max-w-full rounded-md border border-rule bg-raised p-1 text-sm shadow-float"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (onEscape === undefined) editor.commands.focus();
        else onEscape();
      }}
    >
      {children}
    </div>
  );
}
