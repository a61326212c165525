/**
 * The number that a line of the later text had in the earlier one, by a comparison in the unified format; null for a line that is new.
 * Undefined where the comparison has no hunk: then nothing is told of any line.
 */
export function lineBefore(diff: string, line: number): number | null | undefined {
  /** How much further down lines after the hunks so far are in the earlier text. */
  let shift = 0;
  let hasHunk = false;
  let before = 0;
  let after = 0;
  for (const text of diff.split('\n')) {
    const [, from, to] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text) ?? [];
    if (from !== undefined && to !== undefined) {
      if (line < Number(to)) break;
      hasHunk = true;
      [before, after] = [Number(from), Number(to)];
      continue;
    }
    if (!hasHunk) continue;
    const kind = text[0];
    if (kind === '+') {
      if (after === line) return null;
      after += 1;
    } else if (kind === '-') before += 1;
    else if (kind === ' ') {
      if (after === line) return before;
      before += 1;
      after += 1;
    }
    shift = before - after;
  }
  return hasHunk || /^@@ /m.test(diff) ? line + shift : undefined;
}
