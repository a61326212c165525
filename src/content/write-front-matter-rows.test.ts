import { GalleyError } from '#base';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { frontMatterRows } from './front-matter-rows.ts';
import type { RowValue } from './front-matter-row.ts';
import { parsePost } from './parse-post.ts';
import { serializePost } from './serialize-post.ts';

function edit(source: string, key: string, value: RowValue): string {
  const post = parsePost(source);
  return serializePost(post, { fields: post.fields, body: post.body, frontMatter: new Map([[key, value]]) });
}

const editing = (source: string) =>
  frontMatterRows(source).map(({ key, editing: row }) => [key, row?.kind ?? null, row?.value ?? null]);

const yaml = `---
title: "A"
weight: 3 # heavy
draft: true
date:   2024-01-02
when: 2024-01-02T10:00:00Z
slug: 'it''s'
empty:
tags: [a, "b c", 2024]
topics: # all of them
  - one # first
  - 'two'
deep:
  a: 1
long: |
  Many
  lines
mixed: [a, [b]]
---

Text
`;

describe('rows of YAML', () => {
  it('[C46] tells what can be edited in its place from what can only be edited as source', () => {
    expect(editing(yaml)).toEqual([
      ['title', null, null],
      ['weight', 'number', '3'],
      ['draft', 'boolean', 'true'],
      ['date', 'date', '2024-01-02'],
      ['when', 'date', '2024-01-02T10:00:00Z'],
      ['slug', 'text', "it's"],
      ['empty', 'text', ''],
      ['tags', 'list', ['a', 'b c', '2024']],
      ['topics', 'list', ['one', 'two']],
      ['deep', null, null],
      ['long', null, null],
      ['mixed', null, null],
    ]);
  });

  it.each([
    ['weight', '4.5', 'weight: 3', 'weight: 4.5'],
    ['draft', 'false', 'draft: true', 'draft: false'],
    ['date', '2025-12-31', 'date:   2024-01-02', 'date:   2025-12-31'],
    ['slug', "that's", "'it''s'", "'that''s'"],
    ['empty', 'yes', 'empty:\n', 'empty: "yes"\n'],
    ['tags', ['a', 'b c', '2024', 'new'], '[a, "b c", 2024]', '[a, "b c", 2024, new]'],
    ['tags', ['b c', 'x, y'], '[a, "b c", 2024]', '["b c", "x, y"]'],
    ['tags', [], '[a, "b c", 2024]', '[]'],
    ['topics', ['one', 'two', 'a: b'], "  - 'two'\n", '  - \'two\'\n  - "a: b"\n'],
    ['topics', ['two'], '  - one # first\n', ''],
    ['topics', [], "topics: # all of them\n  - one # first\n  - 'two'\n", 'topics: [] # all of them\n'],
  ] as const)('[C46] writes %s as %j and leaves every other byte', (key, value, before, after) => {
    expect(yaml).toContain(before);
    expect(edit(yaml, key, value)).toBe(yaml.replace(before, after));
    const crlf = yaml.replaceAll('\n', '\r\n');
    expect(edit(crlf, key, value)).toBe(yaml.replace(before, after).replaceAll('\n', '\r\n'));
  });

  it.each([
    ['weight', 'much'],
    ['draft', 'yes'],
    ['date', '2024-13-01'],
    ['slug', 'two\nlines'],
    ['tags', 'a'],
    ['tags', ['']],
    ['deep', 'x'],
    ['absent', 'x'],
  ] as const)('[C46] refuses to write %s as %j', (key, value) => {
    expect(() => edit(yaml, key, value)).toThrow(GalleyError);
  });

  it('[C44] leaves rows alone where values refer to one another', () => {
    expect(editing('---\na: &x 1\nb: *x\nc: 2\n---\nText\n').map(([, kind]) => kind)).toEqual([null, null, null]);
  });
});

test.each([
  [
    '+++\na = "x" # c\nb = [ "p", \'q\' ]\nc = 2024-01-02\nd = 3\n\n[t]\na = 1\n+++\nText\n',
    'a',
    'y"',
    '"x"',
    '"y\\""',
  ],
  ['+++\nb = [ "p", \'q\' ]\n+++\nText\n', 'b', ['q', 'r'], '[ "p", \'q\' ]', '[ \'q\', "r" ]'],
  ['+++\nc = 2024-01-02 # c\n+++\nText\n', 'c', '2024-02-03', '2024-01-02', '2024-02-03'],
  ['+++\nd = true\n+++\nText\n', 'd', 'false', 'true', 'false'],
  [';;;\n{"a": 1.0, "b": ["x"]}\n;;;\nText\n', 'a', '2', '1.0', '2'],
  [';;;\n{"a": 1.0, "b": ["x"]}\n;;;\nText\n', 'b', ['x', 'y'], '["x"]', '["x", "y"]'],
  ['{\n  "b": [\n    "x",\n    "y"\n  ]\n}\nText\n', 'b', ['y', 'z'], '"x",\n    "y"', '"y",\n    "z"'],
] as const)('[C46] TOML and JSON are written in their place too: %j', (source, key, value, before, after) => {
  expect(edit(source, key, value)).toBe(source.replace(before, after));
});

/** The edited text; undefined where it is refused. */
function attempt(source: string, key: string, value: RowValue): string | undefined {
  try {
    return edit(source, key, value);
  } catch (error) {
    if (GalleyError.from(error).code === 'unsupported') return undefined;
    throw error;
  }
}

const others = (source: string, key: string) => editing(source).filter(([name]) => name !== key);

test('[C46] any line is written so that it reads back and everything else stays, or is refused', () => {
  const line = oneof(string({ unit: 'binary', maxLength: 20 }), constantFrom('1', '2024-02-03', 'true', 'a: b', '# c'));
  assert(
    property(constantFrom('weight', 'slug', 'empty', 'date'), line, (key, value) => {
      const written = attempt(yaml, key, value) ?? yaml;
      const read = editing(written).find(([name]) => name === key)?.[2];
      expect(written === yaml || read === value).toBe(true);
      expect(others(written, key)).toEqual(others(yaml, key));
    }),
    { numRuns: 60 },
  );
});

test('[C46] any items of a list are written so that they read back, or are refused for what no item can be', () => {
  const item = oneof(string({ maxLength: 8 }), constantFrom('a', 'one', 'two', 'true', '- x', '# y', 'a, b', '*z'));
  assert(
    property(constantFrom('tags', 'topics'), array(item, { maxLength: 5 }), (key, value) => {
      const written = attempt(yaml, key, value);
      const isItems = value.every((each) => each !== '' && each === each.trim());
      expect(written !== undefined).toBe(isItems);
      expect(editing(written ?? yaml).find(([name]) => name === key)?.[2]).toEqual(
        isItems ? value : editing(yaml).find(([name]) => name === key)?.[2],
      );
    }),
    { numRuns: 60 },
  );
});
