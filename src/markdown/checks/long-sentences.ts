import type { Node } from 'prosemirror-model';

/** Sentences of more words are long. */
const longest = 40;

export interface LongSentence {
  /** Counted from the block's own position. */
  readonly from: number;
  readonly to: number;
  readonly words: number;
}

const known = new WeakMap<Node, readonly LongSentence[]>();

/** The sentences of a text block that are long. Each block is read once in its life. */
export function longSentences(block: Node): readonly LongSentence[] {
  const seen = known.get(block);
  if (seen !== undefined) return seen;
  // One character for each position, so that an index in the text is a place in the block.
  const text = block.textBetween(0, block.content.size, undefined, (leaf) => ' '.repeat(leaf.nodeSize));
  const found: LongSentence[] = [];
  let start = 0;
  for (const end of [...text.matchAll(/[.!?…]+["'”’»)\]]*(?=\s)|[。！？]/g)].map(endOf).concat(text.length)) {
    const sentence = text.slice(start, end);
    const words = sentence.match(/\S+/g)?.length ?? 0;
    if (words > longest) {
      const lead = sentence.length - sentence.trimStart().length;
      found.push({ from: start + lead + 1, to: end + 1, words });
    }
    start = end;
  }
  known.set(block, found);
  return found;
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
