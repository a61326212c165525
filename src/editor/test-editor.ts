import { parseMarkdown } from '#markdown';
import { Editor } from '@tiptap/core';
import { onTestFinished } from 'vitest';
import { postExtensions, type EditorActions } from './extensions/post-extensions.ts';

/** The post's editor as the product has it, without a screen around it and until the test ends, on `markdown`, with the cursor before the first `at`, or at the end. */
export function openTestEditor(markdown: string, at?: string, actions: Partial<EditorActions> = {}): Editor {
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: postExtensions({
      loadImage: () => Promise.resolve(undefined),
      onImage: () => undefined,
      onLink: () => undefined,
      onToolbar: () => undefined,
      ...actions,
    }),
    content: parseMarkdown(markdown).document.toJSON(),
  });
  // What it has put off would run when the page is gone.
  onTestFinished(() => editor.destroy());
  editor.commands.setTextSelection(at === undefined ? editor.state.doc.content.size - 1 : placeOf(editor, at));
  return editor;
}

/** The position before the first `text` in one text node. */
export function placeOf({ state }: Editor, text: string): number {
  let found = 0;
  state.doc.descendants((node, pos) => {
    if (found === 0 && node.isText && node.text?.includes(text) === true) found = pos + node.text.indexOf(text);
  });
  return found;
}

/** Presses a key in the text. */
export function press({ view }: Editor, key: string, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  view.dom.dispatchEvent(event);
  return event;
}

/** Pastes what a clipboard holds, by its type. */
export function pasteData({ view }: Editor, data: Readonly<Record<string, string>>): void {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const clipboardData = {
    getData: (format: string) => data[format] ?? '',
    files: [],
    items: [],
    types: Object.keys(data),
  };
  view.dom.dispatchEvent(Object.assign(event, { clipboardData }));
}
