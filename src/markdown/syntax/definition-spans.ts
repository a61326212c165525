import type { Paragraph, RootContent } from 'mdast';
import type { Span } from './pair-markers.ts';

const definitionLine = /(?:\r\n|\n|\r)[ \t>]*:[ \t]+(?=\S)/g;

/**
 * Which blocks are definition lists: a paragraph with a line that begins ": " after its first line, or a paragraph that begins
 * so after a paragraph of one line (the term); with the indented blocks that go on with the definition.
 */
export function definitionSpans(blocks: readonly RootContent[], source: string): readonly Span[] {
  const spans: Span[] = [];
  for (const [index, block] of blocks.entries()) {
    const before = spans.at(-1);
    const follows = before?.last === index - 1;
    if (block.type === 'paragraph' && holdsDefinition(block, source)) spans.push({ first: index, last: index });
    else if (block.type === 'paragraph' && beginsWithDefinition(block, source)) {
      const term = blocks[index - 1];
      if (follows && before !== undefined) spans[spans.length - 1] = { first: before.first, last: index };
      else if (term?.type === 'paragraph' && !/[\r\n]/.test(slice(term, source)))
        spans.push({ first: index - 1, last: index });
    } else if (follows && before !== undefined && block.type === 'code' && isIndented(block, source))
      spans[spans.length - 1] = { first: before.first, last: index };
  }
  return spans;
}

/** The ": " must be text: inside code or a tag it is none. */
function holdsDefinition(paragraph: Paragraph, source: string): boolean {
  const start = paragraph.position?.start.offset ?? 0;
  const text = slice(paragraph, source);
  if (/^:[ \t]/.test(text)) return false;
  for (const match of text.matchAll(definitionLine)) {
    const colon = start + match.index + match[0].trimEnd().length - 1;
    if (
      paragraph.children.some(
        ({ type, position }) =>
          type === 'text' && (position?.start.offset ?? 0) <= colon && colon < (position?.end.offset ?? 0),
      )
    )
      return true;
  }
  return false;
}

function beginsWithDefinition(paragraph: Paragraph, source: string): boolean {
  return paragraph.children[0]?.type === 'text' && /^:[ \t]+\S/.test(slice(paragraph, source));
}

function isIndented(block: RootContent, source: string): boolean {
  return !/^[`~]/.test(slice(block, source));
}

function slice(node: RootContent, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}
