/** A row of a table taken apart at its pipes: `head + segments.join('|') + tail` is the row. */
export interface RowCells {
  /** Up to and with the leading pipe; '' without one. */
  readonly head: string;
  /** Cells with the blanks around their text. */
  readonly segments: readonly string[];
  /** From the last pipe on, when nothing but blanks follows it; else ''. */
  readonly tail: string;
}

/** Splits a row at its pipes. As in GFM a backslash guards a pipe everywhere, in code too. */
export function splitRow(row: string): RowCells {
  const pipes: number[] = [];
  for (let at = 0; at < row.length; at += 1) {
    if (row[at] === '\\' && (row[at + 1] === '|' || row[at + 1] === '\\')) at += 1;
    else if (row[at] === '|') pipes.push(at);
  }
  const first = pipes[0];
  const hasHead = first !== undefined && row.slice(0, first).trim() === '';
  const last = pipes.at(-1);
  const hasTail = last !== undefined && row.slice(last + 1).trim() === '' && (pipes.length > 1 || !hasHead);
  const from = hasHead ? first + 1 : 0;
  const to = hasTail ? last : row.length;
  const segments: string[] = [];
  let start = from;
  for (const pipe of pipes) {
    if (pipe < from || pipe >= to) continue;
    segments.push(row.slice(start, pipe));
    start = pipe + 1;
  }
  segments.push(row.slice(start, to));
  return { head: row.slice(0, from), segments, tail: row.slice(to) };
}
