import type { PassageRange } from './review-comment.ts';

/** A comment that holds other words for its passage: what is said before and after the block, and the words. */
export interface Suggestion {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Writes a suggestion as hosts know it: a fenced block of the language "suggestion", the fence longer than any in the words. */
export function writeSuggestion(words: string, comment = ''): string {
  const longest = (words.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const block = `${fence}suggestion\n${words}${words === '' || words.endsWith('\n') ? '' : '\n'}${fence}`;
  return comment.trim() === '' ? block : `${comment.trim()}\n\n${block}`;
}

/** The first suggestion in a comment; undefined where there is none. */
export function readSuggestion(comment: string): Suggestion | undefined {
  const lines = comment.split(/\r\n|\r|\n/);
  const start = lines.findIndex((line) => /^`{3,}suggestion[ \t]*$/.test(line));
  const fence = /^`+/.exec(lines[start] ?? '')?.[0];
  if (fence === undefined) return undefined;
  const end = lines.findIndex((line, index) => index > start && line.trimEnd() === fence);
  if (end < 0) return undefined;
  return {
    before: lines.slice(0, start).join('\n').trim(),
    words: lines.slice(start + 1, end).join('\n'),
    after: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}

/**
 * The text with the passage replaced: exactly the passage where it has columns, else its whole lines, which no words take away
 * with their line ends. New lines end as the text's own do. Undefined where the text has no such passage. Pure.
 */
export function applySuggestion(text: string, range: PassageRange, words: string): string | undefined {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const to = Math.max(range.endLine ?? range.startLine, range.startLine);
  const [first, last] = [lines[range.startLine - 1], lines[to - 1]];
  if (first === undefined || last === undefined) return undefined;
  const offsetOf = (line: number): number => lines.slice(0, line).reduce((sum, one) => sum + one.length, 0);
  const bare = (line: string): string => line.replace(/[\r\n]+$/, '');
  const start = offsetOf(range.startLine - 1) + Math.min((range.startColumn ?? 1) - 1, bare(first).length);
  const isWholeLines = range.startColumn === undefined && range.endColumn === undefined;
  const endInLine =
    range.endColumn === undefined ? bare(last).length : Math.min(range.endColumn - 1, bare(last).length);
  const takesLineEnd = isWholeLines && words === '';
  const end = offsetOf(to - 1) + (takesLineEnd ? last.length : endInLine);
  if (end < start) return undefined;
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  return text.slice(0, start) + words.replaceAll(/\r\n|\r|\n/g, lineEnd) + text.slice(end);
}
