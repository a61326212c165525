import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validatePath } from '#base';
import { decodeText } from './decode-text.ts';
import { decodeHtml, encodeHtml } from './html-text.ts';
import { inferSite } from './infer-site.ts';
import { isPostPath } from './is-post-path.ts';
import { newPostText } from './new-post-text.ts';
import { readSimpleYaml } from './simple-yaml.ts';
import { slugFor } from './slug-for.ts';
import { sortPosts } from './sort-posts.ts';
import { titleFromPath } from './title-from-path.ts';
import { readYaml } from './yaml-front-matter.ts';

const NONE: ReadonlySet<string> = new Set();

describe('slugFor', () => {
  it.each([
    ['Spring in the Garden!', 'spring-in-the-garden'],
    ['Über die Brücke', 'ueber-die-bruecke'],
    ['日本の庭', '日本の庭'],
    ['CON', 'post-con'],
    ['../../etc', 'etc'],
    ['?!', 'post'],
    ['', 'post'],
  ])('turns %j into %j', (title, slug) => {
    expect(slugFor(title, NONE)).toBe(slug);
  });

  it('counts up where a name is taken in any letter case', () => {
    expect(slugFor('My post', new Set(['My-Post', 'my-post-2']))).toBe('my-post-3');
  });

  it('cuts long titles at a word', () => {
    const slug = slugFor('word '.repeat(50), NONE);
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(slug).toMatch(/word$/);
    expect(slugFor('x'.repeat(300), new Set(['x'.repeat(80)]))).toBe(`${'x'.repeat(78)}-2`);
  });

  it('always gives a name that may be a file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
        expect(validatePath(`posts/${slugFor(title, NONE)}.md`)).toEqual({ kind: 'ok' });
      }),
      { seed: 6, numRuns: 1000 },
    );
  });
});

describe('newPostText', () => {
  it('writes the format exactly', () => {
    const fields = { title: 'Hello', authorName: 'Ana', authorImage: '/a.png', thumbnail: '/t.png' };
    expect(newPostText(fields, '\n\nFirst.\n\nSecond.\n\n')).toBe(
      [
        '# Hello\n',
        '<div class="writerName"> \nAna\n</div>\n',
        '<div class="writerImage"> \n<img src="/a.png">\n</div>\n',
        '<div class="BlogThumbnail"> \n<img src="/t.png">\n</div>\n',
        'First.\n\nSecond.\n',
      ].join('\n'),
    );
  });

  it('leaves out what is empty', () => {
    expect(newPostText({ title: 'Hello', authorName: ' ' }, '')).toBe('# Hello\n');
  });
});

describe('isPostPath', () => {
  it.each(['posts/a.md', 'a.md', 'blog/2024/b.MDX', '_posts/2024-01-01-c.markdown', 'posts/license.md'])(
    'takes %s',
    (path) => {
      expect(isPostPath(path)).toBe(true);
    },
  );

  it.each([
    'README.md',
    'docs/readme.md',
    'LICENSE.md',
    'CHANGELOG.md',
    'README.de.md',
    '.github/x.md',
    'posts/.md',
    '.draft.md',
    'node_modules/a/b.md',
    'a.txt',
    'md',
  ])('leaves out %s', (path) => {
    expect(isPostPath(path)).toBe(false);
  });
});

describe('inferSite', () => {
  it.each([
    [[], 'posts', 'images'],
    [['README.md', 'favicon.png'], 'posts', 'images'],
    [['a.md', 'b.md', 'posts/c.md'], '', 'images'],
    [['posts/a.md', 'public/img/a.png', 'public/img/b.png', 'logo.png'], 'posts', 'public/img'],
    [
      ['content/blog/2023/01/a.md', 'content/blog/2024/02/b.md', 'about.md', 'static/x.css'],
      'content/blog',
      'static/images',
    ],
    [['blog/one/index.md', 'blog/two/index.md', 'blog/one/a.png', 'images/b.png'], 'blog', 'images'],
  ])('reads %j', (paths, postFolder, mediaFolder) => {
    expect(inferSite(paths)).toEqual({ postFolder, mediaFolder });
  });
});

describe('titleFromPath', () => {
  it.each([
    ['posts/2024-03-01-spring-in-town.md', 'Spring in town'],
    ['posts/the_sea/index.md', 'The sea'],
    ['index.md', 'Index'],
    ['a/---.md', '---'],
  ])('names %s %j', (path, title) => {
    expect(titleFromPath(path)).toBe(title);
  });
});

describe('sortPosts', () => {
  it('orders titles as people do, numbers by value', () => {
    const rows = ['Part 10', 'ärger', 'part 2', 'Zoo', 'Apfel'].map((title) => ({ title, path: title }));
    expect(sortPosts(rows, 'de').map((row) => row.title)).toEqual(['Apfel', 'ärger', 'part 2', 'Part 10', 'Zoo']);
  });
});

describe('decodeText', () => {
  it('keeps a byte order mark', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ kind: 'text', text: '\ufeffa' });
  });

  it('tells what is not UTF-8, with a preview', () => {
    expect(decodeText(Uint8Array.of(0x63, 0xe9))).toEqual({ kind: 'not-utf8', preview: 'c\ufffd' });
    expect(decodeText(Uint8Array.of(0xc0, 0xaf)).kind).toBe('not-utf8');
  });
});

describe('encodeHtml', () => {
  it('is undone by decodeHtml, in texts and in attributes', () => {
    const text = fc.string({
      unit: fc.constantFrom('&', 'amp', 'copy', '#', '38', 'x', ';', '=', '<', '>', '"', "'", 'é', ' '),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, fc.constantFrom('text', 'attribute'), (value, place) => {
        expect(decodeHtml(encodeHtml(value, place), place)).toBe(value);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('decodes what people write', () => {
    expect(decodeHtml('Jos&eacute; &#38; &#x41;na &hellip; &unknown; &copy2', 'text')).toBe(
      'José & Ana … &unknown; ©2',
    );
    expect(decodeHtml('?a=1&copy=2&amp;b', 'attribute')).toBe('?a=1&copy=2&b');
  });
});

describe('readSimpleYaml', () => {
  it('reads nothing else than the full reader does', () => {
    const key = fc.constantFrom('title', 'author', 'image', 'date', 'tags', 'x-y', 'null', '__proto__');
    const value = fc.oneof(
      fc.constantFrom(
        '',
        ' Plain words',
        ' "quoted"',
        " 'single'",
        ' 2024-01-02',
        ' [a, b c]',
        ' true',
        ' a: b',
        ' a #b',
        ' /x/y.png',
        ' ./z',
        ' "a" # c',
        ' yes',
        ' - x',
        ' é',
        ' 1',
      ),
      fc.string({ unit: fc.constantFrom(...' ab:#-"\'[],.1/'.split('')), maxLength: 6 }).map((text) => ` ${text}`),
    );
    const line = fc.oneof(
      fc.tuple(key, value).map(([name, text]) => `${name}:${text}`),
      fc.constantFrom('# comment', '', '- item', '  - item', '  - "x"', '  nested: x', '...'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const content = lines.map((text) => text + end).join('');
        const simple = readSimpleYaml(content);
        expect(simple ?? readYaml(content)).toEqual(readYaml(content));
      }),
      { seed: 8, numRuns: 5000 },
    );
  });
});
