import type { Fragment, Node, Slice } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { readGrid, writeGrid, type Cells } from './table-grid.ts';

/** The cells in what is pasted, when it is a table, rows or cells and nothing else. */
export function pastedCells({ content }: Slice): Cells | undefined {
  const first = content.firstChild;
  if (first === null || content.childCount === 0) return undefined;
  if (first.type.name === 'table' && content.childCount === 1) return rowsOf(first.content);
  if (first.type.name === 'tableRow') return rowsOf(content);
  const isCell = (node: Node): boolean => node.type.name === 'tableCell' || node.type.name === 'tableHeader';
  return content.content.every(isCell) ? [content.content] : undefined;
}

/** Words alone as one cell; undefined for more than a line of them. */
export function wordsAsCell(state: EditorState, { content }: Slice): Cells | undefined {
  const first = content.firstChild;
  const words = content.childCount === 1 && first?.isTextblock === true ? first.content : content;
  const cell = state.schema.nodes['tableCell'];
  return cell !== undefined && words.childCount > 0 && words.content.every(({ isInline }) => isInline)
    ? [[cell.create(null, words)]]
    : undefined;
}

function rowsOf(rows: Fragment): Cells | undefined {
  return rows.content.every(({ type }) => type.name === 'tableRow')
    ? rows.content.map((row) => row.children)
    : undefined;
}

/** The cells of text that a spreadsheet gives where it gives no HTML: tabs between cells, a line for each row. */
export function tabbedCells(state: EditorState, text: string): Cells | undefined {
  const cell = state.schema.nodes['tableCell'];
  if (!text.includes('\t') || cell === undefined) return undefined;
  return text
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line.split('\t').map((words) => {
        const shown = words.trim();
        return cell.create(null, shown === '' ? null : state.schema.text(shown));
      }),
    );
}

/**
 * Puts cells into the table that the selection is in, from its first selected cell on; the table grows where they need it.
 * One cell pasted over several selected ones fills them all. Undefined outside of a table.
 */
export function pasteCells(state: EditorState, pasted: Cells): Transaction | undefined {
  const grid = readGrid(state);
  const height = pasted.length;
  const width = Math.max(0, ...pasted.map((row) => row.length));
  const cellType = state.schema.nodes['tableCell'];
  if (grid === undefined || width === 0 || cellType === undefined) return undefined;
  const fills = grid.isCellSelection && height === 1 && width === 1;
  const { top, left } = grid;
  const bottom = fills ? grid.bottom : top + height;
  const right = fills ? grid.right : left + width;
  const cells = Array.from({ length: Math.max(grid.cells.length, bottom) }, (_row, row) =>
    Array.from({ length: Math.max(grid.width, right) }, (_column, column) => {
      const own =
        grid.cells[row]?.[column] ?? cellType.create({ align: grid.cells[0]?.[column]?.attrs['align'] ?? null });
      const isInside = row >= top && row < bottom && column >= left && column < right;
      if (!isInside) return own;
      const source = pasted[fills ? 0 : row - top]?.[fills ? 0 : column - left];
      return own.type.create(own.attrs, source?.content ?? null);
    }),
  );
  return writeGrid(state, grid, { cells, select: { top, left, bottom, right } });
}
