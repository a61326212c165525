import { undo } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceEditorHandle } from './source-editor-handle.ts';
import { SourceEditor } from './source-editor.tsx';

afterEach(cleanup);

function findView(container: HTMLElement): EditorView {
  for (const element of container.querySelectorAll('div')) {
    const content = element.shadowRoot?.querySelector('[role=textbox][aria-label="Markdown source"]');
    const view = content instanceof HTMLElement ? EditorView.findFromDOM(content) : null;
    if (view !== null) return view;
  }
  throw new Error('There is no source editor yet');
}

describe('SourceEditor', () => {
  it('reports the exact text: byte order mark, NUL and line ends of each line', async () => {
    const texts: string[] = [];
    const text = '\u{FEFF}---\r\ntitle: A\n---\rnul \0\r\n';
    const { container } = render(<SourceEditor text={text} editable onTextChange={(each) => texts.push(each)} />);
    await expect.poll(() => findView(container).state.doc.toString()).toBe('---\ntitle: A\n---\nnul \0\n');
    const view = findView(container);
    const end = view.state.doc.length;
    view.dispatch({ changes: { from: end, insert: 'x' } });
    view.dispatch({ changes: { from: end, to: end + 1 } });
    expect(texts).toEqual([`${text}x`, text]);
  });

  it('takes over a text from outside, and not one that it has reported itself', async () => {
    const texts: string[] = [];
    const onTextChange = (each: string) => texts.push(each);
    const { container, rerender } = render(<SourceEditor text="a" editable onTextChange={onTextChange} />);
    await expect.poll(() => findView(container).state.doc.toString()).toBe('a');
    findView(container).dispatch({ changes: { from: 1, insert: 'b' }, selection: { anchor: 2 } });
    rerender(<SourceEditor text="ab" editable onTextChange={onTextChange} />);
    expect(findView(container).state.selection.main.anchor).toBe(2);
    rerender(<SourceEditor text="from elsewhere" editable onTextChange={onTextChange} />);
    expect(findView(container).state.doc.toString()).toBe('from elsewhere');
    expect(texts).toEqual(['ab']);
  });

  it('[D7] tells of its text, and goes to places, in offsets of the file', async () => {
    // The selection of a shadow root is asked for in a way that there is none of here.
    Object.assign(document, { execCommand: () => false });
    const handles: (SourceEditorHandle | null)[] = [];
    const text = '\u{FEFF}one\r\ntwo three\r\n';
    const onHandle = (each: SourceEditorHandle | null) => handles.push(each);
    const { container, unmount } = render(
      <SourceEditor text={text} editable onTextChange={() => undefined} onHandle={onHandle} />,
    );
    await expect.poll(() => handles[0]).not.toBeUndefined();
    const handle = handles[0];
    let told = 0;
    handle?.subscribe(() => (told += 1));
    handle?.select(text.indexOf('two'), text.indexOf(' three'));
    const { from, to } = findView(container).state.selection.main;
    expect(findView(container).state.sliceDoc(from, to)).toBe('two');
    handle?.reveal(text.indexOf('three'));
    expect(handle?.position()).toBe(text.indexOf('three'));
    findView(container).dispatch({ changes: { from: 0, insert: 'x' } });
    expect(handle?.text()).toBe(text.replace('one', 'xone'));
    expect(told).toBe(3);
    unmount();
    expect(handles.at(-1)).toBeNull();
  });

  it('can only be read where it is not editable', async () => {
    const { container } = render(<SourceEditor text="a" editable={false} onTextChange={() => undefined} />);
    await expect.poll(() => findView(container).state.readOnly).toBe(true);
    expect(findView(container).contentDOM.getAttribute('contenteditable')).toBe('false');
  });

  it('[D7] makes another text the file in one step of its own, and keeps its line ends', async () => {
    Object.assign(document, { execCommand: () => false });
    const texts: string[] = [];
    const handles: (SourceEditorHandle | null)[] = [];
    const text = '\u{FEFF}### a\r\nb\n';
    const { container } = render(
      <SourceEditor
        text={text}
        editable
        onTextChange={(each) => texts.push(each)}
        onHandle={(each) => handles.push(each)}
      />,
    );
    await expect.poll(() => handles.length).toBeGreaterThan(0);
    const view = findView(container);
    view.dispatch({ changes: { from: view.state.doc.length, insert: 'c' }, userEvent: 'input.type' });
    handles.at(-1)?.replace('\u{FEFF}## a\r\nb\nc');
    view.dispatch({ changes: { from: view.state.doc.length, insert: 'd' }, userEvent: 'input.type' });
    undo(view);
    undo(view);
    expect(texts).toEqual([
      `${text}c`,
      '\u{FEFF}## a\r\nb\nc',
      '\u{FEFF}## a\r\nb\ncd',
      '\u{FEFF}## a\r\nb\nc',
      `${text}c`,
    ]);
  });
});
