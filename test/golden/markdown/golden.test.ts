import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMarkdown, schema, serializeMarkdown } from '#markdown';

/** `GALLEY_GOLDEN=write` writes the documents anew; read what changed before keeping it. */
const isWriting = process.env['GALLEY_GOLDEN'] === 'write';
const names = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3));

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

test.each(names)('[R1] [R11] %s shows its document and saves to its bytes in every line end', (name) => {
  const source = read(`${name}.md`);
  if (isWriting) {
    writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify(parseMarkdown(source).document, null, 1)}\n`);
  }
  const expected: unknown = JSON.parse(read(`${name}.json`));
  const document = schema.nodeFromJSON(expected);
  document.check();
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const written = source.replaceAll('\n', lineEnd);
    const parsed = parseMarkdown(written);
    expect(parsed.document.toJSON()).toEqual(expected);
    expect(serializeMarkdown(parsed, document)).toEqual({ kind: 'saved', text: written });
  }
});

test.each(names)('[R4] the document of %s, written from nothing, reads back as itself', (name) => {
  const document = schema.nodeFromJSON(JSON.parse(read(`${name}.json`)));
  expect(serializeMarkdown(parseMarkdown(''), document).kind).toBe('saved');
});
