import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it, vi } from 'vitest';
import { markdownOf, openEditor, openPasting, paste } from './pasting-harness.ts';
import { looksLikeMarkdown } from './looks-like-markdown.ts';
import type { UploadOutcome } from './uploads.ts';

const article = '## Tides\n\n- **high**\n- low\n\nSee [the table](https://example.org/t).\n';
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const picture = (name = 'shore.png'): File => new File([new Uint8Array([1, 2, 3])], name, { type: 'image/png' });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('text that is Markdown', () => {
  it('[E64] is pasted as what it says, with the offer to keep it plain', () => {
    const { editor, news } = openPasting();
    paste(editor, { text: article });
    expect(markdownOf(editor)).toBe(article);
    const [offer] = news;
    if (offer?.kind !== 'formatted') throw new Error('no offer');
    offer.keepPlain();
    expect(editor.state.doc.textContent).toContain('## Tides');
    expect(markdownOf(editor)).toContain('\\## Tides');
    expect(news.at(-1)?.kind).toBe('over');
    editor.commands.undo();
    editor.commands.undo();
    expect(editor.state.doc.textContent).toBe('');
  });

  it.each(['Words.a\0b', '\0'])('[E64] leaves out what no post can hold, of %j', (text) => {
    const editor = openEditor();
    paste(editor, { text });
    const kept = text.replaceAll('\0', '');
    expect(markdownOf(editor).trim()).toBe(kept);
  });

  it('[E64] is not offered any more once the text is changed', () => {
    const { editor, news } = openPasting();
    paste(editor, { text: article });
    editor.commands.insertContent('x');
    expect(news.map(({ kind }) => kind)).toEqual(['formatted', 'over']);
    const before = markdownOf(editor);
    if (news[0]?.kind === 'formatted') news[0].keepPlain();
    expect(markdownOf(editor)).toBe(before);
  });

  it('[E64] stays as it is beside HTML, and among the lines of code', () => {
    const { editor, news } = openPasting('```\ncode\n```\n');
    paste(editor, { text: article });
    expect(editor.state.doc.firstChild?.textContent).toContain('## Tides');
    expect(news).toEqual([]);
    const other = openPasting();
    paste(other.editor, { text: article, html: '<p>HTML</p>' });
    expect(markdownOf(other.editor)).toBe('HTML\n');
    expect(other.news).toEqual([]);
  });

  it.each([
    ['an article', article, true],
    ['a fence', 'Run:\n\n```sh\nls\n```\n', true],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', true],
    ['tasks', '- [ ] one\n- [x] two', true],
    ['a subheading', '## One\n\ntext', true],
    ['a sentence', 'Nothing but words.', false],
    ['a list of wishes', '- milk\n- bread', false],
    ['a quotation', '> said someone', false],
    ['a shell script', '#!/bin/sh\n# list files\nls -la\n# done', false],
    ['C', '#include <x.h>\nint main() {\n  return 2 * 3 * 4;\n}', false],
    ['a price', 'It costs **5** or * 6 * $', false],
    ['dashes', 'a -- b --- c', false],
  ])('[E65] is told from other text: %s', (_, text, expected) => {
    expect(looksLikeMarkdown(text)).toBe(expected);
  });
});

describe('a picture', () => {
  it('[E66] that is pasted comes where the cursor was, once it is kept, however the text moved', async () => {
    let keep: (outcome: UploadOutcome) => void = () => undefined;
    const upload = vi.fn<(file: File) => Promise<UploadOutcome>>(
      () =>
        new Promise((resolve) => {
          keep = resolve;
        }),
    );
    const { editor } = openPasting('One.\n\nTwo.\n', upload);
    paste(editor, { files: [picture()], html: '<img src="https://example.org/shore.png" alt="The shore">' });
    expect(editor.view.dom.querySelector('.upload-placeholder')?.textContent).toBe('Adding shore.png…');
    expect(markdownOf(editor)).toBe('One.\n\nTwo.\n');
    editor.view.dispatch(editor.state.tr.insertText('Zero. ', 1));
    keep({ kind: 'added', address: '/images/shore.png' });
    await settle();
    expect(editor.view.dom.querySelector('.upload-placeholder')).toBeNull();
    expect(markdownOf(editor)).toBe('Zero. One.\n\nTwo.![The shore](/images/shore.png)\n');
    editor.commands.undo();
    expect(markdownOf(editor)).not.toContain('shore');
  });

  it('[E66] that can not be kept is said in words, and the text stays', async () => {
    const { editor, news } = openPasting('One.\n', async () => ({ kind: 'refused', reason: 'It is too large.' }));
    paste(editor, { files: [picture()] });
    await settle();
    expect(news).toEqual([{ kind: 'refused', name: '“shore.png”', reason: 'It is too large.' }]);
    expect(markdownOf(editor)).toBe('One.\n');
    expect(editor.view.dom.querySelector('.upload-placeholder')).toBeNull();
  });

  it('[E67] written into HTML is kept too, in its place; the text never holds its bytes', async () => {
    const files: File[] = [];
    const { editor } = openPasting('', async (file) => {
      files.push(file);
      return { kind: 'added', address: `/images/${files.length}.png` };
    });
    const seen: string[] = [];
    editor.on('update', () => seen.push(markdownOf(editor)));
    const image = `<img alt="dot" src="data:image/png;base64,${pixel}">`;
    paste(editor, { html: `<p>Before ${image} after</p><p>${image}</p><p>End</p>` });
    await settle();
    await settle();
    expect(markdownOf(editor)).toBe('Before ![dot](/images/1.png) after\n\n![dot](/images/2.png)\n\nEnd\n');
    expect(files.map(({ type, size }) => [type, size])).toEqual([
      ['image/png', 70],
      ['image/png', 70],
    ]);
    expect(seen.join('')).not.toContain('base64');
  });

  it('[E66] beside cells of a spreadsheet is only a picture of them', () => {
    const { editor } = openPasting();
    paste(editor, {
      files: [picture()],
      html: '<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>',
    });
    expect(markdownOf(editor)).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |\n');
  });
});

describe('what is copied', () => {
  it('[E68] is Markdown as plain text, and words of one block as they are', () => {
    const editor = openEditor('## Tides\n\n- **high** 2 * 3\n- low\n');
    const copy = (from: number, to: number): string => {
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));
      return editor.view.serializeForClipboard(editor.state.selection.content()).text;
    };
    expect(copy(1, editor.state.doc.content.size - 3)).toBe('## Tides\n\n- **high** 2 * 3\n- low');
    expect(copy(2, 5)).toBe('ide');
  });

  it('[E68] comes back the same when it is pasted here', () => {
    const source = '## Tides\n\n- **high**\n- low\n\n| a | b |\n| --- | --: |\n|  | 2 |\n\nEnd.\n';
    const from = openEditor(source);
    from.commands.selectAll();
    const { dom } = from.view.serializeForClipboard(from.state.selection.content());
    const to = openEditor();
    paste(to, { html: dom.innerHTML });
    expect(markdownOf(to)).toBe(source);
  });
});
