import type { Node } from 'prosemirror-model';

interface WordCount {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

const known = new WeakMap<Node, WordCount>();
const longestCounted = 6_000;
/** Scripts without spaces between words count by characters. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

/** How many words a block has, pictures and locked sources included. */
export function countWords(node: Node): number {
  return wordsOf(node).total;
}

/** Which share of the longer block's words the other has too, 0 to 1. Two blocks without a word share nothing. */
export function sharedWords(one: Node, other: Node): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const longer = Math.max(a.total, b.total);
  const shorter = Math.min(a.total, b.total);
  if (longer === 0 || shorter / longer < 0.2) return 0;
  const [few, many] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, count] of few.counts) shared += Math.min(count, many.counts.get(word) ?? 0);
  return shared / longer;
}

/** Nodes don't change, so their words are counted once. */
function wordsOf(node: Node): WordCount {
  const before = known.get(node);
  if (before !== undefined) return before;
  const text = node.isAtom ? sourceOf(node) : node.textBetween(0, node.content.size, ' ', sourceOf);
  const words = text.slice(0, longestCounted).match(word) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const count = { counts, total: words.length };
  known.set(node, count);
  return count;
}

function sourceOf(leaf: Node): string {
  const source: unknown = leaf.attrs['source'] ?? leaf.attrs['src'];
  return typeof source === 'string' ? ` ${source} ` : ' ';
}
