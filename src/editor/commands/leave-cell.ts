import type { Command } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';
import { addRow, deleteRows } from './edit-table.ts';
import { cellPosition, readGrid, type TableGrid } from './table-grid.ts';

/**
 * Enter in a cell: to the cell below, or to a new row under the last one. In a last row that is empty it ends the table as it
 * ends a list: the row goes, and the cursor is in the text below.
 */
export const enterInCell: Command = (state, dispatch) => {
  const grid = readGrid(state);
  if (grid === undefined) return false;
  if (grid.bottom < grid.cells.length) {
    const pos = cellPosition(grid.node, grid.pos, { row: grid.bottom, column: grid.left });
    const inside = state.doc.resolve(pos + 1);
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, inside.end())).scrollIntoView());
    return true;
  }
  return endsEmpty(grid) ? leaveTable(state, dispatch) : addRow('after')(state, dispatch);
};

/** The last row of the table, not the only one, has no text, and the selection reaches it. */
function endsEmpty({ cells, bottom }: TableGrid): boolean {
  const isLast = bottom === cells.length && cells.length > 1;
  return isLast && (cells.at(-1) ?? []).every((cell) => cell.content.size === 0);
}

/** Puts the cursor into the text below the table, which is made where there is none; an empty last row goes. */
export const leaveTable: Command = (state, dispatch) => {
  const grid = readGrid(state);
  const paragraph = state.schema.nodes['paragraph'];
  if (grid === undefined || paragraph === undefined) return false;
  let { tr } = state;
  if (endsEmpty(grid)) deleteRows(state, (deleting) => (tr = deleting));
  const table = tr.doc.nodeAt(grid.pos);
  if (table === null) return false;
  const end = grid.pos + table.nodeSize;
  if (tr.doc.resolve(end).nodeAfter?.isTextblock !== true) tr.insert(end, paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, end + 1));
  dispatch?.(tr.scrollIntoView());
  return true;
};
