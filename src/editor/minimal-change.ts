import { sharedEnds } from '#base';

/** The one stretch by which two texts differ. It never parts a surrogate pair. */
export function minimalChange(before: string, after: string): { from: number; to: number; insert: string } {
  const { start, end } = sharedEnds(before, after);
  const from = start > 0 && isHigh(before.charCodeAt(start - 1)) ? start - 1 : start;
  const tail = end > 0 && isLow(before.charCodeAt(before.length - end)) ? end - 1 : end;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
