import { schema } from '#markdown';
import { Editor } from '@tiptap/core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseMarkdown, serializeMarkdown } from '#markdown';
import { readDocument } from '../convert-document.ts';
import { showDocument } from '../show-document.ts';
import { postExtensions } from './post-extensions.ts';

let editor: Editor | undefined;

/** An editor on `markdown` with the cursor before the first `at`, or at the end. */
function open(markdown: string, at?: string): Editor {
  editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: postExtensions({
      loadImage: () => Promise.resolve(undefined),
      onImage: () => undefined,
      onLink: () => undefined,
      onToolbar: () => undefined,
    }),
    content: parseMarkdown(markdown).document.toJSON(),
  });
  editor.commands.setTextSelection(at === undefined ? editor.state.doc.content.size - 1 : placeOf(editor, at));
  return editor;
}

function placeOf({ state }: Editor, text: string): number {
  let found = 0;
  state.doc.descendants((node, pos) => {
    if (found === 0 && node.isText && node.text?.includes(text) === true) found = pos + node.text.indexOf(text);
  });
  return found;
}

function type({ view }: Editor, text: string): void {
  for (const character of text) {
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(character, from, to);
    if (view.someProp('handleTextInput', (handle) => handle(view, from, to, character, insert)) !== true) {
      view.dispatch(insert());
    }
  }
}

function press({ view }: Editor, key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  view.dom.dispatchEvent(event);
  return event;
}

function paste({ view }: Editor, text: string): void {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const data = { getData: (format: string) => (format === 'text/plain' ? text : ''), files: [], items: [], types: [] };
  view.dom.dispatchEvent(Object.assign(event, { clipboardData: data }));
}

function markdownOf(current: Editor): string {
  const saved = serializeMarkdown(parseMarkdown(''), readDocument(current));
  return saved.kind === 'saved' ? saved.text : saved.reason;
}

afterEach(() => {
  document.body.replaceChildren();
  editor?.destroy();
  editor = undefined;
});

describe('a letter, and Enter', () => {
  // The cursor is scrolled to, and jsdom has no layout.
  beforeAll(() => {
    const nowhere = new DOMRect();
    Object.assign(Range.prototype, { getClientRects: () => [nowhere], getBoundingClientRect: () => nowhere });
  });
  /** The same, shown and with the focus in it. */
  const openShown = (markdown: string, at?: string): Editor => {
    const current = open(markdown, at);
    document.body.append(current.view.dom);
    current.view.focus();
    return current;
  };
  /** True when the editor took the key. */
  const send = ({ view }: Editor, charCode: number, modifiers: KeyboardEventInit = {}): boolean =>
    !view.dom.dispatchEvent(new KeyboardEvent('keypress', { charCode, bubbles: true, cancelable: true, ...modifiers }));

  it('[D56] goes into the text with the marks around it, and in place of what is selected', () => {
    const current = openShown('**Bold** text.\n', 'ld');
    expect(send(current, 0x61)).toBe(true);
    expect(send(current, 0x1_f600)).toBe(true);
    expect(markdownOf(current)).toBe('**Boa\u{1F600}ld** text.\n');
    const from = placeOf(current, 'text');
    current.commands.setTextSelection({ from, to: from + 4 });
    expect(send(current, 0x78)).toBe(true);
    expect(markdownOf(current)).toBe('**Boa\u{1F600}ld** x.\n');
  });

  it('[D56] makes of Markdown what it says', () => {
    const current = openShown('');
    for (const letter of '## one') send(current, letter.charCodeAt(0));
    expect(markdownOf(current)).toBe('## one\n');
  });

  it('[D56] is left to the browser while the editor has not heard where the cursor is now', () => {
    const current = openShown('One two.\n', 'two');
    const [text] = current.view.dom.querySelector('p')?.childNodes ?? [];
    document.getSelection()?.collapse(text ?? null, 0);
    expect(send(current, 0x61)).toBe(false);
    expect(markdownOf(current)).toBe('One two.\n');
  });

  it('[D58] act where the cursor is, though the editor has not heard of that yet', () => {
    const current = openShown('One two.\n', 'two');
    const [text] = current.view.dom.querySelector('p')?.childNodes ?? [];
    document.getSelection()?.collapse(text ?? null, 'One two.'.length);
    press(current, 'Enter');
    current.commands.insertContent('Next');
    expect(markdownOf(current)).toBe('One two.\n\nNext\n');
  });

  it.each([
    ['half a character', 0xd8_3d, {}],
    ['a key for the browser', 0x61, { ctrlKey: true }],
  ])('[D56] %s is left to the browser', (_, charCode, modifiers) => {
    const current = openShown('Text.\n');
    expect(send(current, charCode, modifiers)).toBe(false);
    expect(markdownOf(current)).toBe('Text.\n');
  });

  it('[D56] takes the place of a selection over several blocks', () => {
    const current = openShown('One.\n\nTwo.\n');
    current.commands.setTextSelection({ from: placeOf(current, 'One'), to: placeOf(current, 'Two') + 3 });
    expect(send(current, 0x61)).toBe(true);
    expect(markdownOf(current)).toBe('a.\n');
  });
});

