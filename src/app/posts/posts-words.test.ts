import { describe, expect, it } from 'vitest';
import { postAddress, postPathOf } from './post-address.ts';
import { postCountWords } from './post-count-words.ts';

describe('postCountWords', () => {
  it('groups thousands and knows one', () => {
    expect(postCountWords(5000)).toBe('5,000 posts');
    expect(postCountWords(1)).toBe('1 post');
    expect(postCountWords(0)).toBe('0 posts');
  });

  it('says how many of all were found', () => {
    expect(postCountWords(5000, 12)).toBe('12 of 5,000 posts');
    expect(postCountWords(1, 0)).toBe('0 of 1 post');
  });
});

describe('postAddress', () => {
  it.each(['posts/a.md', 'a b/ü?#.md', '100%.md', 'a%2Fb.md', 'x/&=+;,.md', '日本/語.md'])('gives %s back', (path) => {
    const address = postAddress(path);
    expect(new URL(address, 'http://galley.test').pathname).toBe(address);
    expect(postPathOf(address)).toBe(path);
  });

  it('knows no path in a broken address', () => {
    expect(postPathOf('/posts/%E0%A4%A')).toBeUndefined();
    expect(postPathOf('/posts/')).toBeUndefined();
    expect(postPathOf('/changes')).toBeUndefined();
  });
});
