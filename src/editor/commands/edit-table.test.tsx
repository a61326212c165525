import { parseMarkdown, serializeMarkdown } from '#markdown';
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestEditor, press, pasteData } from '../test-editor.ts';
import { readDocument } from '../convert-document.ts';
import {
  addColumn,
  addRow,
  alignColumns,
  deleteColumns,
  deleteRows,
  moveColumns,
  moveRows,
  selectColumns,
  selectRows,
} from './edit-table.ts';

let editor: Editor | undefined;
afterEach(() => {
  editor?.destroy();
  editor = undefined;
});

const source = 'Before.\n\n|Name  | *Price* |\n|:---|--:|\n| _tea_|  2 |\n|coffee | 3|\n\nAfter.\n';

/** Opens `markdown`, puts the cursor at `at`, runs `command`, and gives what would be saved. */
function after(markdown: string, at: string, command: Command): string {
  editor = openTestEditor(markdown, at);
  command(editor.state, editor.view.dispatch);
  return saved(markdown, editor);
}

function saved(markdown: string, current: Editor): string {
  const outcome = serializeMarkdown(parseMarkdown(markdown), readDocument(current));
  return outcome.kind === 'saved' ? outcome.text : outcome.reason;
}

const before = 'Before.\n\n';
const behind = '\n\nAfter.\n';

describe('editing a table', () => {
  it.each([
    ['a row below', addRow('after'), 'tea', '|Name  | *Price* |\n|:---|--:|\n| _tea_|  2 |\n|  |  |\n|coffee | 3|'],
    ['a row above', addRow('before'), 'tea', '|Name  | *Price* |\n|:---|--:|\n|  |  |\n| _tea_|  2 |\n|coffee | 3|'],
    [
      'a column before',
      addColumn('before'),
      'Price',
      '|Name  |  | *Price* |\n|:---| --- |--:|\n| _tea_|  |  2 |\n|coffee |  | 3|',
    ],
    [
      'a column after',
      addColumn('after'),
      'Price',
      '|Name  | *Price* |  |\n|:---|--:| --- |\n| _tea_|  2 |  |\n|coffee | 3|  |',
    ],
    ['no row', deleteRows, 'tea', '|Name  | *Price* |\n|:---|--:|\n|coffee | 3|'],
    ['no last row', deleteRows, 'coffee', '|Name  | *Price* |\n|:---|--:|\n| _tea_|  2 |'],
    ['another header where it went', deleteRows, 'Name', '| _tea_|  2 |\n|:---|--:|\n|coffee | 3|'],
    ['no first column', deleteColumns, 'Name', '| *Price* |\n|--:|\n|  2 |\n| 3|'],
    ['no last column', deleteColumns, 'Price', '|Name  |\n|:---|\n| _tea_|\n|coffee |'],
    ['a row moved down', moveRows(1), 'tea', '|Name  | *Price* |\n|:---|--:|\n|coffee | 3|\n| _tea_|  2 |'],
    ['a row moved up', moveRows(-1), 'coffee', '|Name  | *Price* |\n|:---|--:|\n|coffee | 3|\n| _tea_|  2 |'],
    ['a row moved into the header', moveRows(-1), 'tea', '| _tea_|  2 |\n|:---|--:|\n|Name  | *Price* |\n|coffee | 3|'],
    ['the header moved down', moveRows(1), 'Name', '| _tea_|  2 |\n|:---|--:|\n|Name  | *Price* |\n|coffee | 3|'],
    ['a column moved right', moveColumns(1), 'Name', '| *Price* |Name  |\n|--:|:---|\n|  2 | _tea_|\n| 3|coffee |'],
    ['a column moved left', moveColumns(-1), '3', '| *Price* |Name  |\n|--:|:---|\n|  2 | _tea_|\n| 3|coffee |'],
    ['a column aligned', alignColumns('center'), 'tea', '|Name  | *Price* |\n|:--:|--:|\n| _tea_|  2 |\n|coffee | 3|'],
    ['a column not aligned', alignColumns(null), 'tea', '|Name  | *Price* |\n|----|--:|\n| _tea_|  2 |\n|coffee | 3|'],
  ] as const)('[R3] [E40] writes %s and keeps the other bytes', (_name, command, at, table) => {
    expect(after(source, at, command)).toBe(before + table + behind);
  });

  it.each([addRow('before'), addColumn('after'), deleteRows, deleteColumns, moveRows(1), moveColumns(1)])(
    '[R7] [E40] is taken back by one undo',
    (command) => {
      expect(after(source, 'Name', command)).not.toBe(source);
      editor?.commands.undo();
      expect(editor && saved(source, editor)).toBe(source);
    },
  );

  it.each(['|a|\n|-|\n|b|\n|c|\n', 'a | b\n- | -\nc | d\n', '> | a | b |\n> |---|---|\n> | c |\n> | d | e |\n'])(
    '[R4] every edit of %j can be written',
    (markdown) => {
      const at = markdown.includes('c') ? 'c' : 'b';
      for (const command of [
        addRow('before'),
        addRow('after'),
        addColumn('before'),
        addColumn('after'),
        deleteRows,
        deleteColumns,
        moveRows(1),
        moveRows(-1),
        moveColumns(1),
        moveColumns(-1),
      ]) {
        const current = openTestEditor(markdown, at);
        command(current.state, current.view.dispatch);
        expect(serializeMarkdown(parseMarkdown(markdown), readDocument(current)).kind).toBe('saved');
        current.destroy();
      }
    },
  );

  it('[R3] [E40] keeps the bytes of columns when rows move and a column comes at once', () => {
    const current = (editor = openTestEditor(source, 'coffee'));
    moveRows(-1)(current.state, current.view.dispatch);
    addColumn('after')(current.state, current.view.dispatch);
    current.commands.insertContent('new');
    addRow('after')(current.state, current.view.dispatch);
    expect(saved(source, current)).toBe(
      `${before}|Name  |  | *Price* |\n|:---| --- |--:|\n|coffee | new | 3|\n|  |  |  |\n| _tea_|  |  2 |${behind}`,
    );
  });

  it('takes the table away with its last row or column', () => {
    expect(after('x\n\n| a | b |\n|---|---|\n', 'a', deleteRows)).toBe('x\n');
    editor?.destroy();
    expect(after('x\n\n| a |\n|---|\n| b |\n', 'a', deleteColumns)).toBe('x\n');
  });

  it('keeps the cursor at its letter in what moves', () => {
    const current = (editor = openTestEditor(source, 'ffee'));
    moveRows(-1)(current.state, current.view.dispatch);
    moveColumns(1)(current.state, current.view.dispatch);
    expect(current.state.selection.$from.parent.textContent).toBe('coffee');
    expect(current.state.selection.$from.parentOffset).toBe(2);
  });

  it('works on all rows or columns that are selected', () => {
    const wide = '| a | b |\n|---|---|\n| c | d |\n| e | f |\n';
    const current = (editor = openTestEditor(wide, 'c'));
    selectRows(current.state, current.view.dispatch);
    expect(current.state.selection).toBeInstanceOf(CellSelection);
    moveRows(1)(current.state, current.view.dispatch);
    deleteRows(current.state, current.view.dispatch);
    expect(saved(wide, current)).toBe('| a | b |\n|---|---|\n| e | f |\n');
    selectColumns(current.state, current.view.dispatch);
    alignColumns('right')(current.state, current.view.dispatch);
    deleteColumns(current.state, current.view.dispatch);
    expect(saved(wide, current)).toBe('| b |\n|---|\n| f |\n');
  });
});

