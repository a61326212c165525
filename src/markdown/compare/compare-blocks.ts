import type { Node } from 'prosemirror-model';
import { isVirtual } from '../align-children.ts';
import { lockedLabel } from '../locked-label.ts';
import { alignNodes, type AlignedNode } from './align-nodes.ts';
import { readCallout } from './callout-content.ts';
import { compareInline, inlineOf } from './compare-inline.ts';
import { compareLines, linesOf } from './compare-lines.ts';
import { compareTables, rowsOf } from './compare-tables.ts';
import { fateOf } from './fate-of.ts';
import type { BlockDiff, Fate, ItemDiff, LineChange, ShownBlock } from './rendered-diff.ts';

/** What differs between two documents for those who read them, block by block. Empty paragraphs are left out. */
export function compareBlocks(old: Node, fresh: Node): readonly BlockDiff[] {
  return compareRuns(old.children, fresh.children);
}

function compareRuns(old: readonly Node[], fresh: readonly Node[]): readonly BlockDiff[] {
  return alignNodes(visible(old), visible(fresh)).map((aligned) => withFate(aligned, { shown: shownOf(aligned) }));
}

function withFate<Rest extends object>(aligned: AlignedNode, rest: Rest): Fate & Rest {
  return { ...fateOf(aligned), ...rest };
}

function visible(blocks: readonly Node[]): readonly Node[] {
  return blocks.filter((child) => !isVirtual(child));
}

function shownOf(aligned: AlignedNode): ShownBlock {
  switch (aligned.kind) {
    case 'pair':
    case 'moved-to':
      return aligned.isSame ? whole(aligned.fresh) : compared(aligned.old, aligned.fresh);
    case 'added':
      return whole(aligned.fresh);
    case 'removed':
    case 'moved-from':
      return whole(aligned.old);
  }
}

function whole(node: Node): ShownBlock {
  return shown(node, null);
}

function compared(old: Node, fresh: Node): ShownBlock {
  return shown(fresh, old);
}

/** `node` as it is, with what changed since `old` where there is an earlier version of it. */
function shown(node: Node, old: Node | null): ShownBlock {
  const before = old ?? node;
  const callout = shownCallout(node, before);
  if (callout !== undefined) return callout;
  switch (node.type.name) {
    case 'blockquote':
      return { kind: 'quote', blocks: compareBlocksOf(old, node) };
    case 'bulletList':
    case 'orderedList':
      return { kind: 'list', start: startOf(node), wasStart: startOf(before), items: compareItems(old, node) };
    case 'codeBlock':
      return {
        kind: 'code',
        info: textOf(node, 'info'),
        wasInfo: textOf(before, 'info'),
        lines: lines(old?.textContent, node.textContent),
      };
    case 'table':
      return { kind: 'table', rows: old === null ? rowsOf(node) : compareTables(old, node) };
    case 'lockedBlock': {
      const source = textOf(node, 'source');
      const label = lockedLabel(textOf(node, 'kind'), source);
      return { kind: 'locked', label, lines: lines(old === null ? undefined : textOf(old, 'source'), source) };
    }
    case 'horizontalRule':
      return { kind: 'rule' };
    default:
      return {
        kind: 'text',
        level: levelOf(node),
        wasLevel: levelOf(before),
        content: old === null ? inlineOf(node) : compareInline(old, node),
      };
  }
}

/** Undefined where it is none, was none, or was written in another way that readers don't see. */
function shownCallout(node: Node, before: Node): ShownBlock | undefined {
  const callout = readCallout(node);
  const was = before === node ? callout : readCallout(before);
  if (callout === undefined || was === undefined) return undefined;
  if (callout.head !== was.head && callout.title === was.title) return undefined;
  const { look, title, blocks } = callout;
  const inner = before === node ? wholeBlocks(blocks) : compareRuns(was.blocks, blocks);
  return { kind: 'callout', look, title, wasTitle: was.title, blocks: inner };
}

function compareBlocksOf(old: Node | null, fresh: Node): readonly BlockDiff[] {
  return old === null ? wholeBlocks(fresh.children) : compareBlocks(old, fresh);
}

function wholeBlocks(blocks: readonly Node[]): readonly BlockDiff[] {
  return visible(blocks).map((node) => ({ change: 'same', move: null, shown: whole(node) }));
}

function compareItems(old: Node | null, fresh: Node): readonly ItemDiff[] {
  if (old === null) return fresh.children.map((node) => wholeItem(node));
  return alignNodes(old.children, fresh.children).map((aligned) => {
    const hasBoth = (aligned.kind === 'pair' || aligned.kind === 'moved-to') && !aligned.isSame;
    const node = 'fresh' in aligned ? aligned.fresh : aligned.old;
    return withFate(aligned, item(node, hasBoth ? aligned.old : null));
  });
}

function wholeItem(node: Node): ItemDiff {
  return { change: 'same', move: null, ...item(node, null) };
}

function item(node: Node, old: Node | null): Omit<ItemDiff, 'change' | 'move'> {
  return { checked: checkedOf(node), wasChecked: checkedOf(old ?? node), blocks: compareBlocksOf(old, node) };
}

function lines(old: string | undefined, fresh: string): readonly LineChange[] {
  return old === undefined ? linesOf(fresh) : compareLines(old, fresh);
}

function textOf(node: Node, name: string): string {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : '';
}

function checkedOf(node: Node): boolean | null {
  const checked: unknown = node.attrs['checked'];
  return typeof checked === 'boolean' ? checked : null;
}

function startOf(list: Node): number | null {
  const start: unknown = list.attrs['start'];
  return list.type.name === 'orderedList' && typeof start === 'number' ? start : null;
}

function levelOf(node: Node): number {
  const level: unknown = node.attrs['level'];
  return node.type.name === 'heading' && typeof level === 'number' ? level : 0;
}
