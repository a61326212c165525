import { describe, expect, it } from 'vitest';
import { mergeText } from './merge-text.ts';

const base = 'one\n\ntwo\n\nthree\n';

describe('mergeText', () => {
  it('keeps the edits of both sides in different paragraphs', () => {
    expect(mergeText({ base, mine: 'ONE\n\ntwo\n\nthree\n', theirs: 'one\n\ntwo\n\nTHREE\n' })).toEqual({
      kind: 'merged',
      text: 'ONE\n\ntwo\n\nTHREE\n',
    });
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
