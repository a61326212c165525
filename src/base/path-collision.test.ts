import { describe, expect, it } from 'vitest';
import { collisionKey, findCollision } from './path-collision.ts';

describe('collisionKey', () => {
  it.each([
    ['Posts/Spring.md', 'posts/spring.md'],
    ['año.md', 'an\u0303o.md'],
    ['GROSSE.md', 'große.md'],
    ['oﬃce.md', 'office.md'],
    ['a/b.', 'a/b'],
    ['.GITIGNORE', 'gi250a~1'],
    ['x\u200by', 'xy'],
  ])('is equal for %j and %j', (one, other) => {
    expect(collisionKey(one)).toBe(collisionKey(other));
  });

  it('differs for names that every file system tells apart', () => {
    expect(new Set(['a.md', 'a-.md', 'b/a.md', 'á.md', 'a..md'].map(collisionKey)).size).toBe(5);
  });
});

describe('findCollision', () => {
  it('finds a path that differs in letter case', () => {
    expect(findCollision('posts/new.md', ['posts/a.md', 'Posts/New.md'])).toBe('Posts/New.md');
  });

  it('finds a file where a folder is needed, and a folder where a file is', () => {
    expect(findCollision('news/a.md', ['news'])).toBe('news');
    expect(findCollision('news', ['news/a.md'])).toBe('news/a.md');
  });

  it('finds nothing where there is room', () => {
    expect(findCollision('news/a.md', ['news/b.md', 'newsletter', 'new'])).toBeUndefined();
  });
});
