import type { EventChannel } from '#base';
import { isolateHistory } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { normalizeLineEnds } from './line-ends.ts';
import type { SourceEditorHandle } from './source-editor-handle.ts';
import { readSource } from './source-file.ts';
import { changeTo } from './source-history.ts';
import { offsetInFile, positionInView } from './source-place.ts';

export interface SourceHandleParts {
  readonly view: EditorView;
  /** The whole file as it is now. */
  readonly read: () => string;
  readonly moves: EventChannel<void>;
}

/** The handle of a source editor that is mounted. */
export function createSourceHandle({ view, read, moves }: SourceHandleParts): SourceEditorHandle {
  const select = (from: number, to: number): void => {
    const file = readSource(read());
    const at = (offset: number): number => Math.min(view.state.doc.length, positionInView(file, offset));
    const [anchor, head] = [at(from), at(to)];
    view.dispatch({
      selection: { anchor, head },
      // The bars at the top of the window would lie over a line at its edge.
      effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: marginOfJump }),
    });
    view.focus();
  };
  return {
    text: read,
    position: () => offsetInFile(readSource(read()), view.state.selection.main.head),
    subscribe: (listener) => moves.subscribe(listener),
    reveal: (position) => select(position, position),
    select,
    focus: () => view.focus(),
    replace(text) {
      const changes = changeTo(view.state.doc.toString(), normalizeLineEnds(readSource(text).body));
      if (changes !== null) view.dispatch({ changes, annotations: isolateHistory.of('full'), userEvent: 'input' });
    },
  };
}

/** In pixels: the header above the source, and some lines to see what comes before. */
const marginOfJump = 160;
