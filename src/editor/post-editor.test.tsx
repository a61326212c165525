import { parseMarkdown } from '#markdown';
import { Editor } from '@tiptap/core';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PostEditorProps } from './post-editor-props.ts';
import { PostEditor } from './post-editor.tsx';
import { practiseEditor } from './practise-editor.tsx';

const media = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => media);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const nothing = (): void => undefined;

const props: PostEditorProps = {
  fields: { title: 'Words' },
  document: parseMarkdown('Some words.\n').document,
  editable: true,
  onFieldChange: nothing,
  onDocumentChange: nothing,
  loadImage: async () => undefined,
  listImages: async () => [],
  links: { search: async () => [], resolve: async () => ({ kind: 'unknown' }), openPost: nothing },
  onUpload: async () => ({ kind: 'refused', reason: '' }),
};

function shownEditor(): Editor {
  const editor: unknown = Reflect.get(screen.getByRole('textbox', { name: 'Post body' }), 'editor');
  if (!(editor instanceof Editor)) throw new Error('There is no editor');
  return editor;
}

it('[D55] draws nothing of the screen anew while one goes on typing', () => {
  let drawn = 0;
  render(
    <Profiler id="editor" onRender={() => (drawn += 1)}>
      <PostEditor {...props} />
    </Profiler>,
  );
  const { view } = shownEditor();
  const type = (letter: string): void => act(() => view.dispatch(view.state.tr.insertText(letter, 3)));
  // There is something to undo now.
  type('a');
  const before = drawn;
  for (const letter of 'bcdefgh ij') type(letter);
  expect(drawn).toBe(before);
  expect(view.state.doc.textContent).toBe('Soji hgfedcbame words.');
});

it('[D51] practises out of sight, and leaves nothing behind', async () => {
  const before = document.documentElement.innerHTML;
  await waitFor(() => practiseEditor());
  expect(document.documentElement.innerHTML).toBe(before);
});

it('[D51] does not practise where an editor is shown', async () => {
  render(<PostEditor {...props} />);
  const before = document.documentElement.innerHTML;
  await waitFor(() => practiseEditor());
  expect(document.documentElement.innerHTML).toBe(before);
});

it('[E44] selects no picture by itself when the post begins with one', async () => {
  const { document } = parseMarkdown('<figure><img src="/a.jpg"></figure>\n\nSome words.\n');
  render(<PostEditor {...props} document={document} />);
  const { view } = shownEditor();
  await waitFor(() => expect(view.state.selection.toJSON()).toEqual({ type: 'text', anchor: 2, head: 2 }));
  expect(screen.queryByRole('toolbar', { name: 'Picture' })).toBeNull();
});
