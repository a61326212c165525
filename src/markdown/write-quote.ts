import type { Alignment } from './align-children.ts';
import type { BlockContext } from './block-context.ts';
import { columnAfter, lineStart } from './line-prefix.ts';
import type { SourceBlock } from './source-tree.ts';
import { writeChildren } from './write-children.ts';

/** Writes a quote, keeping its own marker and the empty quoted lines at its ends. */
export function writeQuote({ node, old }: Alignment, context: BlockContext): string {
  const kept = old !== null && context.rung < 3 && old.node.type === node.type ? old : null;
  const isHome = kept !== null && context.isHome;
  const prefix = isHome ? kept.inner.prefix : `${context.prefix}> `;
  const inside = { ...context, prefix, isHome, isTight: false, isItemStart: false, otherThan: null };
  const children = writeChildren(node, kept, inside);
  const first = children[0];
  const last = children.at(-1);
  if (first === undefined || last === undefined) return '>';
  const written = children.map(({ gap, text }) => gap + text).join('');
  const body = kept === null ? withAlertLine(written, context.style.lineEnd + prefix) : written;
  const ends = isHome
    ? ownEnds(kept, { firstIndex: first.alignment.index, lastIndex: last.alignment.index }, context)
    : null;
  return (ends?.head ?? '> ') + body + (ends?.tail ?? '');
}

/** GitHub reads `[!NOTE]` as an alert only where it is alone on the first line: in a new quote the rest begins on the next. */
function withAlertLine(written: string, lineBreak: string): string {
  return written.replace(
    /^(\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]) +(?=\S)/i,
    (_, marker: string) => marker + lineBreak,
  );
}

function ownEnds(
  old: SourceBlock,
  { firstIndex, lastIndex }: { firstIndex: number; lastIndex: number },
  { source }: BlockContext,
): { head: string; tail: string } {
  const first = old.children[0];
  const last = old.children.at(-1);
  if (first === undefined || last === undefined) return { head: '> ', tail: '' };
  const tail = lastIndex === old.children.length - 1 ? source.slice(last.to, old.to) : '';
  if (firstIndex === 0) return { head: source.slice(old.from, first.from), tail };
  const width = columnAfter(old.inner.prefix) - columnAfter(source.slice(lineStart(source, old.from), old.from));
  return { head: width < 2 ? '>' : '> ', tail };
}
