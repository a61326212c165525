import type { Node } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';
import { readGrid, writeGrid, type CellRange, type Cells, type TableGrid } from './table-grid.ts';

type Change = { readonly cells: Cells; readonly select: CellRange } | undefined;

function tableCommand(change: (grid: TableGrid, state: EditorState) => Change): Command {
  return (state, dispatch) => {
    const grid = readGrid(state);
    const changed = grid === undefined ? undefined : change(grid, state);
    if (grid === undefined || changed === undefined) return false;
    dispatch?.(writeGrid(state, grid, changed));
    return true;
  };
}

function emptyCell(state: EditorState, align: unknown = null): readonly Node[] {
  const cell = state.schema.nodes['tableCell']?.create({ align });
  return cell === undefined ? [] : [cell];
}

/** Adds an empty row before or after the selected ones, with the cursor in it. One before the header becomes the header. */
export function addRow(side: 'before' | 'after'): Command {
  return tableCommand((grid, state) => {
    const at = side === 'before' ? grid.top : grid.bottom;
    const row = (grid.cells[0] ?? []).flatMap((cell) => emptyCell(state, cell.attrs['align']));
    return { cells: grid.cells.toSpliced(at, 0, row), select: { top: at, left: grid.left } };
  });
}

/** Adds an empty column before or after the selected ones, with the cursor in it. */
export function addColumn(side: 'before' | 'after'): Command {
  return tableCommand((grid, state) => {
    const at = side === 'before' ? grid.left : grid.right;
    return {
      cells: grid.cells.map((row) => row.toSpliced(at, 0, ...emptyCell(state))),
      select: { top: grid.top, left: at },
    };
  });
}

/** Deletes the selected rows; the first that stays is the header then, and without any the table goes. */
export const deleteRows: Command = tableCommand(({ cells, top, bottom, left }) => {
  const rest = cells.toSpliced(top, bottom - top);
  return { cells: rest, select: { top: Math.min(top, rest.length - 1), left } };
});

/** Deletes the selected columns; without any the table goes. */
export const deleteColumns: Command = tableCommand(({ cells, width, top, left, right }) => ({
  cells: left === 0 && right === width ? [] : cells.map((row) => row.toSpliced(left, right - left)),
  select: { top, left: Math.min(left, width - (right - left) - 1) },
}));

/** Moves the selected rows past their neighbour. What comes first is the header: moving past it swaps the two. False at the edge. */
export function moveRows(direction: 1 | -1): Command {
  return keepingOffset((grid) => {
    const { cells, top, bottom, left, right, isCellSelection } = grid;
    const to = top + direction;
    if (to < 0 || bottom + direction > cells.length) return undefined;
    const select = isCellSelection ? { top: to, bottom: bottom + direction, left, right } : { top: to, left };
    return { cells: moved(cells, { from: top, count: bottom - top, to }), select };
  });
}

/** Moves the selected columns, with their alignment, past their neighbour. False at the edge. */
export function moveColumns(direction: 1 | -1): Command {
  return keepingOffset((grid) => {
    const { cells, width, top, bottom, left, right, isCellSelection } = grid;
    const to = left + direction;
    if (to < 0 || right + direction > width) return undefined;
    const select = isCellSelection ? { top, bottom, left: to, right: right + direction } : { top, left: to };
    return { cells: cells.map((row) => moved(row, { from: left, count: right - left, to })), select };
  });
}

function moved<Item>(items: readonly Item[], move: { from: number; count: number; to: number }): readonly Item[] {
  const taken = items.slice(move.from, move.from + move.count);
  return items.toSpliced(move.from, move.count).toSpliced(move.to, 0, ...taken);
}

/** The cursor stays at its place in the text of the cell that moved. */
function keepingOffset(change: (grid: TableGrid) => Change): Command {
  return (state, dispatch) => {
    const grid = readGrid(state);
    const changed = grid === undefined ? undefined : change(grid);
    if (grid === undefined || changed === undefined) return false;
    const tr = writeGrid(state, grid, changed);
    if (!grid.isCellSelection) {
      const at = tr.selection.$from.start() + state.selection.$from.parentOffset;
      tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.selection.$from.end()))));
    }
    dispatch?.(tr);
    return true;
  };
}

/** Aligns the selected columns; Markdown knows one alignment for a whole column. null takes it away. */
export function alignColumns(align: 'left' | 'center' | 'right' | null): Command {
  return (state, dispatch) => {
    const grid = readGrid(state);
    if (grid === undefined) return false;
    const { tr } = state;
    grid.node.forEach((row, rowOffset) => {
      row.forEach((cell, offset, column) => {
        if (column < grid.left || column >= grid.right || cell.attrs['align'] === align) return;
        tr.setNodeAttribute(grid.pos + 1 + rowOffset + 1 + offset, 'align', align);
      });
    });
    dispatch?.(tr);
    return true;
  };
}

/** Selects the whole rows that the selection touches. */
export const selectRows: Command = tableCommand(({ cells, width, top, bottom }) => ({
  cells,
  select: { top, bottom, left: 0, right: width },
}));

/** Selects the whole columns that the selection touches. */
export const selectColumns: Command = tableCommand(({ cells, left, right }) => ({
  cells,
  select: { top: 0, bottom: cells.length, left, right },
}));
