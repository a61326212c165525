import type { Node } from 'prosemirror-model';

/** One heading of a document. */
export interface OutlineEntry {
  readonly level: number;
  /** Its text without marks; a picture counts as its description. */
  readonly text: string;
  /** The heading node's own position in the document. */
  readonly position: number;
}

/** Headings deeper inside quotes and lists than this are no part of an outline. */
export const deepestHeading = 4;

const known = new WeakMap<Node, readonly OutlineEntry[]>();

/**
 * The headings of a document in their order. Each block is looked at once in its life: what did not change since the last
 * call costs next to nothing.
 */
export function outlineOf(document: Node): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  document.forEach((block, offset) => {
    for (const entry of headingsIn(block, 0)) entries.push({ ...entry, position: offset + entry.position });
  });
  return entries;
}

/** Positions count from the block's own. */
function headingsIn(block: Node, depth: number): readonly OutlineEntry[] {
  if (block.isTextblock && block.type.name !== 'heading') return [];
  const seen = known.get(block);
  if (seen !== undefined) return seen;
  const found: OutlineEntry[] = [];
  if (block.type.name === 'heading') {
    found.push({ level: Number(block.attrs['level']), text: headingText(block), position: 0 });
  } else if (depth < deepestHeading) {
    block.forEach((child, offset) => {
      for (const entry of headingsIn(child, depth + 1)) found.push({ ...entry, position: entry.position + offset + 1 });
    });
  }
  known.set(block, found);
  return found;
}

/** A heading's text as an outline shows it. */
export function headingText(block: Node): string {
  return block
    .textBetween(0, block.content.size, ' ', (leaf) => (leaf.type.name === 'image' ? String(leaf.attrs['alt']) : ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
