import type { Definition } from './find-definitions.ts';
import type { EscapeLevel } from './escape-text.ts';
import { columnAfter, lineStart, linesWithin, type Container } from './line-prefix.ts';
import type { MarkdownStyle } from './majority-style.ts';
import type { SourceBlock } from './source-tree.ts';

/**
 * How freely a changed block is written; each step keeps less of the source and is surer to be read back as meant.
 * 0 new text as typed, 1 new text escaped, 2 changed text blocks anew, 3 the whole top-level block anew, 4 the same with
 * every mark of punctuation as a reference.
 */
export type Rung = 0 | 1 | 2 | 3 | 4;

export const lastRung: Rung = 4;

/** What writing a block needs to know about where it goes. */
export interface BlockContext {
  readonly source: string;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly style: MarkdownStyle;
  readonly rung: Rung;
  /** What each line but the first begins with. */
  readonly prefix: string;
  /** Whether the lines of the source at this place begin with that same prefix, so that slices of it can be taken as they are. */
  readonly isHome: boolean;
  /** Whether blocks here follow one another without blank lines where they can. */
  readonly isTight: boolean;
  /** The first block of a list item. */
  readonly isItemStart: boolean;
  /** The marker that a list here must not have, or it would join its neighbour. */
  readonly otherThan: string | null;
}

export function escapeLevel(rung: Rung): EscapeLevel {
  if (rung === 0) return 'none';
  return rung === 4 ? 'all' : 'needed';
}

/** A range of the source as it is to be written at its new place. */
export function movedSource(block: { from: number; to: number; container: Container }, context: BlockContext): string {
  const { source, prefix, style } = context;
  const { from, to, container } = block;
  const raw = source.slice(from, to);
  if (context.isHome || !/[\r\n]/.test(raw)) return raw;
  const extra = Math.max(0, columnAfter(source.slice(lineStart(source, from), from)) - columnAfter(container.prefix));
  const lines = linesWithin(source, { from, to, container });
  return lines
    .map((line, index) => {
      if (index === 0) return line;
      const text = withoutColumns(line, extra);
      return style.lineEnd + (text === '' ? prefix.trimEnd() : prefix + text);
    })
    .join('');
}

function withoutColumns(line: string, columns: number): string {
  let at = 0;
  while (at < columns && line[at] === ' ') at += 1;
  return line.slice(at);
}

/** What stands before a block on its first line, when that is only prefix and indentation; null when it shares the line. */
export function ownLead(source: string, block: SourceBlock): string | null {
  const lead = source.slice(lineStart(source, block.from), block.from).replace(/^\u{FEFF}/u, '');
  return /^[ \t>]*$/.test(lead) ? lead : null;
}
