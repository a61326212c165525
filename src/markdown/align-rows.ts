import type { Node } from 'prosemirror-model';
import { alignChildren, type Alignment } from './align-children.ts';
import type { SourceBlock } from './source-tree.ts';

/** Rows align like blocks, and a row that moved, also into the header or out of it, is still the row it was. */
export function alignRows(old: readonly SourceBlock[], rows: readonly Node[], columns: readonly number[]): Alignment[] {
  const aligned = findMovedRows(old, alignChildren(old, rows), columns);
  const header = aligned[0];
  const used = aligned.map(({ index }) => index);
  const row = rows[0];
  const first = old[0];
  const isMoved = header !== undefined && haveSameCells(header.old?.node, header.node, columns);
  if (header?.index !== 0 && !isMoved && row !== undefined && first !== undefined && !used.includes(0)) {
    aligned[0] = { node: row, old: first, index: 0, isSame: false, donors: [] };
  }
  return aligned.map((alignment, index) => {
    if (index === 0 || alignment.index !== 0) return alignment;
    const { node, old, isSame, donors } = alignment;
    return { node, old, isSame, donors, index: -1 };
  });
}

/** Gives rows with the cells of an old row, in the columns that both have, that one as theirs; who had it for likeness only is written anew. */
function findMovedRows(
  old: readonly SourceBlock[],
  aligned: readonly Alignment[],
  columns: readonly number[],
): Alignment[] {
  const kept = columns.filter((column) => column >= 0).toSorted((a, b) => a - b);
  const textOf = (row: Node, column: number): string => row.maybeChild(column)?.textContent ?? '';
  const oldKey = (row: Node): string => kept.map((column) => textOf(row, column)).join('\n');
  const keyOf = (row: Node): string => kept.map((column) => textOf(row, columns.indexOf(column))).join('\n');
  const taken = new Set(aligned.flatMap(({ isSame, index }) => (isSame ? [index] : [])));
  const free = new Map<string, number[]>();
  old.forEach(({ node }, index) => {
    if (taken.has(index)) return;
    const key = oldKey(node);
    free.set(key, [...(free.get(key) ?? []), index]);
  });
  const exact = aligned.map((alignment): Alignment => {
    if (alignment.isSame) return alignment;
    const { node } = alignment;
    const index = free.get(keyOf(node))?.find((at) => !taken.has(at) && haveSameCells(old[at]?.node, node, columns));
    const block = index === undefined ? undefined : old[index];
    if (index === undefined || block === undefined) return alignment;
    taken.add(index);
    return { node, old: block, index, isSame: block.node.eq(node), donors: [] };
  });
  return exact.map((alignment, at): Alignment => {
    const isOwn = alignment.isSame || alignment !== aligned[at] || !taken.has(alignment.index);
    return isOwn ? alignment : { node: alignment.node, old: null, index: -1, isSame: false, donors: alignment.donors };
  });
}

function haveSameCells(before: Node | undefined, after: Node, columns: readonly number[]): boolean {
  const isWhole = before !== undefined && before.childCount > Math.max(-1, ...columns);
  const pairs = after.children.flatMap((cell, at) =>
    (columns[at] ?? -1) < 0 ? [] : [{ cell, column: columns[at] ?? -1 }],
  );
  return (
    isWhole &&
    pairs.length > 0 &&
    pairs.every(({ cell, column }) => before.maybeChild(column)?.content.eq(cell.content))
  );
}