describe('Markdown while typing', () => {
  it.each([
    ['[ ] one', '- [ ] one\n'],
    ['[x] one', '- [x] one\n'],
    ['- [ ] one', '- [ ] one\n'],
    ['1. one', '1. one\n'],
    ['## one', '## one\n'],
    ['> one', '> one\n'],
    ['``` one', '```\none\n```\n'],
    ['--- one', '---\n\none\n'],
  ])('makes of %j what it says', (typed, expected) => {
    const current = open('');
    type(current, typed);
    expect(markdownOf(current)).toBe(expected);
  });

  it('makes a task of the innermost item only', () => {
    const current = open('- a\n  - b\n', 'b');
    type(current, '[ ] ');
    expect(markdownOf(current)).toBe('- a\n  - [ ] b\n');
  });

  it('gives back what was typed at the next Backspace', () => {
    const current = open('');
    type(current, '# ');
    press(current, 'Backspace');
    expect(current.state.doc.textContent).toBe('# ');
  });
});

describe('Backspace at the start of a block', () => {
  it.each([
    ['## a\n', 'a', 'a\n'],
    ['> a\n', 'a', 'a\n'],
    ['- [x] a\n', 'a', '- a\n'],
    ['- a\n- b\n', 'b', '- a\n\nb\n'],
    ['- a\n  - b\n', 'b', '- a\n- b\n'],
  ])('unwraps %j before %j', (before, at, after) => {
    const current = open(before, at);
    press(current, 'Backspace');
    expect(markdownOf(current)).toBe(after);
  });

  it('leaves the middle of a line alone', () => {
    const current = open('- ab\n', 'b');
    press(current, 'Backspace');
    expect(current.state.doc.firstChild?.type.name).toBe('bulletList');
  });
});

describe('Tab', () => {
  it('indents in code, and leaves the text after Escape', () => {
    const current = open('```\na\n```\n', 'a');
    expect(press(current, 'Tab').defaultPrevented).toBe(true);
    expect(current.state.doc.textContent).toBe('\ta');
    press(current, 'Escape');
    expect(press(current, 'Tab', { shiftKey: true }).defaultPrevented).toBe(false);
    expect(press(current, 'Tab').defaultPrevented).toBe(false);
    expect(current.state.doc.textContent).toBe('\ta');
  });

  it('indents again once something else was typed', () => {
    const current = open('- a\n- b\n', 'b');
    press(current, 'Escape');
    type(current, 'x');
    expect(press(current, 'Tab').defaultPrevented).toBe(true);
    expect(markdownOf(current)).toBe('- a\n  - xb\n');
  });
});

