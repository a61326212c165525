import { diffSequence } from '../diff-sequence.ts';
import type { LineChange } from './rendered-diff.ts';

/** The lines of a text, unchanged. An empty text has none. */
export function linesOf(text: string): readonly LineChange[] {
  return split(text).map((line) => ({ change: 'same', text: line }));
}

/** The lines that went and came between two texts; what went stands before what came in its place. Line ends don't count. */
export function compareLines(old: string, fresh: string): readonly LineChange[] {
  const before = split(old);
  const after = split(fresh);
  const lines: LineChange[] = [];
  let oldAt = 0;
  let freshAt = 0;
  const pass = (oldTo: number, freshTo: number): void => {
    for (const text of before.slice(oldAt, oldTo)) lines.push({ change: 'removed', text });
    for (const text of after.slice(freshAt, freshTo)) lines.push({ change: 'added', text });
  };
  diffSequence(before, after, (a, b) => a === b).forEach((oldIndex, freshIndex) => {
    if (oldIndex < 0) return;
    pass(oldIndex, freshIndex);
    lines.push({ change: 'same', text: after[freshIndex] ?? '' });
    oldAt = oldIndex + 1;
    freshAt = freshIndex + 1;
  });
  pass(before.length, after.length);
  return lines;
}

function split(text: string): readonly string[] {
  return text === '' ? [] : text.split(/\r\n|\n|\r/);
}
