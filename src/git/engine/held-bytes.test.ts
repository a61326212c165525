import { expect, it } from 'vitest';
import { HeldBytes } from './held-bytes.ts';

it('lets go of what was asked for longest ago when there is too much', () => {
  const held = new HeldBytes<string, string>(6, ({ length }) => length);
  for (const text of ['one', 'two']) held.set(text, text);
  expect(held.get('one')).toBe('one');
  held.set('six', 'six');
  expect(['one', 'two', 'six'].map((text) => held.get(text))).toEqual(['one', undefined, 'six']);
});

it('counts what takes the place of something once', () => {
  const held = new HeldBytes<string, string>(6, ({ length }) => length);
  held.set('a', 'long');
  held.set('a', 'new');
  held.set('b', 'two');
  expect(['a', 'b'].map((key) => held.get(key))).toEqual(['new', 'two']);
});
