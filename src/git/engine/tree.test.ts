import { describe, expect, it } from 'vitest';
import { GalleyError } from '#base';
import { loadPackKernel, PackScratch } from '../pack/index.ts';
import { findEntry, parseDifference, parseTree } from './tree.ts';

const scratch = new PackScratch(await loadPackKernel());
const id = '\u0007'.repeat(20);
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function entry(name: string, { mode = '100644', oid = id } = {}): string {
  return `${mode} ${name}\0${oid}`;
}

describe('an entry of a folder', () => {
  // One name begins another, one ends it, and an id has what looks like an entry in it.
  const likeAnEntry = `100644 b\0${'\u0001'.repeat(11)}`;
  const folder = bytes(
    [
      entry('a'),
      entry('a.md', { oid: likeAnEntry }),
      entry('md', { mode: '40000' }),
      entry('x y', { mode: '120000' }),
      entry('\u00e4', { mode: '160000' }),
    ].join(''),
  );

  it('is found by its name', () => {
    const entries = parseTree(folder);
    expect(entries.map(({ nameBytes }) => String.fromCharCode(...nameBytes))).toEqual([
      'a',
      'a.md',
      'md',
      'x y',
      '\u00e4',
    ]);
    for (const { mode, oid, nameBytes } of entries)
      expect(findEntry(scratch, folder, 'given', nameBytes)).toEqual({ mode, name: 'given', oid });
  });

  it.each(['', 'b', 'a.m', '.md', 'y', 'zz'])('is not found where there is none of the name "%s"', (name) => {
    expect(findEntry(scratch, folder, name)).toBeUndefined();
  });

  it('is found before the place where the folder is cut, and asked for behind it the folder is broken', () => {
    const [first] = parseTree(folder);
    for (let length = 29; length < folder.length; length += 1) {
      const cut = folder.subarray(0, length);
      expect(findEntry(scratch, cut, 'a')?.oid).toBe(first?.oid);
      expect(isRefused(() => findEntry(scratch, cut, 'zz'))).toBe(isRefused(() => parseTree(cut)));
    }
  });
});

/** Whether a folder turns out to be broken. */
function isRefused(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    return error instanceof GalleyError && error.code === 'corrupt';
  }
}

describe('the difference of two folders', () => {
  const names = ({ before, after }: ReturnType<typeof parseDifference>): readonly string[][] =>
    [before, after].map((entries) => entries.map(({ shownName }) => shownName));

  it('is found where a whole entry of the one is the end of an entry of the other', () => {
    expect(names(parseDifference(bytes(entry('a')), bytes(`100644 x${entry('a')}`)))).toEqual([['a'], ['x100644 a']]);
  });

  it('is found where one has nothing, or more at its end', () => {
    const [a, b] = [entry('a'), entry('b')];
    expect(names(parseDifference(bytes(''), bytes(a)))).toEqual([[], ['a']]);
    expect(names(parseDifference(bytes(a + b), bytes(a)))).toEqual([['b'], []]);
    expect(names(parseDifference(bytes(b), bytes(a + b)))).toEqual([[], ['a']]);
  });

  it('is not told of folders that are broken behind it', () => {
    const broken = '100644 c';
    expect(() => parseDifference(bytes(entry('a') + broken), bytes(entry('b') + broken))).toThrow(
      'A folder of the repository can not be read',
    );
  });
});
