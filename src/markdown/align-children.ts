import type { Node } from 'prosemirror-model';
import { diffSequence } from './diff-sequence.ts';
import type { SourceBlock } from './source-tree.ts';

/** What a child of the current document was in the source. */
export interface Alignment {
  readonly node: Node;
  /** The block it was, at its old place or elsewhere among its siblings; null for a new one. */
  readonly old: SourceBlock | null;
  /** Index of `old` among its siblings, -1 without one. */
  readonly index: number;
  readonly isSame: boolean;
  /** Text blocks whose words it may have taken over, `old` first. */
  readonly donors: readonly SourceBlock[];
}

const mostPairs = 2_500;

/** Whether a node has no Markdown: an empty paragraph is only a place to type. */
export function isVirtual(node: Node): boolean {
  if (node.type.name !== 'paragraph') return false;
  let isEmpty = true;
  node.forEach((child) => {
    const isBlank = child.isText
      ? /^[ \t\r\n]*$/.test(child.text ?? '') && !child.marks.some(({ type }) => type.name === 'code')
      : child.type.name === 'hardBreak';
    if (!isBlank) isEmpty = false;
  });
  return isEmpty;
}

/** The children that have Markdown. */
export function visibleChildren(container: Node): Node[] {
  const children: Node[] = [];
  container.forEach((child) => {
    if (!isVirtual(child)) children.push(child);
  });
  return children;
}

/**
 * Finds for each current child the block of the source that it was: first the equal ones in order, then, between those,
 * the most similar ones of a like kind.
 */
export function alignChildren(old: readonly SourceBlock[], fresh: readonly Node[]): Alignment[] {
  const oldNodes = old.map(({ node }) => node);
  const kept = diffSequence(oldNodes, fresh, (a, b) => a.eq(b));
  const aligned: Alignment[] = [];
  let oldFrom = 0;
  let freshFrom = 0;
  const settle = (oldTo: number, freshTo: number): void => {
    aligned.push(...alignGap(old, fresh, { oldFrom, oldTo, freshFrom, freshTo }));
  };
  kept.forEach((index, freshIndex) => {
    const block = old[index];
    const node = fresh[freshIndex];
    if (block === undefined || node === undefined) return;
    settle(index, freshIndex);
    aligned.push({ node, old: block, index, isSame: true, donors: [block] });
    oldFrom = index + 1;
    freshFrom = freshIndex + 1;
  });
  settle(old.length, fresh.length);
  return aligned;
}

interface Gap {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly freshFrom: number;
  readonly freshTo: number;
}

function alignGap(old: readonly SourceBlock[], fresh: readonly Node[], gap: Gap): Alignment[] {
  if (gap.freshFrom === gap.freshTo) return [];
  const pairs = pairSimilar(old, fresh, gap);
  const taken = new Set(pairs.values());
  const aligned: Alignment[] = [];
  let previous: readonly SourceBlock[] = [];
  for (let index = gap.freshFrom; index < gap.freshTo; index += 1) {
    const node = fresh[index];
    if (node === undefined) continue;
    const oldIndex = pairs.get(index);
    const block = oldIndex === undefined ? null : (old[oldIndex] ?? null);
    let donors: readonly SourceBlock[];
    if (block !== null && oldIndex !== undefined) {
      const following: SourceBlock[] = [];
      for (let at = oldIndex + 1; at < gap.oldTo && !taken.has(at) && following.length < 8; at += 1) {
        const next = old[at];
        if (next?.node.isTextblock === true) following.push(next);
      }
      donors = [block, ...following];
    } else {
      const untaken = old
        .slice(gap.oldFrom, gap.oldTo)
        .filter((next, at) => next.node.isTextblock && !taken.has(gap.oldFrom + at));
      donors = previous.length > 0 ? previous : untaken.slice(0, 4);
    }
    previous = donors;
    aligned.push({
      node,
      old: block,
      index: oldIndex ?? -1,
      isSame: false,
      donors: donors.filter((one) => one.node.isTextblock),
    });
  }
  return aligned;
}

/** Pairs in order, for the greatest sum of likeness. */
function pairSimilar(old: readonly SourceBlock[], fresh: readonly Node[], gap: Gap): Map<number, number> {
  const { oldFrom, oldTo, freshFrom, freshTo } = gap;
  const rows = oldTo - oldFrom;
  const columns = freshTo - freshFrom;
  const pairs = new Map<number, number>();
  if (rows === 0) return pairs;
  if (rows * columns > mostPairs) {
    for (let step = 0; step < Math.min(rows, columns); step += 1) {
      const block = old[oldFrom + step];
      const node = fresh[freshFrom + step];
      if (block !== undefined && node !== undefined && likeness(block.node, node) > 0)
        pairs.set(freshFrom + step, oldFrom + step);
    }
    return pairs;
  }
  const score: number[][] = Array.from({ length: rows + 1 }, () => Array.from({ length: columns + 1 }, () => 0));
  const at = (row: number, column: number): number => score[row]?.[column] ?? 0;
  const like = (row: number, column: number): number => {
    const block = old[oldFrom + row];
    const node = fresh[freshFrom + column];
    return block === undefined || node === undefined ? 0 : likeness(block.node, node);
  };
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const both = like(row, column);
      const best = Math.max(at(row + 1, column), at(row, column + 1), both > 0 ? both + at(row + 1, column + 1) : 0);
      const line = score[row];
      if (line !== undefined) line[column] = best;
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    const both = like(row, column);
    if (both > 0 && at(row, column) === both + at(row + 1, column + 1)) {
      pairs.set(freshFrom + column, oldFrom + row);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** 0 when one can't have been the other, up to 2 for the same kind with the same words. */
function likeness(old: Node, fresh: Node): number {
  const isSameType = old.type.name === fresh.type.name;
  const areLists = isList(old) && isList(fresh);
  if (!isSameType && !areLists && !(old.isTextblock && fresh.isTextblock && !isCode(old) && !isCode(fresh))) return 0;
  return (isSameType ? 0.3 : 0.1) + 1.5 * sharedWords(old, fresh);
}

function isList(node: Node): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}

function isCode(node: Node): boolean {
  return node.type.name === 'codeBlock';
}

function sharedWords(old: Node, fresh: Node): number {
  const before = wordsOf(old);
  const after = wordsOf(fresh);
  if (before.length === 0 && after.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of before) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of after) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    counts.set(word, count - 1);
  }
  return shared / Math.max(before.length, after.length);
}

const knownWords = new WeakMap<Node, readonly string[]>();

/** Nodes don't change, so their words are looked up once. */
function wordsOf(node: Node): readonly string[] {
  const known = knownWords.get(node);
  if (known !== undefined) return known;
  const text = node.textBetween(0, node.content.size, ' ', ' ').slice(0, 4_000);
  const words = text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
  knownWords.set(node, words);
  return words;
}
