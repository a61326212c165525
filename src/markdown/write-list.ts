import type { Node } from 'prosemirror-model';
import { visibleChildren, type Alignment } from './align-children.ts';
import { alignWithMoves } from './align-with-moves.ts';
import { movedSource, ownLead, type BlockContext } from './block-context.ts';
import { isLooseGap } from './majority-style.ts';
import type { SourceBlock } from './source-tree.ts';
import { markerOf, writeChildren } from './write-children.ts';

const itemHead = /^([-+*]|(\d{1,9})([.)]))([ \t]*)/;
const box = /^\[[ xX]\]/;

/** Writes a list. New items follow the list's own marker, padding and spacing; old ones keep their numbers. */
export function writeList({ node, old }: Alignment, context: BlockContext): string {
  const kept = old !== null && context.rung < 3 && context.isHome ? old : null;
  const look = listLook(node, kept, context);
  const items = Array.from({ length: node.childCount }, (_, index) => node.child(index));
  const aligned = alignWithMoves(kept?.children ?? [], items);
  let text = '';
  let number = Number(node.attrs['start'] ?? 1);
  aligned.forEach((alignment, index) => {
    const written = writeItem(alignment, { ...look, number: index === 0 ? number : null, next: number, context });
    const before = aligned[index - 1];
    if (before !== undefined) text += itemGap({ before, alignment }, look, context);
    text += written;
    const own = Number(/^\d+/.exec(written)?.[0] ?? number);
    number = look.isAllSame ? own : own + 1;
  });
  return text;
}

interface ListLook {
  readonly isOrdered: boolean;
  /** `-`, `*`, `+`, `.` or `)`. */
  readonly marker: string;
  readonly padding: string;
  readonly isLoose: boolean;
  /** What a new item's line begins with. */
  readonly lead: string;
  /** Every number of the list is the same (`1.` throughout). */
  readonly isAllSame: boolean;
}

function listLook(node: Node, old: SourceBlock | null, context: BlockContext): ListLook {
  const { source, style, prefix, otherThan } = context;
  const isOrdered = node.type.name === 'orderedList';
  const items = old?.children ?? [];
  const first = items[0];
  const second = items[1];
  const head = first === undefined ? null : itemHead.exec(source.slice(first.from, first.to));
  const ownMarker = first === undefined ? null : markerOf(source.slice(first.from, first.from + 12));
  const isSameKind = old !== null && (old.node.type.name === 'orderedList') === isOrdered;
  const wanted = isSameKind && ownMarker !== null ? ownMarker : isOrdered ? style.delimiter : style.bullet;
  const choices = isOrdered ? ['.', ')'] : ['-', '*', '+'];
  const marker = wanted === otherThan ? (choices.find((choice) => choice !== otherThan) ?? wanted) : wanted;
  const leadOf = items.map((item) => ownLead(source, item)).find((lead) => lead !== null);
  const padding = head?.[4] ?? '';
  const isLoose =
    first !== undefined && second !== undefined
      ? isLooseGap(source.slice(first.to, second.from))
      : old === null
        ? style.looseLists && !context.isTight
        : first !== undefined && first.children.length > 1 && hasLooseInside(source, first);
  const numbers = items.map((item) => /^\d+/.exec(source.slice(item.from, item.from + 10))?.[0]);
  return {
    isOrdered,
    marker,
    padding: /^ {1,4}$|^\t$/.test(padding) ? padding : ' '.repeat(isOrdered ? 1 : style.itemPadding),
    isLoose,
    lead: leadOf ?? prefix,
    isAllSame: numbers.length > 1 && numbers.every((one) => one === numbers[0]),
  };
}

function hasLooseInside(source: string, item: SourceBlock): boolean {
  return item.children.some((child, index) => {
    const before = item.children[index - 1];
    return before !== undefined && isLooseGap(source.slice(before.to, child.from));
  });
}