describe('keys in a table', () => {
  const markdown = '| a | b |\n|---|---|\n| c | d |\n';

  it('[E41] moves rows by Alt+Shift and up or down, columns by left or right', () => {
    const current = (editor = openTestEditor(markdown, 'c'));
    press(current, 'ArrowUp', { altKey: true, shiftKey: true });
    press(current, 'ArrowUp', { altKey: true, shiftKey: true });
    press(current, 'ArrowRight', { altKey: true, shiftKey: true });
    expect(saved(markdown, current)).toBe('| d | c |\n|---|---|\n| b | a |\n');
  });

  it('[E41] goes down by Enter, adds a row under the last one, and leaves the table from an empty one', () => {
    const current = (editor = openTestEditor(markdown, 'b'));
    press(current, 'Enter');
    expect(current.state.selection.$from.parent.textContent).toBe('d');
    press(current, 'Enter');
    expect(saved(markdown, current)).toBe(`${markdown}|  |  |\n`);
    press(current, 'Enter');
    expect(current.state.selection.$from.parent.type.name).toBe('paragraph');
    expect(saved(markdown, current)).toBe(markdown);
  });

  it('[E12] adds a row by Tab in the last cell and begins it', () => {
    const current = (editor = openTestEditor(markdown, 'd'));
    press(current, 'Tab');
    current.commands.insertContent('e');
    expect(saved(markdown, current)).toBe(`${markdown}| e |  |\n`);
  });

  it('[E41] leaves the table by Ctrl+Enter', () => {
    const current = (editor = openTestEditor(markdown, 'a'));
    press(current, 'Enter', { ctrlKey: true });
    current.commands.insertContent('below');
    expect(saved(markdown, current)).toBe(`${markdown}\nbelow\n`);
  });
});

describe('cells pasted into a table', () => {
  const markdown = '| a | b |\n|:-:|---|\n| c | d |\n';

  it('[E42] fill its cells from the cursor on and make it grow', () => {
    const current = (editor = openTestEditor(markdown, 'd'));
    pasteData(current, {
      'text/html': '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td><b>4</b></td></tr></table>',
    });
    expect(saved(markdown, current)).toBe('| a | b |  |\n|:-:|---| --- |\n| c | 1 | 2 |\n|  | 3 | **4** |\n');
  });

  it('[E42] come as plain text with tabs too', () => {
    const current = (editor = openTestEditor(markdown, 'c'));
    pasteData(current, { 'text/plain': 'x\ty\r\n' });
    expect(saved(markdown, current)).toBe('| a | b |\n|:-:|---|\n| x | y |\n');
  });

  it('[E42] leave the header a header', () => {
    const current = (editor = openTestEditor(markdown, 'a'));
    pasteData(current, { 'text/html': '<table><tr><td>1</td></tr><tr><th>2</th></tr></table>' });
    expect(current.state.doc.firstChild?.children.map((row) => row.firstChild?.type.name)).toEqual([
      'tableHeader',
      'tableCell',
    ]);
    expect(saved(markdown, current)).toBe('| 1 | b |\n|:-:|---|\n| 2 | d |\n');
  });

  it('[E42] one cell fills all that are selected', () => {
    const current = (editor = openTestEditor(markdown, 'a'));
    selectColumns(current.state, current.view.dispatch);
    pasteData(current, { 'text/html': '<table><tr><td>z</td></tr></table>' });
    expect(saved(markdown, current)).toBe('| z | b |\n|:-:|---|\n| z | d |\n');
  });
});
