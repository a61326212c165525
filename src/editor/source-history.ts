import { isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { EditorState, type ChangeSet, type ChangeSpec, type Extension, type Transaction } from '@codemirror/state';
import { minimalChange } from './minimal-change.ts';

/** The change that makes one text of another, as CodeMirror takes it. */
export function changeTo(from: string, to: string): ChangeSpec | null {
  return from === to ? null : minimalChange(from, to);
}

/**
 * A state like `state` whose undo goes on through `earlier` texts, the nearest first, all with LF. Null while there is something
 * to undo, or where there is nothing earlier.
 */
export function deepenSourceHistory(
  state: EditorState,
  earlier: readonly string[],
  extensions: Extension,
): EditorState | null {
  const [oldest] = earlier.slice(-1);
  if (undoDepth(state) > 0 || oldest === undefined) return null;
  const ahead: ChangeSet[] = [];
  let at = state;
  while (redoDepth(at) > 0) {
    const before = at;
    redo({
      state: at,
      dispatch: (tr: Transaction) => {
        ahead.push(tr.changes);
        at = tr.state;
      },
    });
    if (before === at) break;
  }
  let deep = EditorState.create({ doc: oldest, extensions });
  for (const text of [...earlier.slice(0, -1).toReversed(), state.doc.toString()]) {
    const changes = changeTo(deep.doc.toString(), text);
    if (changes === null) continue;
    deep = step(deep, deep.changes(changes));
  }
  for (const changes of ahead) deep = step(deep, changes);
  for (let count = ahead.length; count > 0; count -= 1) {
    undo({
      state: deep,
      dispatch: (tr: Transaction) => {
        deep = tr.state;
      },
    });
  }
  return deep.update({ selection: state.selection }).state;
}

function step(state: EditorState, changes: ChangeSet): EditorState {
  let start = 0;
  changes.iterChangedRanges((from) => {
    start = from;
  });
  const placed = state.update({ selection: { anchor: start } }).state;
  return placed.update({ changes, annotations: isolateHistory.of('full') }).state;
}
