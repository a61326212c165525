import type { Editor, Extensions } from '@tiptap/core';
import { TextSelection, type Command } from '@tiptap/pm/state';
import { goToNextCell, tableEditing } from '@tiptap/pm/tables';
import { addRow, moveColumns, moveRows } from '../commands/edit-table.ts';
import { enterInCell, leaveTable } from '../commands/leave-cell.ts';
import { stepToCell } from '../commands/step-to-cell.ts';
import { tableView } from '../views/table-view.ts';
import { nodeFromSpec } from './node-from-spec.ts';
import { pasteIntoTable } from './paste-into-table.ts';

const alignments = new Set(['left', 'center', 'right']);

/** Tables as Markdown has them: one header row, cells of one paragraph each, an alignment for each column. */
export function tables(): Extensions {
  const parseCell =
    (tag: string) => (): { tag: string; getAttrs: (element: HTMLElement) => { align: string | null } }[] => [
      { tag, getAttrs: (element) => ({ align: alignOf(element) }) },
    ];
  return [
    nodeFromSpec('table', {
      priority: 600,
      parseHTML: () => [{ tag: 'table' }],
      renderHTML: () => ['table', ['tbody', 0]],
      addNodeView: () => tableView,
      addProseMirrorPlugins: () => [pasteIntoTable(), tableEditing({ allowTableNodeSelection: true })],
      addKeyboardShortcuts() {
        const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch, this.editor.view);
        // A key that moves a row should not move the table when the row is at its edge.
        const move = (command: Command) => () => run(command)() || inTable(this.editor);
        return {
          Tab: () => goToCell(this.editor, 1),
          'Shift-Tab': () => goToCell(this.editor, -1),
          Enter: run(enterInCell),
          'Mod-Enter': run(leaveTable),
          ArrowUp: run(stepToCell('up')),
          ArrowDown: run(stepToCell('down')),
          ArrowLeft: run(stepToCell('left')),
          ArrowRight: run(stepToCell('right')),
          'Shift-ArrowUp': run(stepToCell('up', { extend: true })),
          'Shift-ArrowDown': run(stepToCell('down', { extend: true })),
          'Shift-ArrowLeft': run(stepToCell('left', { extend: true })),
          'Shift-ArrowRight': run(stepToCell('right', { extend: true })),
          'Alt-Shift-ArrowUp': move(moveRows(-1)),
          'Alt-Shift-ArrowDown': move(moveRows(1)),
          'Alt-Shift-ArrowLeft': move(moveColumns(-1)),
          'Alt-Shift-ArrowRight': move(moveColumns(1)),
          // A cell is one line of Markdown: a break in it is written as HTML.
          'Shift-Enter': () =>
            inTable(this.editor) &&
            this.editor.commands.insertContent({ type: 'lockedInline', attrs: { kind: 'html', source: '<br>' } }),
        };
      },
    }),
    nodeFromSpec('tableRow', {
      parseHTML: () => [{ tag: 'tr' }],
      renderHTML: () => ['tr', 0],
      // Between two cells there is no place to write: what is typed there would be one more cell.
      allowGapCursor: false,
    }),
    nodeFromSpec('tableHeader', {
      parseHTML: parseCell('th'),
      renderHTML: ({ node }) => ['th', alignment(node.attrs['align']), 0],
    }),
    nodeFromSpec('tableCell', {
      parseHTML: parseCell('td'),
      renderHTML: ({ node }) => ['td', alignment(node.attrs['align']), 0],
    }),
  ];
}

function goToCell(editor: Editor, direction: 1 | -1): boolean {
  if (!inTable(editor)) return false;
  const { view } = editor;
  if (goToNextCell(direction)(view.state, view.dispatch)) return true;
  if (direction === -1) return true;
  return addRow('after')(view.state, view.dispatch) && firstCell(editor);
}

/** A row that Tab adds is written from its first cell on. */
function firstCell({ view: { state, dispatch } }: Editor): boolean {
  const { tr, selection } = state;
  dispatch(tr.setSelection(TextSelection.near(state.doc.resolve(selection.$from.before(-1) + 1), 1)));
  return true;
}

/** True while the selection is in a table. */
export function inTable(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === 'table') return true;
  return false;
}

function alignOf(element: HTMLElement): string | null {
  const align = element.getAttribute('data-align') ?? element.getAttribute('align') ?? element.style.textAlign;
  return alignments.has(align) ? align : null;
}

function alignment(align: unknown): Record<string, string> {
  return typeof align === 'string' && alignments.has(align) ? { 'data-align': align } : {};
}
