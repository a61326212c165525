import type { Node } from 'prosemirror-model';
import { countWords, sharedWords } from './shared-words.ts';

/** Below this share of common words two blocks read better as one that went and one that came. */
const leastShare = 0.34;
/** Where only one block stands on each side, less is enough. */
const leastShareAlone = 0.2;
const mostPairs = 40_000;
/** In a larger stretch a block is looked for only so far from its place, in blocks. */
const reach = 24;

/** Pairs in order, as indexes into `old` and `fresh`, for the greatest sum of likeness. */
export function pairSimilar(old: readonly Node[], fresh: readonly Node[]): readonly (readonly [number, number])[] {
  if (old.length === 0 || fresh.length === 0) return [];
  const least = old.length === 1 && fresh.length === 1 ? leastShareAlone : leastShare;
  const isSmall = old.length * fresh.length <= mostPairs;
  const width = isSmall ? fresh.length : 2 * reach + 1;
  const firstOf = (row: number): number =>
    isSmall ? 0 : Math.max(0, Math.round((row * fresh.length) / old.length) - reach);
  // The best sums from each place on, row by row, each row over its own stretch of columns.
  const sums: Float64Array[] = Array.from({ length: old.length + 1 }, () => new Float64Array(width + 1));
  const likes: Float64Array[] = old.map(() => new Float64Array(width));
  const sumAt = (row: number, column: number): number => {
    const place = column - firstOf(row);
    return row >= old.length ? 0 : (sums[row]?.[Math.max(0, place)] ?? 0);
  };
  for (let row = old.length - 1; row >= 0; row -= 1) {
    const first = firstOf(row);
    for (let place = Math.min(width, fresh.length - first) - 1; place >= 0; place -= 1) {
      const column = first + place;
      const like = likeness(old[row], fresh[column], least);
      const line = likes[row];
      if (line !== undefined) line[place] = like;
      const best = Math.max(
        sumAt(row + 1, column),
        sumAt(row, column + 1),
        like > 0 ? like + sumAt(row + 1, column + 1) : 0,
      );
      const sum = sums[row];
      if (sum !== undefined) sum[place] = best;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < old.length && column < fresh.length;) {
    const like = likes[row]?.[column - firstOf(row)] ?? 0;
    if (like > 0 && sumAt(row, column) <= like + sumAt(row + 1, column + 1)) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (sumAt(row + 1, column) >= sumAt(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** 0 when one can't have been the other. */
function likeness(old: Node | undefined, fresh: Node | undefined, least: number): number {
  if (old === undefined || fresh === undefined) return 0;
  const [before, after] = [old.type.name, fresh.type.name];
  const isText = old.isTextblock && fresh.isTextblock && before !== 'codeBlock' && after !== 'codeBlock';
  const isList = before.endsWith('List') && after.endsWith('List');
  if (before !== after && !isText && !isList) return 0;
  if (countWords(old) === 0 && countWords(fresh) === 0) return before === after ? 0.1 : 0;
  const share = sharedWords(old, fresh);
  // A row is known by what stands first in it.
  if (before === 'tableRow' && isSameStart(old, fresh)) return share + 0.5;
  return share < least ? 0 : share + (before === after ? 0.2 : 0);
}

function isSameStart(old: Node, fresh: Node): boolean {
  const start = old.firstChild?.textContent ?? '';
  return start !== '' && start === fresh.firstChild?.textContent;
}
