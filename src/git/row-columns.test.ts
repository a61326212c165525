import { describe, expect, it } from 'vitest';
import { plainListing } from '../../test/git/plain-listing.ts';
import { decodeListing, encodeListing, toStoredBase } from './kept-listing.ts';
import { rowReader, toColumns, type RowColumns } from './row-columns.ts';

const row = (title: string, author = 'Ada') => ({ title, author, tags: ['x'], unreadable: false });

describe('rows in columns', () => {
  it.each([
    ['none', []],
    ['only places without a row', [null, null]],
    ['some without', [null, row('a'), null, row('b'), row('c', 'Bo')]],
    ['values that most share', Array.from({ length: 50 }, (_, at) => row(`Post ${at}`, `Author ${at % 4}`))],
    ['one value for all', [null, row('a'), row('a')]],
    ['lines', ['a', '', 'ü', '\uFEFFb'].map((title) => row(title))],
    ['text that can not be lines', ['a\nb', 'c', 'd'].map((title) => row(title))],
    ['half a character', ['a', '\ud800', 'b'].map((title) => row(title))],
    ['values alike in words and unlike in kind', ['1', 1, true, 'true', null, ''].map((title) => ({ title }))],
  ])('come back as they were: %s', (_name, rows) => {
    const columns: RowColumns = JSON.parse(JSON.stringify(toColumns(rows)));
    const rowAt = rowReader(columns, rows.length);
    expect(rows.map((_, place) => rowAt(place))).toEqual(rows);
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
  const lastChange = { time: 5, author: 'Ada' };
  const listing = {
    head: 'a'.repeat(40),
    complete: false,
    files: [
      { path: 'a.md', oid: '1'.repeat(40), row: row('\uFEFFA', 'Bo'), lastChange },
      { path: 'ä\n.md', oid: '2'.repeat(40), row: row('\ud800'), lastChange: null },
      { path: 'b.png', oid: '3'.repeat(40), row: null, lastChange: null },
    ],
    refused: [{ path: '.git/x', reason: 'name' }],
  };

  it.each([
    ['text that is lines, and text that is not', listing],
    ['one file', { ...listing, files: listing.files.slice(0, 1) }],
    ['none', { ...listing, head: null, files: [] }],
  ])('is read as it was written: %s', async (_name, given) => {
    const base = encodeListing(given);
    expect(plainListing(await decodeListing(base))).toEqual(given);
    expect(plainListing(await decodeListing(toStoredBase(base)))).toEqual(given);
  });

  it('is refused when it is not whole', async () => {
    const base = toStoredBase(encodeListing(listing));
    const refused = expect.objectContaining({ code: 'corrupt' });
    const { data, lengths } = base.texts;
    if (!(data instanceof Blob)) throw new Error('It is not as a store keeps it');
    const textsOf = (texts: typeof base.texts) => decodeListing({ ...base, texts });
    await expect(textsOf({ data: data.slice(0, -1), lengths })).rejects.toEqual(refused);
    await expect(textsOf({ data, lengths: lengths.slice(0, -1) })).rejects.toEqual(refused);
    const text = (await data.text()).replace('b.png', 'b.pn').replace('3'.repeat(20), '3'.repeat(21));
    await expect(textsOf({ data: new Blob([text]), lengths })).rejects.toEqual(refused);
  });

  it('is refused when an id is cut short, or when there are fewer paths than ids', async () => {
    const refused = expect.objectContaining({ code: 'corrupt' });
    const plain = ['a.md', 'b.md'].map((path, at) => ({ path, oid: `${at}`.repeat(40), row: null, lastChange: null }));
    const base = encodeListing({ ...listing, files: plain });
    const { data, lengths } = base.texts;
    expect(plainListing(await decodeListing(base)).files).toEqual(plain);
    const [json = 0, ids = 0, paths = 0] = lengths;
    const cut = { ...base, texts: { data, lengths: [json, ids - 1, paths + 1] } };
    await expect(decodeListing(cut)).rejects.toEqual(refused);
    const bytes = new Uint8Array(await new Blob([data]).arrayBuffer());
    bytes[bytes.lastIndexOf(0x0a)] = 0x20;
    await expect(decodeListing({ ...base, texts: { data: bytes.buffer, lengths } })).rejects.toEqual(refused);
  });
});
