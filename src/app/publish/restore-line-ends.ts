import { diffArrays } from 'diff';

/**
 * Gives `edited`, which came out of a text area and so ends its lines with LF only, the line ends of `original`: a line
 * that is in both keeps its own, a new line takes the most common one.
 */
export function restoreLineEnds(edited: string, original: string): string {
  const old = splitLines(original);
  if (old.every(({ end }) => end === '\n' || end === '')) return edited;
  const usual = commonEnd(old.map(({ end }) => end));
  const fresh = splitLines(edited);
  const parts = diffArrays(
    old.map(({ text }) => text),
    fresh.map(({ text }) => text),
  );
  let from = 0;
  let to = 0;
  let result = '';
  for (const part of parts) {
    if (part.removed) {
      from += part.value.length;
      continue;
    }
    for (const text of part.value) {
      const own = part.added ? undefined : old[from]?.end;
      const hasEnd = fresh[to]?.end !== '';
      result += text + (hasEnd ? (own === undefined || own === '' ? usual : own) : '');
      to += 1;
      if (!part.added) from += 1;
    }
  }
  return result;
}

interface TextLine {
  readonly text: string;
  readonly end: string;
}

function splitLines(text: string): readonly TextLine[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/gu)]
    .map(([, line = '', end = '']) => ({ text: line, end }))
    .filter((line, index, lines) => line.text !== '' || line.end !== '' || (index === 0 && lines.length === 1));
}

function commonEnd(ends: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const end of ends) if (end !== '') counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}
