import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownOf, openEditor, pasteHtml } from './pasting-harness.ts';

const folder = join(import.meta.dirname, '../../../test/fixtures/clipboard');
const names = readdirSync(folder).filter((name) => name.endsWith('.html'));

describe('HTML from the clipboard', () => {
  it.each(names)('[E60] of %s becomes clean Markdown', (name) => {
    const editor = openEditor();
    pasteHtml(editor, readFileSync(join(folder, name), 'utf8'));
    expect(markdownOf(editor)).toBe(readFileSync(join(folder, name.replace(/html$/, 'md')), 'utf8'));
  });
});
