import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { positionInDocument, positionInSource } from './position-map.ts';

const text = [
  '# Title *of* this',
  '',
  'One **second** `three` [four](/x "t") &amp; \\*five\\* 👩‍👧 e\u{301}',
  'next line',
  '',
  '- item one',
  '- item two',
  '',
  '  > quoted here',
  '',
  '```js',
  'let a;',
  '  let b;',
  '```',
  '',
  '| a | b |',
  '|---|---|',
  '| cell | other |',
  '',
  '<aside>locked</aside>',
  '',
  'The end.',
  '',
].join('\r\n');

describe('positions of the document and offsets of its source', () => {
  const words = ['Title', 'of', 'this', 'One', 'second', 'three', 'four', 'five', '👩‍👧', 'next', 'item two', 'quoted'];
  it.each([...words, 'let a', 'let b', 'cell', 'other', 'The end'])('[R13] finds “%s” from either side', (word) => {
    const parsed = parseMarkdown(text);
    let position = -1;
    parsed.document.descendants((node, pos) => {
      const at = node.isTextblock ? node.textContent.indexOf(word) : -1;
      if (at >= 0) position = pos + 1 + at;
    });
    expect(positionInSource(parsed, position)).toBe(text.indexOf(word));
    expect(positionInDocument(parsed, text.indexOf(word))).toBe(position);
  });

  it('[R13] gives every offset a position of the document, and the other way round, in order', () => {
    const parsed = parseMarkdown(text);
    const positions = Array.from({ length: text.length + 1 }, (_, offset) => positionInDocument(parsed, offset));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(Math.max(...positions)).toBeLessThanOrEqual(parsed.document.content.size);
    const size = parsed.document.content.size + 1;
    const offsets = Array.from({ length: size }, (_, position) => positionInSource(parsed, position));
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  });

  it('[R13] knows a place in a text without blocks', () => {
    const parsed = parseMarkdown('');
    expect(positionInDocument(parsed, 0)).toBe(1);
    expect(positionInSource(parsed, 1)).toBe(0);
  });
});
