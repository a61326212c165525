import { expect, test } from 'vitest';
import { frontMatterRows } from './front-matter-rows.ts';
import { postLanguage } from './post-language.ts';

const rows = (source: string) => frontMatterRows(source).map(({ key, value, isField }) => [key, value, isField]);

test('[D6] YAML is shown as it is written, with the fields told apart', () => {
  const source = '---\ntitle: "A: b"\ntags: [a, b]\ndate: 2024-01-02\ndraft:\n---\n\nText\n';
  expect(rows(source)).toEqual([
    ['title', 'A: b', true],
    ['tags', '[a, b]', false],
    ['date', '2024-01-02', false],
    ['draft', '', false],
  ]);
});

test('[D6] TOML and JSON are shown too', () => {
  expect(rows('+++\ntitle = "A"\nweight = 3\n+++\nText\n')).toEqual([
    ['title', 'A', true],
    ['weight', '3', false],
  ]);
  expect(rows(';;;\n{"layout": {"a": 1}}\n;;;\nText\n')).toEqual([['layout', '{"a":1}', false]]);
});

test('text without front matter, or with one that can not be read, has no rows', () => {
  expect(rows('# A\n\nText\n')).toEqual([]);
  expect(rows('---\na: [\n---\nText\n')).toEqual([]);
});

test('[D5] the language of a post is a language code or none', () => {
  expect(postLanguage('---\nlang: pt_BR\n---\n')).toBe('pt-BR');
  expect(postLanguage('---\nlanguage: de\n---\n')).toBe('de');
  expect(postLanguage('---\nlang: "no such thing"\n---\n')).toBeUndefined();
  expect(postLanguage('# A\n')).toBeUndefined();
  expect(postLanguage('---\nlang: de\n---\n', new Map([['lang', 'fr']]))).toBe('fr');
  expect(postLanguage('---\nlang: de\n---\n', new Map([['lang', '']]))).toBeUndefined();
});
