import { describe, expect, test } from 'vitest';
import { defaultSiteConfig, parseSiteConfig } from './site-config.ts';

const whole = `# The site
posts:
  folder: content/posts/
media:
  folder: static/images
language: pt-BR
preview:
  stylesheets:
    - assets/site.css
    - https://fonts.example.com/a.css
  template: preview/post.html
  baseUrl: https://www.example.com/
review:
  approvals: 2
  publishers: [ada@example.com]
  merge: merge-commit
commit:
  message: "{{action}}: {{title}}"
`;

describe('what is read', () => {
  test('[C60] every setting is read', () => {
    expect(parseSiteConfig(whole)).toEqual({
      problems: [],
      config: {
        posts: { folder: 'content/posts' },
        media: { folder: 'static/images' },
        language: 'pt-BR',
        preview: {
          stylesheets: ['assets/site.css', 'https://fonts.example.com/a.css'],
          template: 'preview/post.html',
          baseUrl: 'https://www.example.com/',
        },
        review: { approvals: 2, publishers: ['ada@example.com'], merge: 'merge-commit' },
        commit: { message: '{{action}}: {{title}}' },
      },
    });
  });

  test('[C60] JSON says the same', () => {
    const { config, problems } = parseSiteConfig('{\n\t"language": "de",\n\t"review": { "approvals": 0 }\n}\n');
    expect(problems).toEqual([]);
    expect(config).toEqual({
      ...defaultSiteConfig,
      language: 'de',
      review: { ...defaultSiteConfig.review, approvals: 0 },
    });
  });

  test.each(['', '# nothing\n', 'posts:\nreview:\n', '\ufeffmedia: {}\n'])(
    '[C60] what is not said has its default: %j',
    (text) => {
      expect(parseSiteConfig(text)).toEqual({ config: defaultSiteConfig, problems: [] });
    },
  );
});

describe('what is wrong', () => {
  test.each([
    ['posts:\n  folder: ../outside\n', 2, 'posts.folder'],
    ['posts:\n  folder: .git/hooks\n', 2, 'posts.folder'],
    ['posts:\n  folder: [a, b]\n', 2, 'posts.folder'],
    ['posts: here\n', 1, 'posts'],
    ['language: 12\n', 1, 'language'],
    ['language: en"><script>\n', 1, 'language'],
    ['\n\nreview:\n  approvals: many\n', 4, 'review.approvals'],
    ['review:\n  approvals: -1\n', 2, 'review.approvals'],
    ['review:\n  merge: force\n', 2, 'review.merge'],
    ['review:\n  publishers:\n    - ada@example.com\n    - nobody\n', 4, 'review.publishers.1'],
    ['preview:\n  stylesheets: [http://example.com/a.css]\n', 2, 'preview.stylesheets.0'],
    ['preview:\n  stylesheets: ["javascript:alert(1)"]\n', 2, 'preview.stylesheets.0'],
    ['preview:\n  stylesheets: [https://user:pass@example.com/a.css]\n', 2, 'preview.stylesheets.0'],
    ['preview:\n  template: /etc/passwd.html\n', 2, 'preview.template'],
    ['preview:\n  template: script.js\n', 2, 'preview.template'],
    ['preview:\n  baseUrl: ftp://example.com\n', 2, 'preview.baseUrl'],
    ['commit:\n  message: ""\n', 2, 'commit.message'],
  ])('[C61] a value that can not be used is reported with its line and has its default: %j', (text, line, name) => {
    const { config, problems } = parseSiteConfig(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.message).toContain(`"${name}"`);
    expect(config).toEqual(defaultSiteConfig);
  });

  test('[C61] a wrong value takes no other with it', () => {
    const { config, problems } = parseSiteConfig(whole.replace('merge-commit', 'force').replace('pt-BR', '[]'));
    expect(problems.map(({ line }) => line)).toEqual([6, 16]);
    expect(config.review).toEqual({ approvals: 2, publishers: ['ada@example.com'], merge: 'fast-forward' });
    expect(config.language).toBeNull();
  });

  test('[C62] a key that nobody knows is reported, and the rest is used', () => {
    const { config, problems } = parseSiteConfig('langauge: en\nlanguage: de\nposts:\n  foldr: x\n');
    expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 "langauge" is not a setting; it is left aside.',
      '4 "posts.foldr" is not a setting; it is left aside.',
    ]);
    expect(config.language).toBe('de');
  });

  test.each([
    ['language: "en\n', 2],
    ['language: en\nlanguage: de\n', 2],
    ['a: &x [1]\nb: *x\n', 1],
    ['posts:\n  <<: { folder: x }\n', 2],
    ['__proto__:\n  folder: x\n', 1],
    ['language: !!js/function "x"\n', 1],
    ['language: !secret en\n', 1],
    ['- a\n- b\n', 1],
    ['just words\n', 1],
    ['language: en\n---\nlanguage: de\n', 2],
  ])('[C63] a text that breaks a rule gives the defaults, with the line: %j', (text, line) => {
    const { config, problems } = parseSiteConfig(text);
    expect(config).toEqual(defaultSiteConfig);
    expect(problems[0]?.line).toBe(line);
  });

  test('[C63] neither size nor depth nor aliases cost time', () => {
    const bomb = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'
        .split('')
        .map(
          (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[at] ?? ''}`).join(',')}]`,
        ),
    ].join('\n');
    for (const text of [bomb, '['.repeat(60_000), '- '.repeat(30_000), `language: ${'x'.repeat(70_000)}`]) {
      expect(parseSiteConfig(text).config).toEqual(defaultSiteConfig);
      expect(parseSiteConfig(text).problems.length).toBeGreaterThan(0);
    }
    expect(Reflect.get({}, 'folder')).toBeUndefined();
  });
});
