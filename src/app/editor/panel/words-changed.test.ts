import { expect, it } from 'vitest';
import { wordsChanged } from './words-changed.ts';

it('counts the words that came and went', () => {
  expect(wordsChanged('one two three', 'one 2 and three')).toEqual({ added: 2, removed: 1 });
  expect(wordsChanged('', 'a b')).toEqual({ added: 2, removed: 0 });
  expect(wordsChanged('a a', 'a a a')).toEqual({ added: 1, removed: 0 });
});
