import type { NodeViewRenderer } from '@tiptap/core';
import { element } from './element.ts';

/** Code with its language in a small field at the corner. */
export const codeBlockView: NodeViewRenderer = ({ node, editor, getPos }) => {
  const contentDOM = element('code', { spellcheck: 'false' });
  const info = element('input', {
    class: 'code-info',
    type: 'text',
    'aria-label': 'Language of the code',
    placeholder: 'plain text',
    spellcheck: 'false',
    autocapitalize: 'off',
  });
  const corner = element('div', { class: 'code-corner', contenteditable: 'false' }, info);
  const dom = element('div', { class: 'code-block' }, corner, element('pre', {}, contentDOM));
  let current = node;
  const draw = (): void => {
    const text = typeof current.attrs['info'] === 'string' ? current.attrs['info'] : '';
    if (document.activeElement !== info) info.value = text;
    info.readOnly = !editor.isEditable;
  };
  const write = (): void => {
    const pos = getPos();
    // A fence's info string is one line and can't hold backticks (CommonMark 0.31.2, section 4.5).
    const value = info.value.replaceAll(/[`\r\n]/g, '').trim();
    const next = value === '' ? null : value;
    if (pos === undefined || next === current.attrs['info']) return;
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'info', next));
  };
  info.addEventListener('change', write);
  info.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    write();
    editor.view.focus();
  });
  draw();
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== current.type) return false;
      current = next;
      draw();
      return true;
    },
    stopEvent: (event) => event.target === info,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};
