import type { LineSpan } from '#content';
import type { NewComment } from '#workspace';

/** A stretch of a file: lines and columns count from 1, the end is not included. */
export type PassageRange = NonNullable<NonNullable<NewComment['location']>['range']>;

export interface PickedWords {
  /** The words as they are shown. */
  readonly words: string;
  /** How often the same words stand before them in the blocks that they are in. */
  readonly nth: number;
}

/**
 * Where words that were selected in the shown text stand in its source, on the given lines: exactly, where the source has them as
 * they are shown, else the whole lines. Pure.
 */
export function locatePassage(text: string, { from, to }: LineSpan, picked?: PickedWords): PassageRange {
  const whole = from === to ? { startLine: from } : { startLine: from, endLine: to };
  const pattern = picked === undefined ? undefined : patternOf(picked.words);
  if (pattern === undefined) return whole;
  const stretch = text
    .split(/\r\n|\r|\n/)
    .slice(from - 1, to)
    .join('\n');
  const match = [...stretch.matchAll(pattern)][picked?.nth ?? 0];
  if (match === undefined) return whole;
  const start = placeAt(stretch, match.index);
  const end = placeAt(stretch, match.index + match[0].length);
  return {
    startLine: from + start.line,
    startColumn: start.column,
    endLine: from + end.line,
    endColumn: end.column,
  };
}

/** How often the words stand in a text as it is shown. */
export function countWords(shown: string, words: string): number {
  const pattern = patternOf(words);
  return pattern === undefined ? 0 : [...shown.matchAll(pattern)].length;
}

/** The words with any space between them: a line that is shown whole may be several in the source. */
function patternOf(words: string): RegExp | undefined {
  const tokens = words.split(/\s+/u).filter((token) => token !== '');
  if (tokens.length === 0) return undefined;
  return new RegExp(
    tokens.map((token) => token.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)).join(String.raw`\s+`),
    'g',
  );
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}
