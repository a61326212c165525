/**
 * A block that puts something before each line of what it holds: the document itself (nothing), a quote (`> `), a list
 * item (indentation). `prefix` is what a new line inside must begin with, outer containers included.
 */
export interface Container {
  readonly kind: 'document' | 'quote' | 'item';
  readonly outer: Container | null;
  readonly prefix: string;
  /** Columns of indentation that a list item asks of its lines, beyond the outer container's. 0 for the others. */
  readonly indent: number;
}

export const documentContainer: Container = { kind: 'document', outer: null, prefix: '', indent: 0 };

const byteOrderMark = '\u{FEFF}';
const blankCharacter = /[ \t]/;

/** The column (0-based, tab stops of four) that `text` ends at when it begins in column `from`. */
export function columnAfter(text: string, from = 0): number {
  let column = from;
  for (const character of text) {
    if (character === '\t') column += 4 - (column % 4);
    else if (character !== byteOrderMark) column += 1;
  }
  return column;
}

/** The offset of the first character of the line that `offset` is on. */
export function lineStart(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && source[at - 1] !== '\n' && source[at - 1] !== '\r') at -= 1;
  return at;
}

/** The offset past the line end at `offset`, or `offset` itself when there is none. */
export function skipLineEnd(source: string, offset: number): number {
  if (source.startsWith('\r\n', offset)) return offset + 2;
  return source[offset] === '\n' || source[offset] === '\r' ? offset + 1 : offset;
}

/** The offset past what `container` and those around it put at the start of a line. Stops early on a lazy line. */
export function skipPrefix(source: string, start: number, container: Container): number {
  let at = start;
  let column = 0;
  for (const step of outermostFirst(container)) {
    if (step.kind === 'quote') {
      let quote = at;
      while (blankCharacter.test(source[quote] ?? '')) quote += 1;
      if (source[quote] !== '>') return at;
      column = columnAfter(source.slice(at, quote + 1), column);
      at = quote + 1;
      if (source[at] === ' ') {
        at += 1;
        column += 1;
      } else if (source[at] === '\t' && column % 4 === 3) {
        at += 1;
        column += 1;
      }
    } else {
      const until = column + step.indent;
      while (column < until && blankCharacter.test(source[at] ?? '')) {
        const next = columnAfter(source[at] ?? '', column);
        if (next > until) break;
        column = next;
        at += 1;
      }
    }
  }
  return at;
}

function outermostFirst(container: Container): readonly Container[] {
  const chain: Container[] = [];
  for (let at: Container | null = container; at !== null; at = at.outer) {
    if (at.kind !== 'document') chain.push(at);
  }
  return chain.reverse();
}

/** The lines of `source` from `from` to `to` without what `container` puts before all but the first; no line ends. */
export function linesWithin(source: string, range: { from: number; to: number; container: Container }): string[] {
  const { from, to, container } = range;
  const lines: string[] = [];
  let start = from;
  for (let at = from; at <= to; at += 1) {
    const character = source[at];
    if (at < to && character !== '\n' && character !== '\r') continue;
    lines.push(source.slice(Math.min(start, at), at));
    if (at === to) break;
    const next = skipLineEnd(source, at);
    start = Math.min(skipPrefix(source, next, container), to);
    at = next - 1;
  }
  return lines;
}

/** Puts lines together again, with `prefix` before all but the first. No blank line gets trailing spaces from the prefix. */
export function joinLines(lines: readonly string[], { lineEnd, prefix }: { lineEnd: string; prefix: string }): string {
  return lines
    .map((line, index) => (index === 0 ? line : lineEnd + (line === '' ? prefix.trimEnd() : prefix + line)))
    .join('');
}
