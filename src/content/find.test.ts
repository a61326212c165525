import { describe, expect, it } from 'vitest';
import { fillReplacement, findInTexts } from './find-in-texts.ts';
import { readQuery, type FindQuery } from './find-query.ts';

const asked: FindQuery = { text: '', matchCase: false, wholeWords: false, isPattern: false };

function find(query: Partial<FindQuery>, ...texts: string[]): readonly string[] {
  const read = readQuery({ ...asked, ...query });
  return read.kind === 'pattern' ? findInTexts(texts, read.pattern).map(({ groups }) => groups[0] ?? '') : [read.kind];
}

describe('finding in texts', () => {
  it('[E90] takes plain text as it is, in any case unless asked', () => {
    expect(find({ text: 'a.b (c' }, 'A.B (C a.b (c axb (c')).toEqual(['A.B (C', 'a.b (c']);
    expect(find({ text: 'Über', matchCase: true }, 'über Über')).toEqual(['Über']);
  });

  it('[E90] finds whole words of any script', () => {
    expect(find({ text: 'tide', wholeWords: true }, 'tide tides tide-table _tide')).toEqual(['tide', 'tide']);
    expect(find({ text: 'мир', wholeWords: true }, 'мир миру')).toEqual(['мир']);
  });

  it('[E91] finds accents however they are written, and no part of an emoji or of an accented letter', () => {
    expect(find({ text: 'caf\u{E9}' }, 'caf\u{E9} cafe\u{301}')).toEqual(['caf\u{E9}', 'cafe\u{301}']);
    expect(find({ text: 'e' }, 'e\u{301}e')).toEqual(['e']);
    expect(find({ text: '👩' }, '👩‍👧 👩🏽 👩')).toEqual(['👩']);
    expect(find({ text: '\u{D83D}' }, '👩')).toEqual([]);
  });

  it('[E92] takes a pattern, by lines, and says in words that one is broken', () => {
    expect(find({ text: '^(\\w+) \\1$', isPattern: true }, 'ab ab\ncd ce\nx x')).toEqual(['ab ab', 'x x']);
    expect(find({ text: 'x*', isPattern: true }, 'axxb')).toEqual(['xx']);
    expect(readQuery({ ...asked, text: '(a', isPattern: true })).toEqual({
      kind: 'broken',
      reason: 'This pattern can’t be read: unterminated group.',
    });
  });

  it('[E92] fills groups into what replaces', () => {
    expect(fillReplacement('$2-$1 $& $$1 $3 $10', ['ab', 'a', 'b'])).toBe('b-a ab $1 $3 a0');
  });
});
