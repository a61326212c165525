import { EventChannel } from '#base';
import { schema } from '#markdown';
import { Editor } from '@tiptap/core';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { editorOptions } from './editor-options.ts';
import type { PostEditorProps } from './post-editor-props.ts';
import { PostEditor } from './post-editor.tsx';
import { whenIdle } from './when-idle.ts';

/** A text with the blocks that most posts have. */
const practice = schema.nodeFromJSON({
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Words' }] },
    ...Array.from({ length: 8 }, () => ({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Some ' },
        { type: 'text', marks: [{ type: 'italic' }], text: 'words' },
        { type: 'text', text: ' that are ' },
        { type: 'text', marks: [{ type: 'bold' }], text: 'not read' },
      ],
    })),
    {
      type: 'bulletList',
      content: ['one', 'two'].map((text) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Said.' }] }] },
  ],
});

const nothing = (): void => undefined;

const props: PostEditorProps = {
  fields: { title: 'Words', authorName: '', authorImage: '', thumbnail: '' },
  document: practice,
  editable: true,
  onFieldChange: nothing,
  onDocumentChange: nothing,
  loadImage: async () => undefined,
  listImages: async () => [],
  links: { search: async () => [], resolve: async () => ({ kind: 'unknown' }), openPost: nothing },
  onUpload: async () => ({ kind: 'refused', reason: '' }),
};

/**
 * Draws a text once where nobody sees it, while the browser has nothing to do: a browser that has run the editor's code
 * once draws the next text in less than half of the time. Does nothing where an editor is shown already.
 */
export async function practiseEditor(): Promise<void> {
  // In two steps, so that whoever does something meanwhile waits for a short one.
  for (const step of [drawText, drawScreen]) {
    await new Promise<void>((resolve) => void whenIdle(resolve));
    if (document.querySelector('.post-body') !== null) return;
    step();
  }
}

function drawText(): void {
  const options = editorOptions({
    document: practice,
    editable: true,
    loadImage: props.loadImage,
    events: new EventChannel(),
    calloutStyle: () => 'alert',
    pasting: { upload: props.onUpload, news: new EventChannel() },
  });
  new Editor({ ...options, element: document.createElement('div') }).destroy();
}

function drawScreen(): void {
  // What goes wrong is told when a post is opened.
  const root = createRoot(document.createElement('div'), { onUncaughtError: () => undefined });
  // At once: an editor that is not shown soon after it was made is destroyed.
  flushSync(() => root.render(<PostEditor {...props} />));
  root.unmount();
}
