import type { DiffLine, DiffRun } from '#ui';
import { diffArrays, diffWordsWithSpace } from 'diff';

/** A diff that can be drawn. `kind` tells why there is none: nothing differs, or the texts differ too much to compare in time. */
export type LineDiff =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[]; readonly leftOut: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'too-large' };

const contextLines = 2;
const mostLines = 600;
const longestLineForWords = 4000;
const mostMilliseconds = 1500;

/**
 * Compares two texts line by line, and word by word inside lines that changed. Lines are numbered from 1 as in the text
 * that they are from; unchanged lines away from a change are folded; past 600 lines the rest is counted as left out.
 * Line ends count: a line that only changed its CRLF is shown as changed.
 */
export function diffLines(before: string, after: string): LineDiff {
  if (before === after) return { kind: 'same' };
  const parts = diffArrays(splitLines(before), splitLines(after), { timeout: mostMilliseconds });
  if (parts === undefined) return { kind: 'too-large' };
  const lines = foldContext(numberLines(parts));
  return { kind: 'lines', lines: lines.slice(0, mostLines), leftOut: Math.max(0, lines.length - mostLines) };
}

interface Part {
  readonly added: boolean;
  readonly removed: boolean;
  readonly value: readonly string[];
}

type TextLine = Exclude<DiffLine, { readonly kind: 'fold' }>;

function numberLines(parts: readonly Part[]): readonly TextLine[] {
  const lines: TextLine[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part.removed && next?.added === true) {
      const { removed, added } = pairRuns(part.value, next.value);
      for (const runs of removed) lines.push({ kind: 'removed', runs, line: oldLine++ });
      for (const runs of added) lines.push({ kind: 'added', runs, line: newLine++ });
    } else if (part.removed) {
      for (const text of part.value) lines.push({ kind: 'removed', runs: plain(text), line: oldLine++ });
    } else if (part.added) {
      // The additions after a removal were written together with it.
      if (parts[index - 1]?.removed === true) continue;
      for (const text of part.value) lines.push({ kind: 'added', runs: plain(text), line: newLine++ });
    } else {
      for (const text of part.value) {
        lines.push({ kind: 'same', runs: plain(text), line: newLine++ });
        oldLine += 1;
      }
    }
  }
  return lines;
}

/** Marks the words that differ between the lines that went and the lines that came in their place, pair by pair. */
function pairRuns(removed: readonly string[], added: readonly string[]) {
  const before: (readonly DiffRun[])[] = [];
  const after: (readonly DiffRun[])[] = [];
  const pairs = Math.max(removed.length, added.length);
  for (let index = 0; index < pairs; index += 1) {
    const old = removed[index];
    const fresh = added[index];
    const words = old === undefined || fresh === undefined ? undefined : diffWords(old, fresh);
    if (old !== undefined) before.push(words?.removed ?? plain(old));
    if (fresh !== undefined) after.push(words?.added ?? plain(fresh));
  }
  return { removed: before, added: after };
}

function diffWords(old: string, fresh: string) {
  if (old.length > longestLineForWords || fresh.length > longestLineForWords) return undefined;
  const words = diffWordsWithSpace(visible(old), visible(fresh), { timeout: 100 });
  if (words === undefined) return undefined;
  const kept = words.reduce((sum, word) => sum + (word.added || word.removed ? 0 : word.value.length), 0);
  // Lines that share next to nothing are two lines, not one that was edited.
  if (kept * 4 < Math.max(old.length, fresh.length)) return undefined;
  return {
    removed: words.filter((word) => !word.added).map((word) => ({ text: word.value, marked: word.removed })),
    added: words.filter((word) => !word.removed).map((word) => ({ text: word.value, marked: word.added })),
  };
}

function plain(text: string): readonly DiffRun[] {
  return [{ text: visible(text), marked: false }];
}

/** The line without its LF; a carriage return is shown as a sign, since it may be the whole change. */
function visible(line: string): string {
  return line.replace(/\n$/u, '').replaceAll('\r', '␍');
}

/** Lines with their ends, so that a missing last newline counts as a difference. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function foldContext(lines: readonly TextLine[]): readonly DiffLine[] {
  const isNear = new Uint8Array(lines.length);
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'same') isNear.fill(1, Math.max(0, index - contextLines), index + contextLines + 1);
  }
  const folded: DiffLine[] = [];
  let skipped = 0;
  const closeFold = (): void => {
    if (skipped > 0) folded.push({ kind: 'fold', count: skipped });
    skipped = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (isNear[index] === 1) {
      closeFold();
      folded.push(line);
    } else {
      skipped += 1;
    }
  }
  closeFold();
  return folded;
}
