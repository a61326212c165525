import { expect, it } from 'vitest';
import { wordsChanged } from './words-changed.ts';

it('counts the words that came and went, wherever they stand', () => {
  expect(wordsChanged('one two three', 'one 2 and three')).toEqual({ added: 2, removed: 1 });
  expect(wordsChanged('', 'a b')).toEqual({ added: 2, removed: 0 });
  expect(wordsChanged('a a', 'a a a')).toEqual({ added: 1, removed: 0 });
  expect(wordsChanged('foo and many more and foo', 'fee and many more and fee')).toEqual({ added: 2, removed: 2 });
});
