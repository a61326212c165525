import { describe, expect, it } from 'vitest';
import { newPostLike } from './new-post-like.ts';
import { newPostPath } from './new-post-path.ts';

const now = new Date(2026, 10, 26, 12, 30);
const like = (...posts: readonly string[]): string | undefined => newPostLike(posts, { title: 'New: "one"', now });

describe('[C52] a new post beside posts with front matter', () => {
  it('has the title as they write it, the date of today, and what they have alike', () => {
    const post = (title: string, more: string) =>
      `---\ntitle: "${title}"\ndate: 2026-01-12\nauthor: Nora\ntags: [a]\n${more}draft: false\n---\n\nText.\n`;
    expect(like(post('One', 'cover: a.png\n'), post('Two', 'weight: 3\n'))).toBe(
      '---\ntitle: "New: \\"one\\""\ndate: 2026-11-26\nauthor: Nora\ntags: [a]\ndraft: false\n---\n\n',
    );
  });

  it('takes little from a single one, and whole values or none', () => {
    const post = '---\nlayout: post\ntitle: One\ntags:\n  - a\n  - b\ndescription: >\n  Long\n  words\n---\nText.\n';
    expect(like(post)).toBe('---\nlayout: post\ntitle: "New: \\"one\\""\n---\n\n');
    const other = post.replace('title: One', 'title: Two');
    expect(like(post, other)).toContain('tags:\n  - a\n  - b\ndescription: >\n  Long\n  words\n');
  });

  it.each([
    ['2026-01-12T08:00:00Z', /^date: 2026-11-26T\d\d:\d\d:00Z$/m],
    ['2026-01-12T08:00:00.000+02:00', /^date: 2026-11-26T\d\d:\d\d:00\+00:00$/m],
    ['2026-01-12 08:00:00 +0200', /^date: 2026-11-26 \d\d:\d\d:00 \+0000$/m],
    ['"2026-01-12"', /^date: "2026-11-26"$/m],
  ])('writes the date in the form of %s', (date, expected) => {
    expect(like(`---\ntitle: One\ndate: ${date}\n---\n`)).toMatch(expected);
  });

  it('is in TOML where they are, without their tables', () => {
    const post = '+++\ntitle = "One"\ndate = 2026-01-12\n\n[params]\ntitle = "Inner"\n+++\n';
    expect(like(post)).toBe('+++\ntitle = "New: \\"one\\""\ndate = 2026-11-26\n+++\n\n');
  });

  it('has its title as a heading where theirs is one, and is no such post beside others', () => {
    expect(like('---\r\nlayout: post\r\n---\r\n\r\n# One\r\n')).toBe('---\nlayout: post\n---\n\n# New: "one"\n');
    expect(like('# One\n')).toBeUndefined();
    expect(like('{"title": "One"}\n')).toBeUndefined();
  });
});

describe('[C53] the path of a new post', () => {
  const at = (posts: readonly string[], folder = 'posts'): string =>
    newPostPath({ title: 'A Walk', folder, taken: posts, posts, now });

  it.each([
    [[], 'posts/a-walk.md'],
    [['posts/one.md', 'posts/a-walk.md'], 'posts/a-walk-2.md'],
    [['posts/2026-01-02-one.md', 'posts/2025-01-02-two.md'], 'posts/2026-11-26-a-walk.md'],
    [['posts/2026-11-26-a-walk.markdown'], 'posts/2026-11-26-a-walk-2.markdown'],
    [['posts/one/index.md', 'posts/a-walk/index.md'], 'posts/a-walk-2/index.md'],
    [['posts/one/_index.mdx'], 'posts/a-walk/_index.mdx'],
    [['posts/one.mdx', 'posts/two.mdx', 'posts/three.md'], 'posts/a-walk.mdx'],
  ])('beside %j is %s', (posts, path) => {
    expect(at(posts)).toBe(path);
  });

  it('may be in the root', () => {
    expect(at(['one.md'], '')).toBe('a-walk.md');
  });
});
