import type { Node } from 'prosemirror-model';
import { diffSequence } from '../diff-sequence.ts';
import { alignNodes, type AlignedNode } from './align-nodes.ts';
import { compareInline, inlineOf } from './compare-inline.ts';
import { fateOf } from './fate-of.ts';
import type { CellDiff, RowDiff } from './rendered-diff.ts';

/** A column of either table, or of both; -1 where a table does not have it. */
interface Column {
  readonly old: number;
  readonly fresh: number;
}

/** The rows of a table, unchanged. */
export function rowsOf(table: Node): readonly RowDiff[] {
  return rows(table).map((row) => ({
    change: 'same',
    move: null,
    isHeader: isHeader(row),
    cells: row.children.map((cell) => wholeCell(cell, 'same')),
  }));
}

/** Two tables cell by cell: columns are known by what stands in their header, rows by their words. */
export function compareTables(old: Node, fresh: Node): readonly RowDiff[] {
  const columns = alignColumns(old, fresh);
  const [oldHead, freshHead] = [old.firstChild, fresh.firstChild];
  const head: readonly AlignedNode[] =
    oldHead === null || freshHead === null
      ? []
      : [{ kind: 'pair', old: oldHead, fresh: freshHead, isSame: oldHead.eq(freshHead) }];
  const skip = head.length;
  return [...head, ...alignNodes(rows(old).slice(skip), rows(fresh).slice(skip))].map((aligned) =>
    compareRow(aligned, columns),
  );
}

function compareRow(aligned: AlignedNode, columns: readonly Column[]): RowDiff {
  const fate = fateOf(aligned);
  if ((aligned.kind === 'pair' || aligned.kind === 'moved-to') && !(fate.change === 'same' && isWhole(columns))) {
    return {
      ...fate,
      change: fate.change === 'same' ? 'changed' : fate.change,
      isHeader: isHeader(aligned.fresh),
      cells: columns.map(({ old, fresh }) =>
        compareCells(aligned.old.maybeChild(old), aligned.fresh.maybeChild(fresh)),
      ),
    };
  }
  const row = 'fresh' in aligned ? aligned.fresh : aligned.old;
  return { ...fate, isHeader: isHeader(row), cells: row.children.map((cell) => wholeCell(cell, 'same')) };
}

/** Whether both tables have every column. */
function isWhole(columns: readonly Column[]): boolean {
  return columns.every(({ old, fresh }) => old >= 0 && fresh >= 0);
}

function alignColumns(old: Node, fresh: Node): readonly Column[] {
  const before = old.firstChild?.children ?? [];
  const after = fresh.firstChild?.children ?? [];
  if (before.length === after.length) return after.map((_, index) => ({ old: index, fresh: index }));
  const columns: Column[] = [];
  let oldAt = 0;
  let freshAt = 0;
  const pass = (oldTo: number, freshTo: number): void => {
    for (; oldAt < oldTo; oldAt += 1) columns.push({ old: oldAt, fresh: -1 });
    for (; freshAt < freshTo; freshAt += 1) columns.push({ old: -1, fresh: freshAt });
  };
  diffSequence(before, after, (a, b) => a.textContent === b.textContent).forEach((oldIndex, freshIndex) => {
    if (oldIndex < 0) return;
    pass(oldIndex, freshIndex);
    columns.push({ old: oldIndex, fresh: freshIndex });
    oldAt = oldIndex + 1;
    freshAt = freshIndex + 1;
  });
  pass(before.length, after.length);
  return columns;
}

function compareCells(old: Node | null, fresh: Node | null): CellDiff {
  if (old !== null && fresh !== null) {
    return { change: 'same', align: alignOf(fresh), content: compareInline(old, fresh) };
  }
  if (fresh !== null) return wholeCell(fresh, 'added');
  return old === null ? { change: 'same', align: null, content: [] } : wholeCell(old, 'removed');
}

function wholeCell(cell: Node, change: CellDiff['change']): CellDiff {
  return { change, align: alignOf(cell), content: inlineOf(cell) };
}

function alignOf(cell: Node): string | null {
  const align: unknown = cell.attrs['align'];
  return typeof align === 'string' ? align : null;
}

function isHeader(row: Node): boolean {
  return row.firstChild?.type.name === 'tableHeader';
}

function rows(table: Node): readonly Node[] {
  return table.children;
}
