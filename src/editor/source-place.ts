import { EditorView } from '@codemirror/view';
import { isInSight, topOfSight, type EditorPlace } from './editor-place.ts';
import { normalizeLineEnds } from './line-ends.ts';
import type { SourceFile } from './source-file.ts';

/** Where the person is in the source, in offsets of the file's own text. */
export function readSourcePlace(view: EditorView, file: SourceFile): EditorPlace {
  const cursor = view.state.selection.main.head;
  const hasFocus = view.hasFocus;
  const top = view.coordsAtPos(cursor)?.top;
  const inFile = (position: number): number => offsetInFile(file, position);
  if (top !== undefined && isInSight(top)) return { cursor: inFile(cursor), seen: inFile(cursor), top, hasFocus };
  const block = view.lineBlockAtHeight(topOfSight - view.documentTop);
  return { cursor: inFile(cursor), seen: inFile(block.from), top: block.top + view.documentTop, hasFocus };
}

/** Puts the cursor there and scrolls until what was seen is where it was. */
export function showSourcePlace(view: EditorView, file: SourceFile, place: EditorPlace): void {
  const { length } = view.state.doc;
  const at = (offset: number): number => Math.min(length, positionInView(file, offset));
  // CodeMirror itself waits for the heights of lines that it has not drawn yet.
  const effects = EditorView.scrollIntoView(at(place.seen), { y: 'start', yMargin: place.top });
  view.dispatch({ selection: { anchor: at(place.cursor) }, effects });
  if (place.hasFocus) view.contentDOM.focus({ preventScroll: true });
}

/** The offset in the file's own text of a position in the view. CodeMirror counts every line end as one, the file may have two for it. */
export function offsetInFile({ mark, body }: SourceFile, position: number): number {
  if (!body.includes('\r')) return mark.length + position;
  let offset = 0;
  for (let left = position; left > 0 && offset < body.length; left -= 1)
    offset += body.startsWith('\r\n', offset) ? 2 : 1;
  return mark.length + offset;
}

/** The position in the view of an offset of the file's own text. */
export function positionInView({ mark, body }: SourceFile, offset: number): number {
  return normalizeLineEnds(body.slice(0, Math.max(0, offset - mark.length))).length;
}
