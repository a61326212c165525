import { history, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { EditorState, type Transaction } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { changeTo, deepenSourceHistory } from './source-history.ts';

const extensions = history();
type Command = typeof undo;

function run(state: EditorState, command: Command): EditorState {
  let next = state;
  command({
    state,
    dispatch: (tr: Transaction) => {
      next = tr.state;
    },
  });
  return next;
}

describe('deepenSourceHistory', () => {
  it('[E84] lets undo go on through earlier texts, and redo come back through them to what was undone', () => {
    let state = EditorState.create({ doc: 'one two 👩', extensions });
    state = state.update({ changes: { from: 0, insert: 'X' }, userEvent: 'input' }).state;
    state = run(state, undo);
    const deep = deepenSourceHistory(state, ['one two', 'one'], extensions);
    if (deep === null) throw new Error('nothing was put under it');
    expect(deep.doc.toString()).toBe('one two 👩');
    expect([undoDepth(deep), redoDepth(deep)]).toEqual([2, 1]);
    let at = deep;
    const seen = [undo, undo, redo, redo, redo].map((command) => {
      at = run(at, command);
      return at.doc.toString();
    });
    expect(seen).toEqual(['one two', 'one', 'one two', 'one two 👩', 'Xone two 👩']);
  });

  it('does nothing while there is something to undo', () => {
    const state = EditorState.create({ doc: 'a', extensions }).update({ changes: { from: 0, insert: 'X' } }).state;
    expect(deepenSourceHistory(state, ['b'], extensions)).toBeNull();
  });

  it('never parts a surrogate pair', () => {
    expect(changeTo('a👩b', 'a👨b')).toEqual({ from: 1, to: 3, insert: '👨' });
  });
});
