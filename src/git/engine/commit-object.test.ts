import { describe, expect, it } from 'vitest';
import { parseCommit, serializeCommit } from './commit-object.ts';

const tree = 'a'.repeat(40);

function withAuthor(line: string): ReturnType<typeof parseCommit> {
  return parseCommit(Buffer.from(`tree ${tree}\nauthor ${line}\ncommitter ${line}\n\nMessage\n`));
}

it('reads back what it writes', () => {
  const commit = {
    tree,
    parents: ['b'.repeat(40)],
    author: { name: 'Ada', email: 'ada@example.test' },
    time: 1_700_000_000_000,
  };
  expect(parseCommit(serializeCommit({ ...commit, message: 'One\n\nTwo' }))).toEqual({
    tree,
    parents: commit.parents,
    author: commit.author,
    time: commit.time,
    message: 'One\n\nTwo\n',
  });
});

describe('an odd author line', () => {
  it.each([
    ['a date behind all calendars', 'A <a@b> 99999999999999 +0000'],
    ['the first second of the year 10000', 'A <a@b> 253402300800 +0000'],
    ['more digits than a number has', `A <a@b> ${'9'.repeat(400)} +0000`],
    ['a date before 1970', 'A <a@b> -1 +0000'],
    ['no date', 'A <a@b>'],
    ['no time zone', 'A <a@b> 1700000000 '],
    ['a date in scientific notation', 'A <a@b> 1e9 +0000'],
  ])('with %s has no date', (_name, line) => {
    expect(withAuthor(line)).toMatchObject({ author: { name: 'A', email: 'a@b' }, time: 0, message: 'Message\n' });
  });

  it('without an address has neither name nor date', () => {
    expect(withAuthor('A a@b 1700000000 +0000')).toMatchObject({ author: { name: '', email: '' }, time: 0 });
  });

  it('with a time zone that no place has keeps its date', () => {
    expect(withAuthor('A <a@b> 1700000000 +9999').time).toBe(1_700_000_000_000);
  });
});

describe('the encoding that a commit names', () => {
  const of = (encoding: string, message: Uint8Array): string =>
    parseCommit(
      Buffer.concat([
        Buffer.from(`tree ${tree}\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\nencoding ${encoding}\n\n`),
        message,
      ]),
    ).message;

  it('is the one that its message is read in', () => {
    expect(of('ISO-8859-1', new Uint8Array([0x68, 0xe9]))).toBe('h\u00e9');
  });

  it('is UTF-8 when nobody knows it', () => {
    expect(of('x-made-up', Buffer.from('h\u00e9'))).toBe('h\u00e9');
  });

  it('counts in the head alone', () => {
    const text = `tree ${tree}\nauthor A <a@b> 0 +0000\n\nh\u00e9\n\nencoding ISO-8859-1\n`;
    expect(parseCommit(Buffer.from(text)).message).toBe('h\u00e9\n\nencoding ISO-8859-1\n');
  });
});
