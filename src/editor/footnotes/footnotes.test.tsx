import { parseMarkdown, serializeMarkdown } from '#markdown';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertFootnote } from '../commands/insert-footnote.ts';
import { readDocument } from '../convert-document.ts';
import { openTestEditor, placeOf, press } from '../test-editor.ts';
import { readFootnote, writeFootnote } from './footnote-text.ts';

let editor: Editor | undefined;

/** In the page, so that the focus can go into it. */
function open(markdown: string, at?: string): Editor {
  editor = openTestEditor(markdown, at);
  document.body.append(editor.view.dom);
  return editor;
}

function saved(markdown: string, current: Editor): string {
  const outcome = serializeMarkdown(parseMarkdown(markdown), readDocument(current));
  return outcome.kind === 'saved' ? outcome.text : outcome.reason;
}

/** The text area that has the focus. */
function area(): HTMLTextAreaElement {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLTextAreaElement)) throw new Error('No text area has the focus');
  return focused;
}

function write(text: string): void {
  area().value = text;
  area().dispatchEvent(new Event('input', { bubbles: true }));
}

function pressIn(target: Element, key: string, modifiers: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));
}

beforeEach(() => {
  // jsdom has no layout.
  const nowhere = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 };
  Element.prototype.scrollIntoView = () => undefined;
  Object.assign(Range.prototype, { getClientRects: () => [nowhere], getBoundingClientRect: () => nowhere });
});
afterEach(() => {
  editor?.destroy();
  editor = undefined;
  document.body.replaceChildren();
});

describe('insertFootnote', () => {
  it('[E50] writes the mark at the cursor and the definition at the end, takes its text and goes back', () => {
    const markdown = 'A claim, and more.\n\nEnd.\n';
    const current = open(markdown, ', and');
    expect(insertFootnote(current)).toBe(true);
    expect(saved(markdown, current)).toBe('A claim[^1], and more.\n\nEnd.\n\n[^1]:\n');
    write('Says who?');
    pressIn(area(), 'Enter');
    expect(saved(markdown, current)).toBe('A claim[^1], and more.\n\nEnd.\n\n[^1]: Says who?\n');
    expect(current.state.selection.empty).toBe(true);
    expect(current.state.selection.$from.nodeBefore?.attrs['source']).toBe('[^1]');
  });

  it('[E50] takes the number after the highest and stands behind the last note', () => {
    const markdown = 'A[^7] b[^n].\n\n[^7]: x\n[^n]: y\n\n[a]: /b\n';
    const current = open(markdown, '.');
    insertFootnote(current);
    expect(saved(markdown, current)).toBe('A[^7] b[^n][^8].\n\n[^7]: x\n[^n]: y\n\n[^8]:\n\n[a]: /b\n');
  });

  it('[R3] [E50] leaves everything between the mark and the note alone', () => {
    const between = '| Port | High |\n|:-----|-----:|\n| Brest|  5.1 |\n\n* a _b_\n\n![A](/a.png)\n\nThe end.\n';
    const markdown = `They come and go.\n\n${between}`;
    const current = open(markdown, '.');
    current.commands.setTextSelection(placeOf(current, '.') + 1);
    insertFootnote(current);
    expect(saved(markdown, current)).toBe(`They come and go.[^1]\n\n${between}\n[^1]:\n`);
  });

  it('[R7] [E50] is taken back by one undo', () => {
    const current = open('A.\n', '.');
    insertFootnote(current);
    current.commands.undo();
    expect(saved('A.\n', current)).toBe('A.\n');
  });

  it('has its keys', () => {
    const current = open('A.\n', '.');
    press(current, 'f', { ctrlKey: true, altKey: true });
    expect(saved('A.\n', current)).toBe('A[^1].\n\n[^1]:\n');
  });

  it('does nothing in code', () => {
    const current = open('```\nA.\n```\n', '.');
    expect(insertFootnote(current)).toBe(false);
  });
});

describe('going between mark and note', () => {
  const markdown = 'One[^a] two.\n\n[^a]: The note.\n';

  it('[E51] goes by Enter from a selected mark, into the text by Enter, and back by Ctrl+Enter', () => {
    const current = open(markdown, 'One');
    current.commands.setNodeSelection(placeOf(current, 'One') + 3);
    press(current, 'Enter');
    expect(current.state.selection).toBeInstanceOf(NodeSelection);
    expect(current.state.selection.content().content.firstChild?.attrs['source']).toBe('[^a]: The note.');
    press(current, 'Enter', { ctrlKey: true });
    expect(current.state.selection.$from.nodeBefore?.attrs['source']).toBe('[^a]');
    press(current, 'Enter', { ctrlKey: true });
    press(current, 'Enter');
    expect(area().value).toBe('The note.');
  });

  it('[E51] goes by a click on the mark and back by the button of the note', () => {
    const current = open(markdown, 'two');
    current.view.dom.querySelector<HTMLElement>('[aria-label="Footnote a"][role=link]')?.click();
    expect(current.state.selection).toBeInstanceOf(NodeSelection);
    current.view.dom.querySelector<HTMLElement>('[aria-label="Back to the text from footnote a"]')?.click();
    expect(current.state.selection.$from.nodeBefore?.attrs['source']).toBe('[^a]');
  });

  it('[E51] makes a definition for a mark that lost it', () => {
    const current = open(markdown, 'two');
    const definition = current.state.doc.content.size - (current.state.doc.lastChild?.nodeSize ?? 0);
    current.commands.deleteRange({ from: definition, to: current.state.doc.content.size });
    current.view.dom.querySelector<HTMLElement>('[role=link]')?.click();
    write('Again.');
    pressIn(area(), 'Enter');
    expect(saved(markdown, current)).toBe('One[^a] two.\n\n[^a]: Again.\n');
  });
});

describe('the text of a note', () => {
  it('[E52] goes back to what it was by Escape', () => {
    const markdown = 'One[^a].\n\n[^a]: The note.\n';
    const current = open(markdown, 'One');
    current.view.dom.querySelector<HTMLElement>('[aria-label="Edit footnote a"]')?.click();
    write('Other');
    pressIn(area(), 's', { ctrlKey: true });
    expect(saved(markdown, current)).toContain('Other');
    pressIn(area(), 'Escape');
    expect(saved(markdown, current)).toBe(markdown);
  });

  it.each([
    ['[^1]: a', 'b', '[^1]: b'],
    ['[^1]:   a', 'b', '[^1]:   b'],
    ['[^1]:', 'b\nc', '[^1]: b\n    c'],
    ['[^1]: a\r\n  b\r\n\r\n\tc', 'a\nb\n\nd', '[^1]: a\r\n  b\r\n\r\n  d'],
    ['[^1]: a\n\tb', 'a\nnew\nb', '[^1]: a\n\tnew\n\tb'],
    ['[^1]: a\nlazy\n    b', 'a\nlazy\nx', '[^1]: a\nlazy\n    x'],
    ['[^1]: a', '', '[^1]:'],
  ])('[E52] of %j becomes %j and keeps the other bytes', (source, text, expected) => {
    expect(writeFootnote(source, text)).toBe(expected);
  });

  it('[E52] is the same as long as nothing is typed', () => {
    for (const source of ['[^1]: a', '[^1]:\ta\n      b\n\n    c  ', '  [^x]:  *a*', '[^1]:', 'no note']) {
      expect(writeFootnote(source, readFootnote(source)?.text ?? '')).toBe(source);
    }
  });
});