describe('Alt+Shift and an arrow', () => {
  it.each([
    ['a\n\nb\n\nc\n', 'b', 'ArrowUp', 'b\n\na\n\nc\n'],
    ['a\n\nb\n\nc\n', 'b', 'ArrowDown', 'a\n\nc\n\nb\n'],
    ['- a\n- b\n', 'b', 'ArrowUp', '- b\n- a\n'],
    ['a\n\nb\n', 'a', 'ArrowUp', 'a\n\nb\n'],
  ])('moves in %j the block of %j by %s', (before, at, key, after) => {
    const current = open(before, at);
    press(current, key, { altKey: true, shiftKey: true });
    expect(markdownOf(current)).toBe(after);
    expect(current.state.selection.$from.parent.textContent).toBe(at);
  });
});

describe('Ctrl+Home and Ctrl+End', () => {
  it('[D57] go to the ends of the text, and select up to them with Shift', () => {
    const current = open('first\n\nmiddle word\n\nlast\n', 'word');
    const start = current.state.selection.head;
    const placeAfter = (key: string, shiftKey: boolean): readonly number[] => {
      current.commands.setTextSelection(start);
      press(current, key, { ctrlKey: true, shiftKey });
      return [current.state.selection.anchor, current.state.selection.head];
    };
    const end = current.state.doc.content.size - 1;
    expect(placeAfter('Home', false)).toEqual([1, 1]);
    expect(placeAfter('End', false)).toEqual([end, end]);
    expect(placeAfter('Home', true)).toEqual([start, 1]);
    expect(placeAfter('End', true)).toEqual([start, end]);
  });

  it('[D57] go into text, and select no rule', () => {
    const current = open('---\n\none\n\ntwo\n\n---\n', 'one');
    for (const [key, word] of [
      ['End', 'two'],
      ['Home', 'one'],
    ] as const) {
      press(current, key, { ctrlKey: true });
      expect(current.state.selection.empty).toBe(true);
      expect(current.state.selection.$head.parent.textContent).toBe(word);
    }
  });
});

describe('a pasted address', () => {
  it('becomes the link of the words it is pasted over', () => {
    const current = open('see here now\n');
    const at = placeOf(current, 'see') + 4;
    current.commands.setTextSelection({ from: at, to: at + 4 });
    paste(current, 'https://example.org/a');
    expect(markdownOf(current)).toBe('see [here](https://example.org/a) now\n');
  });

  it('never links to a script', () => {
    const current = open('see here now\n');
    const at = placeOf(current, 'see') + 4;
    current.commands.setTextSelection({ from: at, to: at + 4 });
    paste(current, 'javascript:alert(1)');
    expect(JSON.stringify(current.getJSON())).not.toContain('"link"');
  });
});

describe('showDocument', () => {
  it('takes in what others wrote and leaves the cursor at its word', () => {
    const current = open('One.\n\nTwo.\n', 'Two');
    let changes = 0;
    current.on('update', () => (changes += 1));
    showDocument(current, parseMarkdown('New first.\n\nOne more.\n\nTwo.\n\n- list\n').document);
    expect(markdownOf(current)).toBe('New first.\n\nOne more.\n\nTwo.\n\n- list\n');
    expect(current.state.selection.$from.parent.textContent).toBe('Two.');
    expect(changes).toBe(0);
  });

  it('leaves the space at the cursor, which no version of a post has, for the next word', () => {
    const current = open('One.\n\nTwo.\n', 'Two.');
    current.commands.setTextSelection(placeOf(current, 'Two.') + 4);
    current.view.dispatch(current.state.tr.insertText(' '));
    showDocument(current, parseMarkdown('New first.\n\nTwo.\n').document);
    current.view.dispatch(current.state.tr.insertText('Three.'));
    expect(markdownOf(current)).toBe('New first.\n\nTwo. Three.\n');
  });

  it('shows any document in place of any other', () => {
    const texts = ['', 'a\n', '- a\n  - b\n', '> a\n\nb\n', '| a |\n| - |\n| b |\n', '```\na\n```\n', 'aa\n\naaa\n'];
    for (const from of texts) {
      for (const to of texts) {
        const current = open(from);
        const wanted = parseMarkdown(to).document;
        showDocument(current, wanted);
        expect(readDocument(current).eq(schema.nodeFromJSON(wanted.toJSON()))).toBe(true);
        current.destroy();
      }
    }
  });
});
