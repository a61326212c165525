import type { Editor } from '@tiptap/core';
import { closeHistory, redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import { EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import type { Node } from 'prosemirror-model';
import { replaceDifferences } from './show-document.ts';

/**
 * Puts earlier documents, the nearest first, under an undo history that is at its end, so that undo goes on through them. What can
 * be redone stays so. False, and nothing done, while there is something to undo.
 */
export function deepenHistory(editor: Editor, earlier: readonly Node[]): boolean {
  const { state, view } = editor;
  if (undoDepth(state) > 0) return false;
  const documents = earlier.map((document) => state.schema.nodeFromJSON(document.toJSON()));
  const [oldest] = documents.slice(-1);
  if (oldest === undefined) return false;
  const ahead = redoable(state);
  let deep = EditorState.create({ doc: oldest, plugins: [...state.plugins] });
  for (const next of [...documents.slice(0, -1).toReversed(), state.doc]) {
    deep = stepTo(deep, next);
    if (!deep.doc.eq(next)) return false;
  }
  for (const steps of ahead) {
    const tr = deep.tr;
    for (const step of steps.steps) tr.step(step);
    deep = deep.apply(closeHistory(tr).setSelection(selectionIn(tr, steps.selection.head)));
  }
  for (let count = ahead.length; count > 0; count -= 1) {
    undo(deep, (tr) => {
      deep = deep.apply(tr);
    });
  }
  const { anchor, head } = state.selection;
  const tr = deep.tr;
  const selection = state.selection.getBookmark().resolve(deep.doc);
  deep = deep.apply(tr.setSelection(anchor === head ? selectionIn(tr, head) : selection));
  view.updateState(deep);
  return true;
}

/** The changes that redo would make, one after the other. */
function redoable(state: EditorState): readonly Transaction[] {
  const found: Transaction[] = [];
  let at = state;
  while (redoDepth(at) > 0) {
    redo(at, (tr) => {
      found.push(tr);
      at = at.apply(tr);
    });
  }
  return found;
}

/** The state after an undoable change to `next`, with the cursor before it at what changes. */
function stepTo(state: EditorState, next: Node): EditorState {
  const start = state.doc.content.findDiffStart(next.content);
  if (start === null) return state;
  const placed = state.apply(state.tr.setSelection(selectionIn(state.tr, start)));
  const tr = placed.tr;
  replaceDifferences(tr, next);
  return placed.apply(closeHistory(tr));
}

function selectionIn(tr: Transaction, position: number): Selection {
  return Selection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)));
}
