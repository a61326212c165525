import { EventChannel } from '#base';
import { parseMarkdown, schema, serializeMarkdown } from '#markdown';
import { Editor } from '@tiptap/core';
import { postExtensions } from '../extensions/post-extensions.ts';
import type { PasteNews } from './paste-news.ts';
import type { UploadImage } from './uploads.ts';

export interface PastingEditor {
  readonly editor: Editor;
  readonly news: readonly PasteNews[];
}

/** The post's editor as the product has it, on `markdown`, without a screen around it. */
export function openPasting(
  markdown = '',
  upload: UploadImage = () => Promise.reject(new Error('not expected')),
): PastingEditor {
  const channel = new EventChannel<PasteNews>();
  const news: PasteNews[] = [];
  channel.subscribe((item) => news.push(item));
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: postExtensions({
      loadImage: () => Promise.resolve(undefined),
      onImage: () => undefined,
      onLink: () => undefined,
      onToolbar: () => undefined,
      pasting: { upload, news: channel },
    }),
    content: parseMarkdown(markdown).document.toJSON(),
  });
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  return { editor, news };
}

export function openEditor(markdown?: string): Editor {
  return openPasting(markdown).editor;
}

export interface Pasted {
  readonly html?: string;
  readonly text?: string;
  readonly files?: readonly File[];
}

/** Pastes as a person does who pressed Ctrl+V. */
export function paste({ view }: Editor, { html = '', text = '', files = [] }: Pasted): void {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const getData = (format: string): string => (format === 'text/html' ? html : format === 'text/plain' ? text : '');
  view.dom.dispatchEvent(Object.assign(event, { clipboardData: { getData, files, items: [], types: [] } }));
}

export function pasteHtml(editor: Editor, html: string): void {
  paste(editor, { html });
}

/** What would be saved. */
export function markdownOf({ state }: Editor): string {
  const saved = serializeMarkdown(parseMarkdown(''), schema.nodeFromJSON(state.doc.toJSON()));
  return saved.kind === 'saved' ? saved.text : saved.reason;
}
