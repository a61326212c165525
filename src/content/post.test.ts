import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GalleyError } from '#base';
import { anyPost, FORMS } from '../../test/property/any-post.ts';
import { normalizeField } from './field-value.ts';
import { newPostText } from './new-post-text.ts';
import { parsePost } from './parse-post.ts';
import { serializePost } from './serialize-post.ts';
import type { PostField, PostFields } from './post.ts';

const FIELDS = ['title', 'authorName', 'authorImage', 'thumbnail'] as const;

function edit(source: string, fields: PostFields, body?: string): string {
  const post = parsePost(source);
  return serializePost(post, { fields: { ...post.fields, ...fields }, body: body ?? post.body });
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...'*_[]()<>`~&#\\!"\' \n\r\t;:{}a1-=+.@/|%\0\ud800\u2028'.split('')),
    maxLength: 24,
  }),
  fc.constantFrom(
    '</div>',
    '"><img>',
    '&amp;',
    '&copy',
    'a\n\nb',
    'snake_case',
    '2 * 3',
    'yes',
    '2024-01-01',
    '- x',
    'x: y',
    '# x #',
    'http://a.b/c_d_e',
  ),
);

describe('parsePost and serializePost', () => {
  it('[C1] give back the same text when nothing was edited, for any text', () => {
    fc.assert(
      fc.property(anyPost, fc.boolean(), (source, authorDivs) => {
        const post = parsePost(source, { authorDivs });
        expect(source.endsWith(post.body)).toBe(true);
        expect(serializePost(post, { fields: post.fields, body: post.body })).toBe(source);
        expect(serializePost(post, { fields: {}, body: post.body })).toBe(source);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('[C2] read back what was written, and leave the other fields and the body alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.constantFrom(...FIELDS), anyText, (source, field, value) => {
        const post = parsePost(source);
        fc.pre(post.fields[field] !== undefined && normalizeField(field, value) !== '');
        const written = serializePost(post, { fields: { ...post.fields, [field]: value }, body: post.body });
        const read = parsePost(written);
        expect(read.fields).toEqual({ ...post.fields, ...read.fields, [field]: normalizeField(field, value) });
        const others = FIELDS.filter((other) => other !== field);
        expect(others.map((other) => read.fields[other] ?? '')).toEqual(
          others.map((other) => post.fields[other] ?? ''),
        );
        expect(read.body).toBe(post.body);
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  it('[C3] keep every byte outside the edited value', () => {
    for (const source of FORMS) {
      const post = parsePost(source);
      for (const field of FIELDS) {
        if ((post.fields[field] ?? '') === '') continue;
        const written = edit(source, { [field]: 'Fresh' });
        const [before = '', after = ''] = written.split('Fresh');
        expect(source.startsWith(before.replace(/"$/, ''))).toBe(true);
        expect(source.endsWith(after.replace(/^"/, ''))).toBe(true);
      }
    }
  });

  it('[C4] keep an edited body apart from what stands above it', () => {
    const bodies = fc.constantFrom('New', '', '- item', '    code', '<p>x</p>', '---\n\nrule', '> quote\n', '\tcode');
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), bodies, (source, body) => {
        const post = parsePost(source);
        const read = parsePost(serializePost(post, { fields: post.fields, body }));
        expect(read.fields).toEqual(post.fields);
        expect(read.body.replace(/^[\r\n]+/, '')).toBe(body);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('[C5] clear and fill fields in any order and end with the same values', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...FIELDS), fc.constantFrom('', 'One', 'Two & three')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.constantFrom(...FORMS.slice(0, 3)), changes, (source, steps) => {
        let text = source;
        const wanted: Partial<Record<PostField, string>> = { ...parsePost(source).fields };
        for (const [field, value] of steps) {
          const post = parsePost(text, { authorDivs: true });
          text = serializePost(post, { fields: { ...post.fields, [field]: value }, body: post.body });
          wanted[field] = value;
        }
        const read = parsePost(text, { authorDivs: true });
        expect(read.fields).toEqual(wanted);
        expect(read.body).toBe(parsePost(source).body);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('author divs', () => {
  const POST = '# T\n\n<div class="writerName">  Paul </div>\n\nBody\n';

  it('make the format, with all four fields', () => {
    expect(parsePost(POST)).toMatchObject({
      format: 'author-divs',
      fields: { title: 'T', authorName: 'Paul', authorImage: '', thumbnail: '' },
      body: 'Body\n',
    });
  });

  it('keep odd spacing around an edited value', () => {
    expect(edit(POST, { authorName: 'Ana' })).toBe('# T\n\n<div class="writerName">  Ana </div>\n\nBody\n');
  });

  it('are inserted in their order when a value comes, and removed when it goes', () => {
    const both = edit(POST, { thumbnail: '/t.png', authorImage: '/a.png' });
    expect(both).toBe(
      '# T\n\n<div class="writerName">  Paul </div>\n\n<div class="writerImage"> \n<img src="/a.png">\n</div>\n\n<div class="BlogThumbnail"> \n<img src="/t.png">\n</div>\n\nBody\n',
    );
    expect(edit(both, { thumbnail: '', authorImage: '' })).toBe(POST);
    expect(edit(POST, { authorName: '' })).toBe('# T\n\nBody\n');
  });

  it('are written safely', () => {
    const text = edit(POST, { authorName: '</div><script>', authorImage: '" onerror="x' });
    expect(text).toContain('&lt;/div&gt;&lt;script&gt;');
    expect(text).toContain('src="&quot; onerror=&quot;x"');
  });

  it('leave query strings and names with "&" as they are typed', () => {
    const text = edit(POST, { authorName: 'R&D', authorImage: '/a.png?w=1&h=2' });
    expect(text).toContain('\nR&D\n'.trim());
    expect(text).toContain('"/a.png?w=1&h=2"');
  });

  it.each([
    ['other elements inside', '<div class="writerName"><b>Paul</b></div>'],
    ['a blank line inside', '<div class="writerName">\n\nPaul\n\n</div>'],
    ['text directly below', '<div class="writerName">Paul</div>\nmore'],
    ['text behind', '<div class="writerName">Paul</div> more'],
    ['two pictures', '<div class="writerImage"><img src="a"><img src="b"></div>'],
    ['a picture without an address', '<div class="writerImage"><img alt="a"></div>'],
    ['two addresses', '<div class="writerImage"><img src="a" src="b"></div>'],
    ['another class', '<div class="writername">Paul</div>'],
    ['no end', '<div class="writerName">Paul'],
    ['four spaces before', '    <div class="writerName">Paul</div>'],
  ])('with %s stay in the body', (_, div) => {
    expect(parsePost(`# T\n\n${div}\n\nBody`)).toMatchObject({ format: 'plain', body: `${div}\n\nBody` });
  });

  it('that come twice stay in the body the second time', () => {
    expect(parsePost(POST.replace('Body', '<div class="writerName">Eva</div>\n\nBody')).body).toBe(
      '<div class="writerName">Eva</div>\n\nBody\n',
    );
  });
});

describe('titles', () => {
  it.each([
    ['# A *fine* [day](/x) with `code` &amp; <b>more</b>', 'A fine day with code & more'],
    ['# Closed ##', 'Closed'],
    ['#', ''],
    ['Under\nlined\n===', 'Under lined'],
    ['# ![](x.png)', '![](x.png)'],
    ['# snake_case 2 * 3', 'snake_case 2 * 3'],
    ['   #\tTab', 'Tab'],
  ])('of %j read as %j', (source, title) => {
    expect(parsePost(source).fields.title).toBe(title);
  });

  it.each(['#NoSpace', '## Second', '    # Code', 'Text\n\n# Later', '- x\n===', '> # Quoted', '```\n# x\n```'])(
    'are not read from %j',
    (source) => {
      expect(parsePost(source)).toMatchObject({ fields: { title: '' }, body: source });
    },
  );

  it.each([
    ['snake_case and 2 * 3', '# snake_case and 2 * 3\n'],
    ['*Loud*', '# \\*Loud*\n'],
    ['# 1', '# # 1\n'],
    ['C #', '# C \\#\n'],
    ['a [b](c)', '# a \\[b](c)\n'],
    ['Q&A, R&D', '# Q&A, R&D\n'],
    ['&amp;', '# \\&amp;\n'],
    ['<b>', '# \\<b>\n'],
    ['two\nlines', '# two lines\n'],
    ['- 1. > + =', '# - 1. > + =\n'],
  ])('of a new post escape %j as little as possible', (title, text) => {
    expect(newPostText({ title }, '')).toBe(text);
    expect(parsePost(text).fields.title).toBe(title.replace('\n', ' '));
  });

  it('escape brackets where the file defines link references', () => {
    expect(edit('# T\n\n[x]: /y\n', { title: 'See [x]' })).toBe('# See \\[x]\n\n[x]: /y\n');
  });

  it('keep the form of their heading', () => {
    expect(edit('T\n===\nBody', { title: 'New' })).toBe('New\n===\nBody');
    expect(edit('#  T  ##\nBody', { title: 'New' })).toBe('#  New  ##\nBody');
    expect(edit('#\n\nBody', { title: 'New' })).toBe('# New\n\nBody');
    expect(edit('T\n===\nBody', { title: '- New' })).toBe('\\- New\n===\nBody'.replace('\\- New\n===', '# - New'));
  });
});

describe('front matter', () => {
  it('changes only the bytes of an edited value', () => {
    const source = `---\n# a comment\ntitle:   'It''s old'   # why\nauthor: {name: Paul, url: x}\ndate: 2024-1-1\nimage: "a.png"\n---\nBody`;
    expect(edit(source, { title: "It's new", authorName: 'A, B', thumbnail: '' })).toBe(
      source.replace("'It''s old'", "'It''s new'").replace('Paul', '"A, B"').replace('"a.png"', '""'),
    );
  });

  it.each([
    'yes',
    'no',
    'null',
    '~',
    '2024-01-01',
    '1.10',
    '0x1F',
    '1:30',
    '- x',
    'a: b',
    'x #y',
    '*x',
    '&x',
    '!x',
    '@x',
    '%x',
    ' [',
    '{',
    '|',
    '"q"',
    "'",
  ])('quotes %j where YAML would read something else', (value) => {
    const written = edit('---\ntitle: Old\n---\n', { title: value });
    expect(written).toMatch(/^---\ntitle: "/);
    expect(parsePost(written).fields.title).toBe(value.trim());
  });

  it('shows values that are written as text, and leaves out the others', () => {
    const source = '---\ntitle: 2024\nauthor: [a, b]\nauthor_image: !x y\nimage: *gone\nthumbnail: *a\nx: &a z\n---\n';
    expect(parsePost(source).fields).toEqual({});
    expect(parsePost('---\ntitle: 2024\nauthor: [a, b]\nimage: !!str y\n---\n').fields).toEqual({ title: '2024' });
  });

  it.each([
    ['invalid', '---\ntitle: "a\n---\nBody'],
    ['code', '---js\n{title: process.exit()}\n---\nBody'],
    ['doubled keys', '---\ntitle: a\ntitle: b\n---\nBody'],
    ['nested without end', `---\n${'{a: '.repeat(2000)}\n---\nBody`],
    ['a list', '---\n- a\n---\nBody'],
    ['invalid TOML', '+++\ntitle = a\n+++\nBody'],
  ])('that is %s stays whole, without fields', (_, source) => {
    const post = parsePost(source);
    expect(post).toMatchObject({ format: 'front-matter', fields: {}, body: 'Body' });
    expect(serializePost(post, { fields: { title: 'x' }, body: 'New' })).toBe(`${source.slice(0, -4)}New`);
  });

  it('is not what stands between two rules', () => {
    const source = '---\n\nText\n\n---\n\nMore';
    expect(parsePost(source)).toMatchObject({ format: 'plain', body: source });
  });

  it('never reaches the prototypes of objects', () => {
    for (const content of ['__proto__: {polluted: 1}', 'constructor: {prototype: {polluted: 1}}']) {
      parsePost(`---\n${content}\ntitle: x\n---\n`);
    }
    parsePost('{"__proto__": {"polluted": 1}, "title": "x"}\n');
    parsePost('+++\n__proto__.polluted = 1\n+++\n');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('writes a value into its own place only, or says that it can not', () => {
    const sources = [
      '? title\n: Old\n',
      'title: Old\n  and more\n',
      'title: &a Old\nx: *a\n',
      'title: |\n  Old\n',
      '"title": Old\n',
    ];
    for (const content of sources) {
      const post = parsePost(`---\n${content}---\n`);
      const attempt = (): PostFields => {
        try {
          return parsePost(serializePost(post, { fields: { title: 'New' }, body: '' })).fields;
        } catch (error) {
          return error instanceof GalleyError && error.code === 'unsupported' ? { title: 'New' } : {};
        }
      };
      expect(post.fields.title === undefined ? { title: 'New' } : attempt()).toEqual({ title: 'New' });
    }
  });
});
