import type { Node } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { cellPosition, readGrid } from './table-grid.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * An arrow at the edge of a cell's text: to the cell on that side; with `extend` that cell is selected with this one, and the
 * arrows go on from there. Above or below a table at the edge of the text a paragraph is made to go to. False inside of the
 * text and at other edges of the table.
 */
export function stepToCell(direction: Direction, { extend = false } = {}): Command {
  return (state, dispatch, view) => {
    const { selection } = state;
    if (view === undefined || !(selection instanceof TextSelection) || (!extend && !selection.empty)) return false;
    const from = extend ? cellAt(state, selection.head) : cellAt(state, selection.from);
    if (from === undefined || !view.endOfTextblock(direction)) return false;
    const to = neighbour(state, direction);
    if (to === undefined) return !extend && stepOut(direction)(state, dispatch, view);
    const { tr } = state;
    if (extend) tr.setSelection(CellSelection.create(state.doc, from, to));
    else {
      const inside = state.doc.resolve(to + 1);
      const isForward = direction === 'right' || direction === 'down';
      tr.setSelection(TextSelection.create(state.doc, isForward ? inside.start() : inside.end()));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Out of a table that has nothing above or below it. */
function stepOut(direction: Direction): Command {
  return (state, dispatch) => {
    const grid = readGrid(state);
    const paragraph = state.schema.nodes['paragraph'];
    if (grid === undefined || paragraph === undefined || direction === 'left' || direction === 'right') return false;
    const edge = direction === 'up' ? grid.pos : grid.pos + grid.node.nodeSize;
    const $edge = state.doc.resolve(edge);
    if ((direction === 'up' ? $edge.nodeBefore : $edge.nodeAfter) !== null) return false;
    const tr = state.tr.insert(edge, paragraph.create());
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, edge + 1)).scrollIntoView());
    return true;
  };
}

/** The position before the cell around a place of the text. */
function cellAt(state: EditorState, pos: number): number | undefined {
  const $pos = state.doc.resolve(pos);
  return isCell($pos.parent) ? $pos.before() : undefined;
}

function isCell({ type }: Node): boolean {
  return type.name === 'tableCell' || type.name === 'tableHeader';
}

function neighbour(state: EditorState, direction: Direction): number | undefined {
  const grid = readGrid(state);
  if (grid === undefined) return undefined;
  const { top, left, width, cells, node, pos } = grid;
  if (direction === 'up' || direction === 'down') {
    const row = direction === 'up' ? top - 1 : top + 1;
    return row < 0 || row >= cells.length ? undefined : cellPosition(node, pos, { row, column: left });
  }
  const index = top * width + left + (direction === 'left' ? -1 : 1);
  const isInside = index >= 0 && index < cells.length * width;
  return isInside ? cellPosition(node, pos, { row: Math.floor(index / width), column: index % width }) : undefined;
}
