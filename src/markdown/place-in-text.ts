import type { Nodes } from 'mdast';
import { assessSource } from './assess-source.ts';
import { parseTree } from './parse-tree.ts';

/** Where in a Markdown text a range lies, as far as it matters to what may be put there. */
export type PlaceInText =
  /** The empty range lies before, between or after the blocks of the text, in none of them. */
  | 'between-blocks'
  /** The range lies in the text of one paragraph or heading, wherever that stands. */
  | 'in-paragraph'
  | 'elsewhere';

/** Says where `from` to `to` lies. A line end at the end of the range belongs to no block. Texts too large to parse at once are all `elsewhere`. */
export function placeInText(source: string, from: number, to: number): PlaceInText {
  if (assessSource(source).kind === 'source-only') return 'elsewhere';
  const tree = parseTree(source);
  if (from === to)
    return tree.children.every((block) => to <= lineStart(source, startOf(block)) || from >= endOf(block))
      ? 'between-blocks'
      : 'elsewhere';
  const end = from + source.slice(from, to).trimEnd().length;
  for (let nodes: readonly Nodes[] = tree.children; ;) {
    const around = nodes.find((node) => lineStart(source, startOf(node)) <= from && end <= endOf(node));
    if (around === undefined) return 'elsewhere';
    if (around.type === 'paragraph' || around.type === 'heading') return 'in-paragraph';
    nodes = 'children' in around ? around.children : [];
  }
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}

function lineStart(source: string, offset: number): number {
  let start = offset;
  while (start > 0 && source[start - 1] !== '\n' && source[start - 1] !== '\r') start -= 1;
  return start;
}
