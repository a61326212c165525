import { describe, expect, it } from 'vitest';
import { decodeListing, encodeListing } from './kept-listing.ts';
import { fromColumns, toColumns, type RowColumns } from './row-columns.ts';

const row = (title: string, author = 'Ada') => ({ title, author, tags: ['x'], unreadable: false });

describe('rows in columns', () => {
  it.each([
    ['none', []],
    ['only places without a row', [null, null]],
    ['some without', [null, row('a'), null, row('b'), row('c', 'Bo')]],
    ['values that most share', Array.from({ length: 50 }, (_, at) => row(`Post ${at}`, `Author ${at % 4}`))],
    ['values alike in words and unlike in kind', ['1', 1, true, 'true', null, ''].map((title) => ({ title }))],
  ])('come back as they were: %s', (_name, rows) => {
    const columns: RowColumns = JSON.parse(JSON.stringify(toColumns(rows)));
    expect(fromColumns(columns, rows.length)).toEqual(rows);
  });

  it('write once what many have in common', () => {
    const text = JSON.stringify(toColumns(Array.from({ length: 100 }, (_, at) => row(`Post ${at}`))));
    expect(text.split('"Ada"')).toHaveLength(2);
    expect(text.split('"unreadable"')).toHaveLength(2);
  });

  it('are refused where they have not all the same keys', () => {
    expect(() => toColumns([{ a: 1 }, { b: 1 }])).toThrow(TypeError);
    expect(() => toColumns([{ a: 1 }, { a: 1, b: 1 }])).toThrow(TypeError);
  });
});

describe('a kept listing', () => {
  it('is read as it was written, and refused when it is not whole', () => {
    const lastChange = { time: 5, author: 'Ada' };
    const listing = {
      head: 'a'.repeat(40),
      complete: false,
      files: [
        { path: 'a.md', oid: '1'.repeat(40), row: row('A'), lastChange },
        { path: 'b.png', oid: '2'.repeat(40), row: null, lastChange: null },
      ],
      refused: [{ path: '.git/x', reason: 'name' }],
    };
    const base = encodeListing(listing);
    expect(decodeListing(base)).toEqual(listing);
    expect(() => decodeListing({ ...base, text: base.text.replace('"b.png"', '"b.png","c.md"') })).toThrow(
      /can not be read/,
    );
    expect(() => decodeListing({ ...base, text: base.text.slice(0, -1) })).toThrow(/can not be read/);
  });
});
