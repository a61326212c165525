import { parseMarkdown } from '../parse-markdown.ts';
import { describe, expect, it } from 'vitest';
import { countAhead, countText } from './text-counts.ts';

const count = (markdown: string, language?: string) =>
  countText(parseMarkdown(markdown).document, language === undefined ? {} : { language });

describe('countText', () => {
  it('[E80] counts words across marks and blocks, and no locked source', () => {
    expect(count('# One *two*three\n\n- four\\\n  five\n\n<aside>no words</aside>\n')).toMatchObject({ words: 4 });
  });

  it('[E80] counts characters as people see them', () => {
    expect(count('a👩‍👩‍👧e\u{301}🇳🇱!\n').characters).toBe(5);
  });

  it('[E80] finds the words of a language that writes no spaces', () => {
    expect(count('吾輩は猫である\n', 'ja').words).toBeGreaterThan(2);
  });

  it('counts with a language that is none', () => {
    expect(count('one two\n', 'not a language!').words).toBe(2);
  });

  it('says how many minutes reading takes, none for no words', () => {
    expect([count('').minutes, count('one\n').minutes, count('word '.repeat(231)).minutes]).toEqual([0, 1, 2]);
  });

  it('counts a selection that begins and ends inside of blocks', () => {
    const { document } = parseMarkdown('one two\n\nthree four\n');
    expect(countText(document, { from: 5, to: 15 })).toMatchObject({ words: 2, characters: 8 });
  });

  it('counts ahead as long as there is time, and says when all is counted', () => {
    const { document } = parseMarkdown('one\n\ntwo\n\nthree\n');
    let time = 2;
    const hasTime = () => (time -= 1) >= 0;
    expect(countAhead(document, hasTime)).toBe(false);
    expect(countAhead(document, () => true)).toBe(true);
    expect(countAhead(document, () => false)).toBe(true);
  });
});
