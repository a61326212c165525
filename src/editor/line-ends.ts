import { diffArrays } from 'diff';

const LINE_END = /\r\n?|\n/g;

/** The text with every line end (LF, CRLF, CR) written as LF. */
export function normalizeLineEnds(text: string): string {
  return text.replace(LINE_END, '\n');
}

interface SplitText {
  readonly lines: readonly string[];
  /** The end of each line; the last line has none (`''`). */
  readonly ends: readonly string[];
}

function splitLines(text: string): SplitText {
  return { lines: text.split(/\r\n?|\n/), ends: [...(text.match(LINE_END) ?? []), ''] };
}

/** A run of lines that is equal in both texts. */
interface EqualRun {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** Past this many differing lines all between the first and the last counts as rewritten: the search costs time in the square of it. */
const MOST_DIFFERENCES = 1000;

function equalRuns(before: readonly string[], after: readonly string[]): readonly EqualRun[] {
  const runs: EqualRun[] = [];
  let here = { before: 0, after: 0 };
  for (const part of diffArrays([...before], [...after], { maxEditLength: MOST_DIFFERENCES }) ?? []) {
    if (!part.added && !part.removed) runs.push({ ...here, length: part.count });
    here = {
      before: here.before + (part.added ? 0 : part.count),
      after: here.after + (part.removed ? 0 : part.count),
    };
  }
  return runs;
}

function mostUsed(ends: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const end of ends) if (end !== '') counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '\n';
}

function mixedEnds(original: SplitText, lines: readonly string[]): string[] {
  const { lines: before, ends } = original;
  let head = 0;
  while (head < before.length - 1 && head < lines.length - 1 && before[head] === lines[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, lines.length) - head;
  while (tail < shorter && before.at(-1 - tail) === lines.at(-1 - tail)) tail++;
  const middle = equalRuns(before.slice(head, before.length - tail), lines.slice(head, lines.length - tail));
  const runs = [
    { before: 0, after: 0, length: head },
    ...middle.map((run) => ({ before: run.before + head, after: run.after + head, length: run.length })),
    { before: before.length - tail, after: lines.length - tail, length: tail },
  ];
  const usual = mostUsed(ends);
  const result: string[] = [];
  let next = 0;
  for (const run of runs) {
    // A rewritten line keeps the end of the one it replaces; one more than there were takes after the line above.
    while (result.length < run.after) {
      const replaced = next < run.before ? ends[next++] : undefined;
      result.push(replaced || result.at(-1) || usual);
    }
    for (let index = 0; index < run.length; index++) {
      result.push(ends[run.before + index] || result.at(-1) || usual);
    }
    next = run.before + run.length;
  }
  return result;
}

/**
 * Gives an edited text, whose line ends are all LF, the line ends of the original it came from. Where the original uses one
 * kind, so does the result; where it mixes them, each line that was not touched keeps its own, and a new line takes after its
 * neighbour. `restoreLineEnds(text, normalizeLineEnds(text))` is `text`.
 */
export function restoreLineEnds(original: string, edited: string): string {
  const split = splitLines(original);
  const kinds = new Set(split.ends.slice(0, -1));
  if (kinds.size <= 1) {
    const [kind = '\n'] = kinds;
    return kind === '\n' ? edited : edited.replaceAll('\n', kind);
  }
  const lines = edited.split('\n');
  const ends = mixedEnds(split, lines);
  const writtenEnd = (index: number): string => {
    const end = ends[index] ?? '';
    // A CR and the LF of an empty line below would read as one CRLF.
    return end === '\n' && lines[index] === '' && ends[index - 1] === '\r' ? '\r\n' : end;
  };
  return lines.map((line, index) => (index === lines.length - 1 ? line : line + writtenEnd(index))).join('');
}
