import { EventChannel } from '#base';
import { parseMarkdown, schema, serializeMarkdown } from '#markdown';
import type { Editor } from '@tiptap/core';
import { openTestEditor } from '../test-editor.ts';
import type { PasteNews } from './paste-news.ts';
import type { UploadImage } from './uploads.ts';

export interface PastingEditor {
  readonly editor: Editor;
  readonly news: readonly PasteNews[];
}

/** An editor of a test, on `markdown` with the cursor at its end, and what it says of what is pasted. */
export function openPasting(
  markdown = '',
  upload: UploadImage = () => Promise.reject(new Error('not expected')),
): PastingEditor {
  const channel = new EventChannel<PasteNews>();
  const news: PasteNews[] = [];
  channel.subscribe((item) => news.push(item));
  const editor = openTestEditor(markdown, undefined, { pasting: { upload, news: channel } });
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
