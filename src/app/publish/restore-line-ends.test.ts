import { describe, expect, it } from 'vitest';
import { restoreLineEnds } from './restore-line-ends.ts';

const asTextArea = (text: string) => text.replaceAll(/\r\n?/gu, '\n');

describe('restoreLineEnds', () => {
  it.each(['a\r\nb\r\n', 'a\nb', 'a\r\nb\nc\r\r\n\nd', '', '\r\n', 'a', '\n\r\n'])(
    'gives %j back when nothing was typed',
    (text) => {
      expect(restoreLineEnds(asTextArea(text), text)).toBe(text);
    },
  );

  it('ends a new line as most lines of the file end', () => {
    expect(restoreLineEnds('a\nnew\nb\n', 'a\r\nb\r\n')).toBe('a\r\nnew\r\nb\r\n');
  });

  it('keeps each line’s own end in a file of both kinds', () => {
    expect(restoreLineEnds('a\nB\nc\n', 'a\r\nb\nc\r\n')).toBe('a\r\nB\r\nc\r\n');
    expect(restoreLineEnds('a\nb\nc\nd\n', 'a\r\nb\nc\r\n')).toBe('a\r\nb\nc\r\nd\r\n');
  });

  it('leaves the last line without an end when it has none', () => {
    expect(restoreLineEnds('a\nb', 'a\r\nb\r\n')).toBe('a\r\nb');
  });
});
