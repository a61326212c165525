import { diffArrays } from 'diff';
import type { PassageRange } from './review-comment.ts';

/** What became of a passage when the text changed. */
export type MovedPassage =
  | { readonly kind: 'kept'; readonly range: PassageRange }
  /** The passage is not in the text any more. */
  | { readonly kind: 'outdated' };

/** Texts with more lines differ too slowly for a key's frame; their passages are looked for by their words alone. */
const MOST_LINES = 20_000;

/**
 * Where the passage `range` of the text `before` is in the text `after`: on the same lines, where those are still there, else
 * where its words are found once. Pure.
 */
export function movePassage(before: string, range: PassageRange, after: string): MovedPassage {
  if (before === after) return { kind: 'kept', range };
  const [old, now] = [linesOf(before), linesOf(after)];
  const [from, to] = [range.startLine, Math.max(range.endLine ?? range.startLine, range.startLine)];
  if (from < 1 || from > old.length) return { kind: 'outdated' };
  const end = Math.min(to, old.length);
  const places = old.length + now.length > MOST_LINES ? undefined : placesOf(old, now);
  const first = places?.[from - 1];
  const last = places?.[end - 1];
  if (first !== undefined && last !== undefined && last - first === end - from)
    return { kind: 'kept', range: shift(range, first + 1 - from) };
  return findWords({ passage: passageText(old, range), now, near: first ?? from - 1 });
}

/** The place of each line in the other text; undefined for those that are gone. */
function placesOf(old: readonly string[], now: readonly string[]): readonly (number | undefined)[] {
  const places: (number | undefined)[] = [];
  let at = 0;
  for (const { value, added, removed } of diffArrays([...old], [...now])) {
    if (!added) for (let index = 0; index < value.length; index += 1) places.push(removed ? undefined : at + index);
    if (!removed) at += value.length;
  }
  return places;
}

function shift(range: PassageRange, by: number): PassageRange {
  return {
    ...range,
    startLine: range.startLine + by,
    ...(range.endLine === undefined ? {} : { endLine: range.endLine + by }),
  };
}

/** Looks for the words of a passage, whatever became of the lines around them. Found twice, nobody can tell which is meant. */
function findWords({
  passage,
  now,
  near,
}: {
  readonly passage: string;
  readonly now: readonly string[];
  readonly near: number;
}): MovedPassage {
  if (passage.trim() === '') return { kind: 'outdated' };
  const text = now.join('\n');
  const found = text.indexOf(passage);
  if (found < 0) return { kind: 'outdated' };
  const again = text.indexOf(passage, found + 1);
  const line = now[near];
  const onLine = line === undefined ? -1 : line.indexOf(passage);
  const isOnceOnLine = onLine >= 0 && line?.indexOf(passage, onLine + 1) === -1;
  if (again < 0) return { kind: 'kept', range: rangeAt(text, found, passage.length) };
  if (!isOnceOnLine) return { kind: 'outdated' };
  const start = now.slice(0, near).reduce((sum, one) => sum + one.length + 1, 0);
  return { kind: 'kept', range: rangeAt(text, start + onLine, passage.length) };
}

function rangeAt(text: string, start: number, length: number): PassageRange {
  const [from, to] = [placeAt(text, start), placeAt(text, start + length)];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The words of a passage, its line ends as line feeds; empty where the text has no such lines. */
export function passageOf(text: string, range: PassageRange): string {
  return passageText(linesOf(text), range);
}

function passageText(lines: readonly string[], range: PassageRange): string {
  const to = Math.max(range.endLine ?? range.startLine, range.startLine);
  const picked = lines.slice(Math.max(range.startLine, 1) - 1, to);
  const last = picked.at(-1);
  if (last === undefined) return '';
  const isWhole = picked.length === to - range.startLine + 1;
  if (range.endColumn !== undefined && isWhole) picked[picked.length - 1] = last.slice(0, range.endColumn - 1);
  const [first = ''] = picked;
  if (range.startColumn !== undefined) picked[0] = first.slice(range.startColumn - 1);
  return picked.join('\n');
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}
