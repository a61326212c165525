import { expect, it } from 'vitest';
import { formatState } from './format-state.ts';
import { openTestEditor } from './test-editor.ts';

it('knows the marks at the cursor, those that the next letter will have, and those of a selection', () => {
  const editor = openTestEditor('Some **bold** words', 'old');
  expect(formatState(editor)).toMatchObject({ bold: true, italic: false });
  editor.commands.toggleMark('italic');
  expect(formatState(editor)).toMatchObject({ bold: true, italic: true });
  editor.commands.setTextSelection({ from: 1, to: editor.state.doc.content.size - 1 });
  expect(formatState(editor)).toMatchObject({ bold: false, italic: false });
});

it('knows whether there is something to undo and to redo', () => {
  const editor = openTestEditor('Words');
  expect(formatState(editor)).toMatchObject({ canUndo: false, canRedo: false });
  editor.commands.insertContent('!');
  expect(formatState(editor)).toMatchObject({ canUndo: true, canRedo: false });
  editor.commands.undo();
  expect(formatState(editor)).toMatchObject({ canUndo: false, canRedo: true });
});
