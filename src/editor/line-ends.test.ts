import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeLineEnds, restoreLineEnds } from './line-ends.ts';

const end = fc.constantFrom('\n', '\r\n', '\r');
const word = fc.constantFrom('', 'a', 'b', 'word', '\u{FEFF}x', 'nul \0', '\u2028');
const line = fc.tuple(word, end).map(([text, lineEnd]) => ({ text, end: lineEnd }));
const uniqueLines = fc
  .array(end, { minLength: 1, maxLength: 30 })
  .map((ends) => ends.map((lineEnd, index) => ({ text: `line ${index}`, end: lineEnd })));

function write(lines: readonly { readonly text: string; readonly end: string }[]): string {
  return lines.map(({ text, end }) => text + end).join('');
}

describe('restoreLineEnds', () => {
  it('gives back an unedited text byte for byte', () => {
    fc.assert(
      fc.property(fc.array(line), word, (lines, last) => {
        const text = write(lines) + last;
        expect(restoreLineEnds(text, normalizeLineEnds(text))).toBe(text);
      }),
    );
  });

  it('changes nothing but line ends, whatever the edit', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(line), word, (before, after, last) => {
        const edited = normalizeLineEnds(write(after) + last);
        expect(normalizeLineEnds(restoreLineEnds(write(before), edited))).toBe(edited);
      }),
    );
  });

  it('keeps the own ends of all lines that stay when others are deleted', () => {
    fc.assert(
      fc.property(uniqueLines, fc.infiniteStream(fc.boolean()), (lines, keeps) => {
        const kept = lines.filter(() => keeps.next().value === true);
        expect(restoreLineEnds(write(lines), normalizeLineEnds(write(kept)))).toBe(write(kept));
      }),
    );
  });

  it('keeps the own ends of all old lines when new ones are inserted between them', () => {
    fc.assert(
      fc.property(uniqueLines, fc.infiniteStream(fc.boolean()), (lines, inserts) => {
        const edited = lines.flatMap(({ text }) => (inserts.next().value === true ? ['new', text] : [text]));
        const result = restoreLineEnds(write(lines), `${edited.join('\n')}\n`);
        for (const { text, end } of lines) expect(result).toMatch(new RegExp(`${text}${end}(?!\n)`));
      }),
    );
  });

  it('writes new lines as the whole file writes them', () => {
    expect(restoreLineEnds('a\r\nb\r\n', 'a\nnew\nb\n')).toBe('a\r\nnew\r\nb\r\n');
    expect(restoreLineEnds('a\rb', 'a\nb\nc')).toBe('a\rb\rc');
  });

  it('keeps the end of a rewritten line in a file of mixed ends', () => {
    expect(restoreLineEnds('a\r\nb\nc\rd', 'A\nB\nC\nd')).toBe('A\r\nB\nC\rd');
  });

  it('never lets a CR and the LF of an empty line become one CRLF', () => {
    expect(restoreLineEnds('x\ry\nz\n', 'x\n\nz\n')).toBe('x\r\r\nz\n');
  });

  it('ends a new line in a file of mixed ends like the line above it', () => {
    expect(restoreLineEnds('a\r\nb\nc', 'a\nnew\nb\nc')).toBe('a\r\nnew\r\nb\nc');
  });
});
