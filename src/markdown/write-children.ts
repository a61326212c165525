import type { Node } from 'prosemirror-model';
import { visibleChildren, type Alignment } from './align-children.ts';
import { alignWithMoves } from './align-with-moves.ts';
import { movedSource, ownLead, type BlockContext } from './block-context.ts';
import type { SourceBlock } from './source-tree.ts';
import { writeBlock } from './write-block.ts';

/** One written child of a container. */
export interface WrittenChild {
  readonly alignment: Alignment;
  /** What stands between the child before and this one; '' for the first. */
  readonly gap: string;
  readonly text: string;
  /** Nothing around it of the source was kept. */
  readonly isAnew: boolean;
}

/** Writes the children of a document, a quote or a list item. */
export function writeChildren(container: Node, old: SourceBlock | null, context: BlockContext): WrittenChild[] {
  return writeAligned(alignWithMoves(old?.children ?? [], visibleChildren(container)), context, () => context.rung);
}

/** The same for children already aligned, each on a rung of its own. */
export function writeAligned(
  alignments: readonly Alignment[],
  context: BlockContext,
  rungOf: (index: number) => BlockContext['rung'],
): WrittenChild[] {
  const written: WrittenChild[] = [];
  alignments.forEach((alignment, index) => {
    const before = written.at(-1);
    const own = { ...context, rung: rungOf(index), isItemStart: context.isItemStart && index === 0 };
    const isNext = before !== undefined && areNeighbours(before.alignment, alignment);
    const isProven = isNext && before.alignment.isSame && alignment.isSame;
    const otherThan = isProven
      ? null
      : (joiningMarker(before, alignment.node) ?? (index === 0 ? context.otherThan : null));
    const text = writeOne(alignment, { ...own, otherThan });
    written.push({
      alignment,
      gap: before === undefined ? '' : gapBetween(before, { alignment, isNext }, own),
      text,
      isAnew: own.rung >= 3,
    });
  });
  return written;
}

function writeOne(alignment: Alignment, context: BlockContext): string {
  const { old, isSame } = alignment;
  const isCopied = old !== null && isSame && context.rung < 3 && !startsWith(context, old);
  return isCopied ? movedSource(old, context) : writeBlock(alignment, context);
}

function startsWith({ source, otherThan }: BlockContext, { node, from }: SourceBlock): boolean {
  return otherThan !== null && isList(node) && markerOf(source.slice(from, from + 12)) === otherThan;
}

function areNeighbours(a: Alignment, b: Alignment): boolean {
  return a.index >= 0 && b.index === a.index + 1;
}

function isList(node: Node): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}

/** The marker that the list before is written with, when `node` is a list of the same kind. */
function joiningMarker(before: WrittenChild | undefined, node: Node): string | null {
  if (before === undefined || !isList(node) || before.alignment.node.type !== node.type) return null;
  return markerOf(before.text);
}

/** `-`, `*` or `+` of a bullet list, `.` or `)` of an ordered one. */
export function markerOf(text: string): string | null {
  return /^(?:\d{1,9})?([-+*.)])/.exec(text)?.[1] ?? null;
}

function gapBetween(
  before: WrittenChild,
  { alignment, isNext }: { alignment: Alignment; isNext: boolean },
  context: BlockContext,
): string {
  const { source, style, prefix, rung } = context;
  const a = before.alignment.old;
  const b = alignment.old;
  if (isNext && context.isHome && rung < 3 && a !== null && b !== null && alignment.node.type === b.node.type) {
    return source.slice(a.to, b.from);
  }
  const lead = b !== null && context.isHome && rung < 3 ? (ownLead(source, b) ?? prefix) : prefix;
  const isTight = context.isTight && canFollowTightly(before, alignment.node);
  return style.lineEnd + (isTight ? '' : prefix.trimEnd() + style.lineEnd) + lead;
}

/** A list may follow a paragraph without a blank line, unless its first item could not interrupt one. */
function canFollowTightly(before: WrittenChild, node: Node): boolean {
  if (before.alignment.node.type.name !== 'paragraph' || !isList(node)) return false;
  const first = node.firstChild;
  const isEmpty = first === null || visibleChildren(first).length === 0;
  return !isEmpty && (node.type.name === 'bulletList' || node.attrs['start'] === 1);
}
