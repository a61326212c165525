const mostSteps = 2_000;

/**
 * For each element of `fresh` the index of the equal element of `old` that it keeps, or -1: a longest common subsequence
 * (Myers, "An O(ND) Difference Algorithm"). Past a limit of differences it keeps only the common ends, so the time stays
 * near linear.
 */
export function diffSequence<T>(old: readonly T[], fresh: readonly T[], equals: (a: T, b: T) => boolean): number[] {
  const kept: number[] = Array.from({ length: fresh.length }, () => -1);
  let start = 0;
  let oldEnd = old.length;
  let freshEnd = fresh.length;
  const same = (a: number, b: number): boolean => {
    const left = old[a];
    const right = fresh[b];
    return left !== undefined && right !== undefined && equals(left, right);
  };
  while (start < oldEnd && start < freshEnd && same(start, start)) {
    kept[start] = start;
    start += 1;
  }
  while (oldEnd > start && freshEnd > start && same(oldEnd - 1, freshEnd - 1)) {
    oldEnd -= 1;
    freshEnd -= 1;
    kept[freshEnd] = oldEnd;
  }
  if (start === oldEnd || start === freshEnd) return kept;
  for (const [a, b] of shortestEdit({ start, oldEnd, freshEnd }, same)) kept[b] = a;
  return kept;
}

interface Bounds {
  readonly start: number;
  readonly oldEnd: number;
  readonly freshEnd: number;
}

function shortestEdit(
  { start, oldEnd, freshEnd }: Bounds,
  same: (a: number, b: number) => boolean,
): [number, number][] {
  const height = oldEnd - start;
  const width = freshEnd - start;
  const limit = Math.min(height + width, mostSteps);
  const trace: Int32Array[] = [];
  const furthest = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  for (let step = 0; step <= limit; step += 1) {
    trace.push(furthest.slice(middle - step - 1, middle + step + 2));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const below = furthest[middle + diagonal + 1] ?? 0;
      const before = furthest[middle + diagonal - 1] ?? 0;
      let x = diagonal === -step || (diagonal !== step && before < below) ? below : before + 1;
      let y = x - diagonal;
      while (x < height && y < width && same(start + x, start + y)) {
        x += 1;
        y += 1;
      }
      furthest[middle + diagonal] = x;
      if (x >= height && y >= width) return walkBack({ trace, height, width, start });
    }
  }
  return [];
}

interface Walk {
  readonly trace: readonly Int32Array[];
  readonly height: number;
  readonly width: number;
  readonly start: number;
}

function walkBack({ trace, height, width, start }: Walk): [number, number][] {
  const pairs: [number, number][] = [];
  let x = height;
  let y = width;
  for (let step = trace.length - 1; step >= 0; step -= 1) {
    const furthest = trace[step];
    const at = (diagonal: number): number => furthest?.[diagonal + step + 1] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
    const fromDiagonal = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : at(fromDiagonal);
    const fromY = step === 0 ? 0 : fromX - fromDiagonal;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pairs.push([start + x, start + y]);
    }
    x = fromX;
    y = fromY;
  }
  return pairs;
}
