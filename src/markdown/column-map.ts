import type { Node } from 'prosemirror-model';
import { diffSequence } from './diff-sequence.ts';

/**
 * For each column of the current table its column in the source, or -1: equal ones first, also where they changed places,
 * then between those the ones that have most cells in common.
 */
export function columnMap(before: Node, after: Node): number[] {
  const [old, fresh] = [columnTexts(before), columnTexts(after)];
  const [oldKeys, freshKeys] = [old.map(keyOf), fresh.map(keyOf)];
  if (old.length === fresh.length) return movedColumns(oldKeys, freshKeys);
  const map = diffSequence(oldKeys, freshKeys, (a, b) => a === b);
  for (const gap of gapsOf(map, old.length)) {
    const count = Math.min(gap.oldTo - gap.oldFrom, gap.freshTo - gap.freshFrom);
    if (count === 0) continue;
    const [oldShift, freshShift] = bestShift(old, fresh, gap);
    for (let at = 0; at < count; at += 1) map[gap.freshFrom + freshShift + at] = gap.oldFrom + oldShift + at;
  }
  return map;
}

function columnTexts(table: Node): string[][] {
  const width = table.firstChild?.childCount ?? 0;
  return Array.from({ length: width }, (_, column) =>
    table.children.map((row) => row.maybeChild(column)?.textContent ?? ''),
  );
}

/** The same for a column whose rows were moved, or that has a row more without text. */
function keyOf(column: readonly string[]): string {
  return column
    .filter((text) => text !== '')
    .toSorted()
    .join('\n');
}

/** Columns that changed places keep their source; a changed column is the one at its place. */
function movedColumns(before: readonly string[], after: readonly string[]): number[] {
  const own = after.map((_, column) => column);
  const free = new Set(own.filter((column) => before[column] !== after[column]));
  const moved = own.map((column) => {
    if (!free.has(column)) return column;
    return [...free].find((candidate) => before[candidate] === after[column]) ?? -1;
  });
  const isPermutation = new Set(moved).size === moved.length && !moved.includes(-1);
  return isPermutation ? moved : own;
}

interface Gap {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly freshFrom: number;
  readonly freshTo: number;
}

/** The stretches without equal columns between those that have them. */
function gapsOf(map: readonly number[], oldWidth: number): Gap[] {
  const gaps: Gap[] = [];
  let [oldFrom, freshFrom] = [0, 0];
  [...map, oldWidth].forEach((old, fresh) => {
    if (old < 0) return;
    gaps.push({ oldFrom, oldTo: old, freshFrom, freshTo: fresh });
    [oldFrom, freshFrom] = [old + 1, fresh + 1];
  });
  return gaps;
}

/** How far the shorter side of a gap is laid along the longer one, for the most cells in common. */
function bestShift(old: readonly string[][], fresh: readonly string[][], gap: Gap): readonly [number, number] {
  const [oldCount, freshCount] = [gap.oldTo - gap.oldFrom, gap.freshTo - gap.freshFrom];
  let best: readonly [number, number] = [0, 0];
  let most = -1;
  for (let shift = 0; shift <= Math.abs(freshCount - oldCount); shift += 1) {
    const shifts = freshCount > oldCount ? ([0, shift] as const) : ([shift, 0] as const);
    let common = 0;
    for (let at = 0; at < Math.min(oldCount, freshCount); at += 1) {
      const texts = new Set(old[gap.oldFrom + shifts[0] + at]);
      common += (fresh[gap.freshFrom + shifts[1] + at] ?? []).filter((text) => text !== '' && texts.has(text)).length;
    }
    if (common > most) [best, most] = [shifts, common];
  }
  return best;
}
