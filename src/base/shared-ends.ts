/** In UTF-16 units: the stretch that is compared at once while all is the same. */
const longestStep = 4096;

/** How many UTF-16 units two texts share at their starts and, of what is left, at their ends. Quick for long texts too. */
export function sharedEnds(one: string, other: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(one.length, other.length);
  const start = longest(shorter, (from, to) => other.startsWith(one.slice(from, to), from));
  const end = longest(shorter - start, (from, to) =>
    other.endsWith(one.slice(one.length - to, one.length - from), other.length - from),
  );
  return { start, end };
}

/** How far all is the same, counted from 0. */
function longest(limit: number, isSame: (from: number, to: number) => boolean): number {
  let length = 0;
  let step = longestStep;
  while (step >= 1) {
    if (length + step <= limit && isSame(length, length + step)) length += step;
    else step /= 2;
  }
  return length;
}
