import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';
import { createPostIndex, type SearchableRow } from './post-index.ts';

function row(title: string, author = ''): SearchableRow {
  return { path: `${title}.md`, title, author };
}

function titles(rows: readonly SearchableRow[]): readonly string[] {
  return rows.map((one) => one.title);
}

function searchIn(rows: readonly SearchableRow[], query: string): readonly string[] {
  const index = createPostIndex();
  index.update(rows);
  return titles(index.search(query));
}

describe('createPostIndex', () => {
  it('finds words in titles and authors, all of them', () => {
    const rows = [row('Spring in the garden', 'Ana Ruiz'), row('Winter garden', 'Ben'), row('Ana and the sea')];
    expect(searchIn(rows, 'garden')).toEqual(['Spring in the garden', 'Winter garden']);
    expect(searchIn(rows, 'ana garden')).toEqual(['Spring in the garden']);
    expect(searchIn(rows, 'garden sea')).toEqual([]);
  });

  it('makes no difference between letter cases and accents', () => {
    const rows = [row('Übergröße', 'Søren Łukasz'), row('Crème brûlée')];
    expect(searchIn(rows, 'UBERGROSSE soren lukasz')).toEqual(['Übergröße']);
    expect(searchIn(rows, 'crème BRU')).toEqual(['Crème brûlée']);
  });

  it('puts titles first that begin with the query, then words that do, then the rest', () => {
    const rows = [row('Some text', 'Art Garfunkel'), row('Smart ideas'), row('Modern art'), row('Art today')];
    expect(searchIn(rows, 'art')).toEqual(['Art today', 'Modern art', 'Smart ideas', 'Some text']);
  });

  it('keeps the order of the rows among equals', () => {
    expect(searchIn([row('b one'), row('a one'), row('c one')], 'one')).toEqual(['b one', 'a one', 'c one']);
  });

  it('gives all rows for a blank query', () => {
    expect(searchIn([row('b'), row('a')], '  ')).toEqual(['b', 'a']);
  });

  it('does not find words across title and author', () => {
    expect(searchIn([row('ab', 'cd')], 'bc')).toEqual([]);
  });

  it('takes signs of patterns literally', () => {
    expect(searchIn([row('What? (a+b)*'), row('b')], '(a+b)*')).toEqual(['What? (a+b)*']);
  });

  it('forgets the rows of before an update', () => {
    const index = createPostIndex();
    index.update([row('old'), row('kept')]);
    expect(titles(index.search('o'))).toEqual(['old']);
    index.update([row('kept'), { path: 'old.md', title: 'other', author: '' }]);
    expect(titles(index.search('ot'))).toEqual(['other']);
    expect(titles(index.search('old'))).toEqual([]);
  });

  it('finds the same whether the query was typed letter by letter or given at once', () => {
    const words = fc.array(fc.constantFrom('art', 'garden', 'Ärger', 'a', 'be'), { maxLength: 4 });
    const text = words.map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 20 }), text, (pairs, query) => {
        const rows = pairs.map(([title, author], number) => ({ path: `${number}.md`, title, author }));
        const index = createPostIndex();
        index.update(rows);
        for (let length = 1; length <= query.length; length += 1) index.search(query.slice(0, length));
        expect(titles(index.search(query))).toEqual(searchIn(rows, query));
      }),
      { seed: 20_240, numRuns: 300 },
    );
  });
});

describe('foldText', () => {
  it('is the same for composed and decomposed letters', () => {
    expect(foldText('Caf\u00e9')).toBe(foldText('CAFE\u0301'));
  });
});
