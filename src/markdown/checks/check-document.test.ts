import { expect, test } from 'vitest';
import { parseMarkdown } from '../parse-markdown.ts';
import { addressesOf, checkDocument } from './check-document.ts';
import { problemKinds, type ProblemKind } from './problem.ts';

const nothing: ReadonlySet<string> = new Set();

function check(markdown: string, missing: { images?: readonly string[]; links?: readonly string[] } = {}) {
  const { document } = parseMarkdown(markdown);
  const problems = checkDocument(document, {
    isOn: (kind) => kind !== 'long-sentence',
    missing: { images: new Set(missing.images), links: new Set(missing.links) },
  });
  return problems.map((problem) => ({
    kind: problem.kind,
    subject: problem.subject,
    at: document.textBetween(problem.from, problem.to, ' ', '*'),
    fix: problem.fix,
  }));
}

function kinds(markdown: string, missing: Parameters<typeof check>[1] = {}): readonly ProblemKind[] {
  return check(markdown, missing).map(({ kind }) => kind);
}

test.each<readonly [string, string, readonly ProblemKind[]]>([
  ['text without anything odd', '## A\n\nText [there](https://example.org) ![a tree](/a.png).\n', []],
  ['a picture without a description', 'a ![](/a.png)\n', ['missing-alt']],
  ['a picture with blanks for a description', 'a ![  ](/a.png)\n', ['missing-alt']],
  ['a heading right below its parent', '## A\n\n### B\n\n## C\n', []],
  ['a heading two levels below', '## A\n\n#### B\n', ['skipped-heading']],
  ['a first heading that leaves out one level', '### A\n', ['skipped-heading']],
  ['a heading in a quote', '## A\n\n> #### B\n', ['skipped-heading']],
  ['a link without an address', '[here]()\n', ['empty-link']],
  ['a link to nothing but #', '[here](#)\n', ['empty-link']],
  ['a link to a heading', '## Über *uns*\n\n[a](#über-uns) [b](#uber-uns)\n', []],
  ['a link to the second heading of that name', '## A\n\n## A\n\n[a](#a-1)\n', []],
  ['a link to a heading with its own id', '## A {#own}\n\n[a](#own)\n', []],
  ['a link to an id in HTML', '<a id="spot"></a>\n\n[a](#spot)\n', []],
  ['a link to the top', '[up](#top)\n', []],
  ['a link to a heading that is not there', '## A\n\n[a](#b)\n', ['broken-link']],
  ['a broken percent code', '[a](#%zz)\n', ['broken-link']],
  ['a footnote that is whole', 'a[^1]\n\n[^1]: Note.\n', []],
  ['a footnote in other capitals', 'a[^Note]\n\n[^note]: Note.\n', []],
  ['a footnote used in a footnote', 'a[^1]\n\n[^1]: See[^2]\n\n[^2]: Note.\n', []],
  ['a mark without a footnote', 'a[^1] b\n', ['missing-footnote']],
  ['a mark in code', 'a `[^1]` b\n\n```\n[^2]\n```\n', []],
  ['a footnote without a mark', 'a\n\n[^1]: Note.\n', ['unused-footnote']],
])('finds of %s what it should', (_name, markdown, expected) => {
  expect(kinds(markdown)).toEqual(expected);
});

test('finds pictures and links that lead to nothing, in lists and tables too', () => {
  const markdown = '- ![x](a.png)\n\n| a |\n| - |\n| [b](b.md) |\n';
  expect(kinds(markdown, { images: ['a.png'], links: ['b.md'] })).toEqual(['broken-image', 'broken-link']);
});

test('places a problem exactly, a link with marks in it as one', () => {
  expect(check('Go [to **the** place](gone.md) now.\n', { links: ['gone.md'] })).toEqual([
    { kind: 'broken-link', subject: 'gone.md', at: 'to the place', fix: { kind: 'unlink' } },
  ]);
  expect(check('> a[^1] b\n')).toEqual([{ kind: 'missing-footnote', subject: '1', at: '[^1]', fix: undefined }]);
  expect(check('- x\n\n  ##### Deep\n')).toEqual([
    { kind: 'skipped-heading', subject: 'Deep', at: 'Deep', fix: { kind: 'level', level: 2 } },
  ]);
});

test('finds long sentences only when asked to', () => {
  const long = `One. ${'word '.repeat(41).trim()}. Short.`;
  const { document } = parseMarkdown(`${long}\n`);
  const found = checkDocument(document, { isOn: () => true, missing: { images: nothing, links: nothing } });
  expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([['long-sentence', '41']]);
  const [problem] = found;
  expect(document.textBetween(problem?.from ?? 0, problem?.to ?? 0)).toBe(`${'word '.repeat(41).trim()}.`);
  expect(check(`${long}\n`)).toEqual([]);
});

test('turns every check off', () => {
  const { document } = parseMarkdown('### A\n\n![](a.png) [b]() [^1]\n\n[^2]: c\n');
  const options = { missing: { images: new Set(['a.png']), links: nothing } };
  const found = checkDocument(document, { ...options, isOn: () => true }).map(({ kind }) => kind);
  for (const kind of problemKinds.filter((each) => found.includes(each))) {
    expect(
      checkDocument(document, { ...options, isOn: (each) => each !== kind }).map((each) => each.kind),
    ).not.toContain(kind);
  }
  expect(new Set(found).size).toBe(6);
});

test('names each address once', () => {
  const { document } = parseMarkdown('![a](x.png) ![b](x.png) [c](d.md) [e](#f)\n\n- [g](d.md)\n');
  expect(addressesOf(document)).toEqual({ images: ['x.png'], links: ['d.md'] });
});
