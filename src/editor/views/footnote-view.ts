import { systemClock } from '#base';
import type { NodeViewRenderer } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';
import { textAttribute } from '../attribute.ts';
import { jumpToReference } from '../commands/jump-footnote.ts';
import { readFootnote, writeFootnote } from '../footnotes/footnote-text.ts';
import { scrollUntilSettled } from '../extensions/settled-scroll.ts';
import { registerFootnote } from '../footnotes/open-footnotes.ts';
import { element } from './element.ts';

/** Milliseconds after the last key until what is typed is part of the post. */
const pause = 400;

/**
 * The definition of a footnote: its label, its text as plain Markdown that is edited in place, and the way back to its mark.
 * What is typed is written into the source, whose other bytes stay.
 */
export function footnoteView({ node, editor, getPos }: Parameters<NodeViewRenderer>[0]): NodeView {
  let current = node;
  let area: HTMLTextAreaElement | undefined;
  let cancelWrite = (): void => undefined;
  let finish = (_source?: string): void => undefined;
  const sourceOf = (): string => textAttribute(current, 'source');
  const labelOf = (): string => readFootnote(sourceOf())?.label ?? '';
  const number = element('span', { class: 'footnote-label', 'aria-hidden': 'true' });
  const body = element('div', { class: 'footnote-body' });
  const edit = element('button', { type: 'button' }, 'Edit');
  const back = element('button', { type: 'button', class: 'footnote-back' }, '↩');
  const done = element('button', { type: 'button' }, 'Done');
  const actions = element('div', { class: 'footnote-actions' }, edit, back);
  const dom = element('div', { class: 'footnote', role: 'group', contenteditable: 'false' }, number, body, actions);

  const draw = (): void => {
    const label = labelOf();
    dom.setAttribute('aria-label', `Footnote ${label}`);
    number.textContent = label;
    edit.setAttribute('aria-label', `Edit footnote ${label}`);
    edit.hidden = !editor.isEditable;
    back.setAttribute('aria-label', `Back to the text from footnote ${label}`);
    back.title = 'Back to the text';
    if (area !== undefined) return;
    const text = readFootnote(sourceOf())?.text ?? '';
    body.replaceChildren(
      element('p', text.trim() === '' ? { class: 'footnote-empty' } : {}, text.trim() === '' ? 'No text yet' : text),
    );
    actions.replaceChildren(edit, back);
  };
  const write = (source: string): void => {
    cancelWrite();
    const pos = getPos();
    if (pos === undefined || source === sourceOf()) return;
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'source', source));
  };
  const close = (): void => {
    cancelWrite();
    area = undefined;
    draw();
  };
  const goBack = (): void => {
    if (jumpToReference(editor, labelOf())) return;
    back.textContent = 'Not used in the text';
    edit.focus();
  };
  const open = (): void => {
    if (area !== undefined || !editor.isEditable) {
      area?.focus();
      return;
    }
    const before = sourceOf();
    const field = element('textarea', {
      class: 'footnote-area',
      'aria-label': `Text of footnote ${labelOf()}`,
      placeholder: 'The text of the footnote',
      rows: '1',
    });
    area = field;
    field.value = readFootnote(before)?.text ?? '';
    const commit = (): void => write(writeFootnote(sourceOf(), field.value));
    field.addEventListener('input', () => {
      cancelWrite();
      cancelWrite = systemClock.schedule(commit, pause);
    });
    field.addEventListener('blur', () => {
      if (area !== field) return;
      commit();
      close();
    });
    finish = (source = writeFootnote(sourceOf(), field.value)) => {
      write(source);
      close();
      goBack();
    };
    field.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      // Whatever the keys are for, saving or publishing, it is about what stands here.
      if (event.ctrlKey || event.metaKey) commit();
      if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
      event.preventDefault();
      event.stopPropagation();
      finish(event.key === 'Escape' ? before : undefined);
    });
    body.replaceChildren(
      field,
      element('p', { class: 'footnote-hint' }, 'Enter when done, Shift+Enter for a new line'),
    );
    actions.replaceChildren(done);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    scrollUntilSettled(editor.view, () => dom.scrollIntoView({ block: 'nearest' }));
  };
  edit.addEventListener('click', open);
  body.addEventListener('dblclick', open);
  back.addEventListener('click', goBack);
  // A press would take the focus out of the text area, and close it before the click.
  done.addEventListener('mousedown', (event) => event.preventDefault());
  done.addEventListener('click', () => finish());
  registerFootnote(dom, open);
  draw();
  return {
    dom,
    update(next) {
      if (next.type !== current.type || next.attrs['kind'] !== current.attrs['kind']) return false;
      current = next;
      draw();
      return true;
    },
    destroy: () => cancelWrite(),
    selectNode: () => dom.classList.add('is-selected'),
    deselectNode: () => dom.classList.remove('is-selected'),
    stopEvent: (event) => event.target instanceof Node && (area !== undefined || actions.contains(event.target)),
    ignoreMutation: () => true,
  };
}
