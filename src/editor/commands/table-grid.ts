import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { CellSelection, isInTable, selectedRect } from '@tiptap/pm/tables';

/** The cells of a table, row by row; every row has as many as the widest. */
export type Cells = readonly (readonly Node[])[];

/** A table that the selection is in: its cells, which of them are selected (`bottom` and `right` are behind the last). */
export interface TableGrid {
  readonly cells: Cells;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** Several cells are selected, not a place in one. */
  readonly isCellSelection: boolean;
  readonly node: Node;
  /** Where the table begins in the document. */
  readonly pos: number;
}

/** The table around the selection, or undefined. */
export function readGrid(state: EditorState): TableGrid | undefined {
  if (!isInTable(state)) return undefined;
  const { table, tableStart, top, bottom, left, right, map } = selectedRect(state);
  const cellType = state.schema.nodes['tableCell'];
  if (cellType === undefined) return undefined;
  const cells = table.children.map((row) =>
    Array.from({ length: map.width }, (_, column) => row.maybeChild(column) ?? cellType.create()),
  );
  const isCellSelection = state.selection instanceof CellSelection;
  return { cells, width: map.width, top, bottom, left, right, isCellSelection, node: table, pos: tableStart - 1 };
}

/** The cells to be selected afterwards: one for the cursor, more for a selection of cells. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom?: number;
  readonly right?: number;
}

/**
 * Writes other cells into a table, in one step that replaces only the rows that differ. Cells become what their place asks
 * for: header cells in the first row, and the alignment of their column as the first row has it. No cells: the table goes.
 */
export function writeGrid(
  state: EditorState,
  grid: TableGrid,
  change: { cells: Cells; select: CellRange },
): Transaction {
  const { tr } = state;
  const { cells, select } = change;
  const table = buildTable(state, grid.node, cells);
  if (table === undefined) {
    tr.delete(grid.pos, grid.pos + grid.node.nodeSize);
    return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(grid.pos, tr.doc.content.size)), 1));
  }
  replaceRows(tr, grid, table);
  selectCells(tr, { table, pos: grid.pos }, select);
  return tr.scrollIntoView();
}

function buildTable(state: EditorState, old: Node, cells: Cells): Node | undefined {
  const { tableHeader, tableCell, tableRow } = state.schema.nodes;
  const first = cells[0];
  if (first === undefined || first.length === 0 || !tableHeader || !tableCell || !tableRow) return undefined;
  const rows = cells.map((row, index) => {
    const type = index === 0 ? tableHeader : tableCell;
    const shaped = row.map((cell, column) => {
      const align: unknown = first[column]?.attrs['align'] ?? null;
      return cell.type === type && cell.attrs['align'] === align ? cell : type.create({ align }, cell.content);
    });
    const before = old.maybeChild(index);
    const isSame = before?.childCount === shaped.length && shaped.every((cell, at) => before.child(at) === cell);
    return isSame ? before : tableRow.create(null, shaped);
  });
  return old.type.create(old.attrs, rows);
}

function replaceRows(tr: Transaction, { node, pos }: TableGrid, table: Node): void {
  let start = 0;
  let from = pos + 1;
  while (start < Math.min(node.childCount, table.childCount) && node.child(start).eq(table.child(start))) {
    from += node.child(start).nodeSize;
    start += 1;
  }
  let [end, newEnd] = [node.childCount, table.childCount];
  let to = pos + node.nodeSize - 1;
  while (end > start && newEnd > start && node.child(end - 1).eq(table.child(newEnd - 1))) {
    to -= node.child(end - 1).nodeSize;
    end -= 1;
    newEnd -= 1;
  }
  if (from === to && start === newEnd) return;
  tr.replaceWith(from, to, table.children.slice(start, newEnd));
}

function selectCells(tr: Transaction, { table, pos }: { table: Node; pos: number }, select: CellRange): void {
  const { top, left, bottom = top + 1, right = left + 1 } = select;
  const anchor = cellPosition(table, pos, { row: top, column: left });
  const head = cellPosition(table, pos, { row: bottom - 1, column: right - 1 });
  if (bottom - top > 1 || right - left > 1) tr.setSelection(CellSelection.create(tr.doc, anchor, head));
  else tr.setSelection(TextSelection.near(tr.doc.resolve(anchor + 1), 1));
}

/** The position before a cell. */
export function cellPosition(
  table: Node,
  pos: number,
  cell: { readonly row: number; readonly column: number },
): number {
  const row = Math.max(0, Math.min(cell.row, table.childCount - 1));
  let at = pos + 1;
  for (let index = 0; index < row; index += 1) at += table.child(index).nodeSize;
  at += 1;
  const cells = table.child(row);
  const column = Math.max(0, Math.min(cell.column, cells.childCount - 1));
  for (let index = 0; index < column; index += 1) at += cells.child(index).nodeSize;
  return at;
}
