import { describe, expect, it } from 'vitest';
import { decodeListing, encodeListing } from './kept-listing.ts';
import { areColumns, fromColumns, toColumns } from './row-columns.ts';

const row = (title: string, author = 'Ada') => ({ title, author, tags: ['x'], unreadable: false });

describe('rows in columns', () => {
  it.each([
    ['none', []],
    ['only places without a row', [null, null]],
    ['some without', [null, row('a'), null, row('b'), row('c', 'Bo')]],
    ['values that most share', Array.from({ length: 50 }, (_, at) => row(`Post ${at}`, `Author ${at % 4}`))],
    ['values alike in words and unlike in kind', ['1', 1, true, 'true', null, ''].map((title) => ({ title }))],
  ])('come back as they were: %s', (_name, rows) => {
    const columns: unknown = JSON.parse(JSON.stringify(toColumns(rows)));
    expect(areColumns(columns, rows.length)).toBe(true);
    expect(areColumns(columns, rows.length) && fromColumns(columns, rows.length)).toEqual(rows);
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

  it('are not taken for whole when a column is short', () => {
    expect(areColumns({ keys: ['a'], columns: [[1]], rowless: [] }, 2)).toBe(false);
    expect(areColumns({ keys: ['a'], columns: [{ values: [1], which: [0] }], rowless: [] }, 2)).toBe(false);
    expect(areColumns({ keys: ['a', 'b'], columns: [[1, 2]], rowless: [] }, 2)).toBe(false);
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
      /another form/,
    );
    expect(() => decodeListing({ ...base, text: base.text.slice(0, -1) })).toThrow(/can not be read/);
  });
});
