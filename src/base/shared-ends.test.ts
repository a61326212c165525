import { describe, expect, it } from 'vitest';
import { sharedEnds } from './shared-ends.ts';

describe('what two texts share', () => {
  it.each([
    ['', '', 0, 0],
    ['same', 'same', 4, 0],
    ['one word', 'one more word', 4, 4],
    ['aaa', 'aa', 2, 0],
    ['left', 'right', 0, 1],
    ['abc', '', 0, 0],
  ])('of %j and %j', (one, other, start, end) => {
    expect(sharedEnds(one, other)).toEqual({ start, end });
  });

  it('finds one unit anywhere in a long text', () => {
    const text = 'word '.repeat(3000);
    for (const at of [0, 1, 4095, 4096, 4097, 8191, text.length - 1, text.length]) {
      const changed = `${text.slice(0, at)}\u{1F600}${text.slice(at)}`;
      expect(sharedEnds(text, changed)).toEqual({ start: at, end: text.length - at });
      expect(sharedEnds(changed, text)).toEqual({ start: at, end: text.length - at });
    }
  });
});
