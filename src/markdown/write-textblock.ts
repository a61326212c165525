import type { Node } from 'prosemirror-model';
import type { Alignment } from './align-children.ts';
import { escapeLevel, type BlockContext } from './block-context.ts';
import { freshAtoms } from './diff-atoms.ts';
import { linesWithin } from './line-prefix.ts';
import { sourceAtoms } from './source-atoms.ts';
import type { SourceBlock } from './source-tree.ts';
import { writeInline, type InlineTarget } from './write-inline.ts';

/** Writes a paragraph or a heading. A heading keeps the kind it was written in as long as that can say its level. */
export function writeTextblock(alignment: Alignment, context: BlockContext): string {
  const { node, old, donors } = alignment;
  const isHeading = node.type.name === 'heading';
  const level = isHeading ? Number(node.attrs['level']) : 0;
  const own = old !== null && context.rung < 3 && context.isHome && old.node.type === node.type ? old : null;
  const frame = own === null || !isHeading ? null : headingFrame(own, level, context);
  const isSetext = isHeading && (frame === null ? isNewSetext(node, level, context) : frame.isSetext);
  const content = writeInline(node, donors, inlineTarget(context, { isHeading, isOneLine: isHeading && !isSetext }));
  if (!isHeading) return content + (own === null ? '' : blankTail(own, alignment, context));
  if (frame !== null) return content === '' ? '#'.repeat(level) : frame.head + content + frame.tail;
  if (!isSetext) return content === '' ? '#'.repeat(level) : `${'#'.repeat(level)} ${content}`;
  const underline = (level === 1 ? '=' : '-').repeat(Math.max(3, Math.min(node.textContent.length, 72)));
  return content + context.style.lineEnd + context.prefix + underline;
}

/** The blanks that the source has after a paragraph's last word, as long as that word is still the last. */
function blankTail(old: SourceBlock, { node }: Alignment, context: BlockContext): string {
  const end = context.rung < 2 ? sourceAtoms(old, context)?.atoms.at(-1) : undefined;
  const last = freshAtoms(node).at(-1);
  const tail = end === undefined ? '' : context.source.slice(end.to, old.to);
  return end?.key === last?.key && /^[ \t]+$/.test(tail) ? tail : '';
}

function inlineTarget(context: BlockContext, shape: { isHeading: boolean; isOneLine: boolean }): InlineTarget {
  const { source, definitions, style, prefix, rung, isItemStart } = context;
  const keep = rung < 2 ? 'source' : rung === 2 ? 'breaks' : 'nothing';
  return { source, definitions, style, prefix, ...shape, isCell: false, isItemStart, level: escapeLevel(rung), keep };
}

function isNewSetext(node: Node, level: number, { style, rung }: BlockContext): boolean {
  if (level > 2 || rung === 4) return false;
  let hasBreak = false;
  node.forEach((child) => {
    if (child.type.name === 'hardBreak') hasBreak = true;
  });
  return node.textContent.trim() !== '' && (hasBreak || style.heading === 'setext');
}

interface Frame {
  readonly head: string;
  readonly tail: string;
  readonly isSetext: boolean;
}

/** What the source has around a heading's text, with its level changed; null when it can't have that level. */
function headingFrame(old: SourceBlock, level: number, context: BlockContext): Frame | null {
  const { source } = context;
  const content = sourceAtoms(old, context)?.content;
  if (content === undefined) return null;
  const head = source.slice(old.from, content.from);
  const tail = source.slice(content.to, old.to);
  if (/[\r\n]/.test(tail)) {
    if (level > 2) return null;
    const isSameLevel = old.node.attrs['level'] === level;
    const lines = linesWithin(source, { from: content.to, to: old.to, container: old.container });
    const underline = lines.at(-1) ?? '';
    const drawn = underline.replace(/[=-]/g, level === 1 ? '=' : '-');
    return { head, tail: isSameLevel ? tail : tail.slice(0, tail.length - underline.length) + drawn, isSetext: true };
  }
  return {
    head: head.replace(/^#+/, '#'.repeat(level)),
    tail: tail.replace(/#+/, '#'.repeat(level)),
    isSetext: false,
  };
}
