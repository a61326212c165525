import { describe, expect, test } from 'vitest';
import { parseReviewFile } from './review-file.ts';
import { cleanName, readSaidBy, writeSaidBy } from './said-by.ts';

const id = 'a'.repeat(40);
const file = {
  format: 'galley-review',
  version: 1,
  review: id,
  commit: 'b'.repeat(40),
  name: 'Nina Reader',
  verdict: 'looks-good',
  comments: [
    { path: 'posts/a.md', lines: { from: 3, to: 4 }, text: ' Which boats? ' },
    { path: 'posts/a.md', text: 'Long.' },
    { text: 'Fine.' },
  ],
};
const read = (value: unknown) => parseReviewFile(JSON.stringify(value));

describe('[O4] the file of a review', () => {
  test('is read as it was saved', () => {
    const { format: _, version: __, ...said } = file;
    const comments = [{ ...file.comments[0], text: 'Which boats?' }, file.comments[1], file.comments[2]];
    expect(read(file)).toEqual({ kind: 'file', file: { ...said, comments } });
  });

  test.each([
    ['no JSON', '<html>'],
    ['JSON of something else', '[]'],
    ['null', 'null'],
    ['another version', JSON.stringify({ ...file, version: 2 })],
    ['no review', JSON.stringify({ ...file, review: '../../x' })],
    ['a commit that is none', JSON.stringify({ ...file, commit: 'HEAD' })],
    ['no name', JSON.stringify({ ...file, name: ' \u0000\u202e ' })],
    ['a name that is no text', JSON.stringify({ ...file, name: { toString: 1 } })],
    ['another verdict', JSON.stringify({ ...file, verdict: 'approved' })],
    ['a path that leads out', JSON.stringify({ ...file, comments: [{ path: '../x', text: 'x' }] })],
    ['a path into git', JSON.stringify({ ...file, comments: [{ path: '.git/config', text: 'x' }] })],
    [
      'lines that run backwards',
      JSON.stringify({ ...file, comments: [{ path: 'a', lines: { from: 3, to: 2 }, text: 'x' }] }),
    ],
    [
      'lines that are none',
      JSON.stringify({ ...file, comments: [{ path: 'a', lines: { from: -1, to: 1e99 }, text: 'x' }] }),
    ],
    ['an empty comment', JSON.stringify({ ...file, comments: [{ text: ' ' }] })],
    ['a comment that is too long', JSON.stringify({ ...file, comments: [{ text: 'x'.repeat(20_001) }] })],
    ['too many comments', JSON.stringify({ ...file, comments: Array.from({ length: 501 }, () => ({ text: 'x' })) })],
    ['nothing said', JSON.stringify({ ...file, verdict: null, comments: [] })],
    ['too much of it', `${JSON.stringify(file)}${' '.repeat(1_000_000)}`],
    ['deep nesting', `{"format":${'['.repeat(100_000)}`],
  ])('is refused with a sentence when it is %s', (_, text) => {
    expect(parseReviewFile(text)).toEqual({ kind: 'refused', reason: expect.stringMatching(/^[A-Z].*\.$/) as unknown });
  });

  test('brings no keys of its own', () => {
    const reading = read({
      ...file,
      __proto__: { x: 1 },
      resolved: true,
      comments: [{ text: 'x', resolved: true, author: 'bob' }],
    });
    expect(reading).toMatchObject({ kind: 'file', file: { comments: [{ text: 'x' }] } });
    expect(JSON.stringify(reading)).not.toContain('resolved');
  });
});

describe('[O5] words that are brought for someone', () => {
  test('name who said them in a trailer, and are read without it', () => {
    const written = writeSaidBy('Which boats?\n\nAll of them?', 'Nina  Reader\n');
    expect(written).toBe('Which boats?\n\nAll of them?\n\nSaid-by: Nina Reader');
    expect(readSaidBy(written)).toEqual({ text: 'Which boats?\n\nAll of them?', name: 'Nina Reader' });
  });

  test('can not take the name of another by ending like it', () => {
    const written = writeSaidBy('Yes.\n\nSaid-by: Ada', 'Nina');
    expect(readSaidBy(written)).toEqual({ text: 'Yes.\n\nSaid-by: Ada', name: 'Nina' });
  });

  test('are nobody else’s without a trailer', () => {
    for (const text of ['', 'Yes.', 'Said-by: Ada', 'Yes.\nSaid-by: Ada', 'Yes.\n\nSaid-by: \u200b'])
      expect(readSaidBy(text)).toEqual({ text, name: null });
  });

  test('have a name of one line without hidden characters', () => {
    expect(cleanName('\u202eNi\u0000na\r\nReader\u2028 ')).toBe('Ni na Reader');
    expect(Array.from(cleanName('𝒩'.repeat(500)))).toHaveLength(80);
  });
});
