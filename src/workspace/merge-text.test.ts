import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTexts, mergeText } from './merge-text.ts';

const base = 'one\n\ntwo\n\nthree\n';

describe('mergeText', () => {
  it('keeps the edits of both sides in different paragraphs', () => {
    expect(mergeText({ base, mine: 'ONE\n\ntwo\n\nthree\n', theirs: 'one\n\ntwo\n\nTHREE\n' })).toEqual({
      kind: 'merged',
      text: 'ONE\n\ntwo\n\nTHREE\n',
    });
  });

  it('keeps the edits of both sides in neighbouring lines', () => {
    const list = '- a\n- b\n- c\n';
    expect(mergeText({ base: list, mine: '- A\n- b\n- c\n', theirs: '- a\n- B\n- new\n- c\n' })).toEqual({
      kind: 'merged',
      text: '- A\n- B\n- new\n- c\n',
    });
    expect(mergeText({ base: list, mine: '- a\n- new\n- b\n- c\n', theirs: '- a\n- B\n- c\n' })).toEqual({
      kind: 'merged',
      text: '- a\n- new\n- B\n- c\n',
    });
  });

  it('keeps new blocks of both sides at the same place, theirs first', () => {
    expect(mergeText({ base, mine: `${base}\nmine\n`, theirs: `${base}\ntheirs\n` })).toEqual({
      kind: 'merged',
      text: `${base}\ntheirs\n\nmine\n`,
    });
    expect(
      mergeText({ base, mine: 'one\n\nmine\n\ntwo\n\nthree\n', theirs: 'one\n\n> theirs\n\ntwo\n\nthree\n' }),
    ).toEqual({ kind: 'merged', text: 'one\n\n> theirs\n\nmine\n\ntwo\n\nthree\n' });
  });

  it('reports a conflict where both inserted at the same place inside a block', () => {
    const code = '```\na\nb\n```\n';
    expect(mergeText({ base: code, mine: '```\na\nmine\nb\n```\n', theirs: '```\na\ntheirs\nb\n```\n' })).toEqual({
      kind: 'conflict',
    });
  });

  it('keeps changes of different sentences of one paragraph', () => {
    const paragraph = 'First one. Second one! Third one?\n';
    expect(
      mergeText({
        base: paragraph,
        mine: 'My first. Second one! Third one?\n',
        theirs: 'First one. Second one! Their third?\n',
      }),
    ).toEqual({ kind: 'merged', text: 'My first. Second one! Their third?\n' });
    const item = '- First one. Second one.\n- Other\n';
    expect(
      mergeText({ base: item, mine: '- Mine. Second one.\n- Other\n', theirs: '- First one. Theirs.\n- Other\n' }),
    ).toEqual({ kind: 'merged', text: '- Mine. Theirs.\n- Other\n' });
  });

  it('reports a conflict where both changed one sentence, or one of them split the paragraph', () => {
    const paragraph = 'First one. Second one.\n';
    const theirs = 'Their first. Second one.\n';
    expect(mergeText({ base: paragraph, mine: 'My first. Second one.\n', theirs })).toEqual({ kind: 'conflict' });
    expect(mergeText({ base: paragraph, mine: 'First one.\n\nMine.\n', theirs })).toEqual({ kind: 'conflict' });
  });

  it('keeps front matter fields of different names that both added at one place', () => {
    const post = (fields: string): string => `---\ntitle: Post\n${fields}---\n\nText.\n`;
    expect(mergeText({ base: post(''), mine: post('draft: true\n'), theirs: post('tags:\n  - a\n  - b\n') })).toEqual({
      kind: 'merged',
      text: post('tags:\n  - a\n  - b\ndraft: true\n'),
    });
    expect(mergeText({ base: post(''), mine: post('draft: true\n'), theirs: post('draft: false\n') })).toEqual({
      kind: 'conflict',
    });
  });

  it('ends the last line when the other side goes on after it', () => {
    expect(mergeText({ base: 'a\nb', mine: 'A\nb', theirs: 'a\nb\nc' })).toEqual({ kind: 'merged', text: 'A\nb\nc' });
  });

  it('reports a conflict where both changed the same line', () => {
    expect(mergeText({ base, mine: 'mine\n\ntwo\n\nthree\n', theirs: 'theirs\n\ntwo\n\nthree\n' })).toEqual({
      kind: 'conflict',
    });
  });

  it('takes the same edit of both sides once', () => {
    const both = 'one\n\n2\n\nthree\n';
    expect(mergeText({ base, mine: both, theirs: both })).toEqual({ kind: 'merged', text: both });
  });

  it('keeps CRLF, CR and a missing final newline', () => {
    expect(mergeText({ base: 'a\r\nb\rc', mine: 'A\r\nb\rc', theirs: 'a\r\nb\rC' })).toEqual({
      kind: 'merged',
      text: 'A\r\nb\rC',
    });
  });

  it('deletes what one side deleted and the other left alone', () => {
    expect(mergeText({ base, mine: null, theirs: base })).toEqual({ kind: 'deleted' });
    expect(mergeText({ base, mine: base, theirs: null })).toEqual({ kind: 'deleted' });
  });

  it('reports a conflict where one side deleted what the other edited', () => {
    expect(mergeText({ base, mine: null, theirs: `${base}more\n` })).toEqual({ kind: 'conflict' });
    expect(mergeText({ base, mine: `${base}more\n`, theirs: null })).toEqual({ kind: 'conflict' });
  });

  it('reports a conflict where both made different files of one name', () => {
    expect(mergeText({ base: null, mine: 'a', theirs: 'b' })).toEqual({ kind: 'conflict' });
  });
});

describe('any merge', () => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n');
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join(''));

  it('of an untouched side gives the other one', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(mergeText({ base: one, mine: other, theirs: one })).toEqual({ kind: 'merged', text: other });
        expect(mergeText({ base: one, mine: one, theirs: other })).toEqual({ kind: 'merged', text: other });
        expect(mergeText({ base: one, mine: other, theirs: other })).toEqual({ kind: 'merged', text: other });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('settles or not alike for both sides, and holds every new line of both', () => {
    const own = (name: string) => fc.array(fc.nat(8), { maxLength: 3 }).map((places) => ({ name, places }));
    fc.assert(
      fc.property(text, own('mine'), own('theirs'), (base, mine, theirs) => {
        const edit = ({ name, places }: typeof mine): string => {
          const lines = base.split(/(?<=\n)/);
          places.forEach((at, index) => lines.splice(at, index % 2, `${name} ${index}\n`));
          return lines.join('');
        };
        const sides = { base, mine: edit(mine), theirs: edit(theirs) };
        const merged = mergeText(sides);
        expect(mergeText({ base, mine: sides.theirs, theirs: sides.mine }).kind).toBe(merged.kind);
        const written = `${sides.mine}${sides.theirs}`.split('\n').filter((one) => /mine|theirs/.test(one));
        expect(joinTexts(sides).split('\n')).toEqual(expect.arrayContaining(written));
        const kept = merged.kind === 'merged' ? merged.text.split('\n') : written;
        expect(kept).toEqual(expect.arrayContaining(written));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
