import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { isInSight, scrollTo, topOfSight, type EditorPlace } from './editor-place.ts';
import { scrollUntilSettled } from './extensions/settled-scroll.ts';

/** Where the person is in the rich text. */
export function readRichPlace({ view, state }: Editor): EditorPlace {
  const cursor = state.selection.head;
  const hasFocus = view.hasFocus();
  const { top } = view.coordsAtPos(cursor);
  if (isInSight(top)) return { cursor, seen: cursor, top, hasFocus };
  const { left } = view.dom.getBoundingClientRect();
  const seen = view.posAtCoords({ left: left + 4, top: topOfSight })?.pos ?? cursor;
  return { cursor, seen, top: view.coordsAtPos(seen).top, hasFocus };
}

/** Puts the cursor there and scrolls until what was seen is where it was. */
export function showRichPlace({ view, state }: Editor, place: EditorPlace): void {
  const { size } = state.doc.content;
  const at = (position: number) => state.doc.resolve(Math.min(Math.max(0, position), size));
  const selection = Selection.near(at(place.cursor));
  if (!selection.eq(state.selection)) view.dispatch(state.tr.setSelection(selection));
  if (place.hasFocus) view.focus();
  const seen = Selection.near(at(place.seen)).head;
  scrollUntilSettled(view, () => scrollTo(view.dom, { from: view.coordsAtPos(seen).top, to: place.top }));
}