function itemGap(
  { before, alignment }: { before: Alignment; alignment: Alignment },
  look: ListLook,
  context: BlockContext,
): string {
  const { source, style, prefix } = context;
  if (before.old !== null && alignment.old !== null && alignment.index === before.index + 1) {
    const raw = source.slice(before.old.to, alignment.old.from);
    if (/[\r\n]/.test(raw)) return raw;
  }
  const lead = (alignment.old === null ? null : ownLead(source, alignment.old)) ?? look.lead;
  return style.lineEnd + (look.isLoose ? prefix.trimEnd() + style.lineEnd : '') + lead;
}

interface ItemPlace extends ListLook {
  /** The number it must have, when it is the first of an ordered list. */
  readonly number: number | null;
  /** The number that a new item gets. */
  readonly next: number;
  readonly context: BlockContext;
}

function writeItem({ node, old, isSame }: Alignment, place: ItemPlace): string {
  const { context, isOrdered, marker, number, next, padding, lead } = place;
  const { source } = context;
  const head = old === null ? null : itemHead.exec(source.slice(old.from, old.to));
  const wantedNumber = number ?? (head?.[2] === undefined ? next : Number(head[2]));
  const isMarkerKept =
    head !== null &&
    markerOf(head[0]) === marker &&
    (!isOrdered ? head[2] === undefined : head[2] !== undefined && Number(head[2]) === wantedNumber);
  if (old !== null && isSame && isMarkerKept) return movedSource(old, context);
  const written = isMarkerKept
    ? (head[1] ?? marker)
    : isOrdered
      ? `${Math.max(0, Math.trunc(wantedNumber))}${marker}`
      : marker;
  const blanks = head === null ? padding : (head[4] ?? '');
  const isHome = old !== null && (isMarkerKept || written.length === head?.[1]?.length) && context.isHome;
  const first = old?.children[0];
  const visible = visibleChildren(node);
  const check =
    visible.length > 0 && node.attrs['checked'] !== null ? `[${node.attrs['checked'] === true ? 'x' : ' '}] ` : '';
  const ownPrefix =
    isHome && old !== null
      ? old.inner.prefix
      : `${lead}${' '.repeat(written.length + Math.max(1, paddingWidth(blanks)))}`;
  const inside: BlockContext = {
    ...context,
    prefix: ownPrefix,
    isHome,
    isTight: !place.isLoose,
    isItemStart: check === '',
    otherThan: context.rung >= 3 && !isOrdered ? marker : null,
  };
  const children = writeChildren(node, old, inside);
  const start = children[0];
  if (start === undefined) return written;
  const body = children.map(({ gap, text }) => gap + text).join('');
  const isFirstKept = isHome && old !== null && first !== undefined && start.alignment.index === 0;
  if (isFirstKept) {
    const rawHead = source.slice(old.from + (head?.[1]?.length ?? 0), first.from);
    return written + checkedHead(rawHead, node.attrs['checked'], old.node.attrs['checked']) + body;
  }
  const space = paddingWidth(blanks) >= 1 && paddingWidth(blanks) <= 4 && !/[\r\n]/.test(blanks) ? blanks : ' ';
  return written + space + check + body;
}

function paddingWidth(blanks: string): number {
  return blanks.includes('\t') ? 1 : Math.min(blanks.length, 4);
}

/** The source between marker and text with its check box set, added or taken away. */
function checkedHead(rawHead: string, now: unknown, before: unknown): string {
  if (now === before) return rawHead;
  const at = rawHead.search(/\[[ xX]\]/);
  const mark = now === true ? '[x]' : '[ ]';
  if (before === null || at < 0) return `${rawHead}${mark} `;
  const rest = rawHead.slice(at);
  return now === null
    ? rawHead.slice(0, at) + rest.replace(box, '').replace(/^[ \t]/, '')
    : rawHead.slice(0, at) + rest.replace(box, mark);
}
