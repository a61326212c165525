import type { Editor, JSONContent } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

/** Inserts a table of three columns, a header row and two rows, and puts the cursor in its first cell. */
export function insertTable(editor: Editor): void {
  const row = (type: string): JSONContent => ({ type: 'tableRow', content: [{ type }, { type }, { type }] });
  const table = { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] };
  const start = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent(table)
    .command(({ tr }) => {
      let cell: number | undefined;
      tr.doc.nodesBetween(Math.max(0, start - 1), tr.doc.content.size, (node, pos) => {
        if (cell === undefined && node.type.name === 'tableHeader' && node.content.size === 0) cell = pos + 1;
        return cell === undefined;
      });
      if (cell !== undefined) tr.setSelection(TextSelection.create(tr.doc, cell));
      return true;
    })
    .run();
}
