import type { NodeViewRenderer } from '@tiptap/core';
import { codeLanguages, readCodeInfo, writeCodeInfo } from '../blocks/code-info.ts';
import { element } from './element.ts';

const listId = 'code-languages';

/** Code with its language in a small field at the corner; the languages that are coloured are suggested, any other can be typed. */
export const codeBlockView: NodeViewRenderer = ({ node, editor, getPos }) => {
  const contentDOM = element('code', { spellcheck: 'false' });
  const info = element('input', {
    class: 'code-info',
    type: 'text',
    'aria-label': 'Language of the code',
    placeholder: 'plain text',
    list: listId,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  });
  const rest = element('span', { class: 'code-rest' });
  const corner = element('div', { class: 'code-corner', contenteditable: 'false' }, rest, info);
  const dom = element('div', { class: 'code-block' }, corner, element('pre', {}, contentDOM));
  let current = node;
  const draw = (): void => {
    const parts = readCodeInfo(current.attrs['info']);
    if (document.activeElement !== info) info.value = parts.language;
    info.readOnly = !editor.isEditable;
    rest.textContent = parts.rest.trim();
  };
  const write = (): void => {
    const pos = getPos();
    const before = readCodeInfo(current.attrs['info']);
    if (pos === undefined || info.value.trim() === before.language) return;
    const next = writeCodeInfo(info.value, before.rest);
    if (next !== current.attrs['info']) editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'info', next));
  };
  // One list of suggestions, in the block that is being named: a page can have hundreds of blocks.
  info.addEventListener('focus', () => {
    const options = codeLanguages.map((name) => element('option', { value: name }));
    corner.append(element('datalist', { id: listId }, ...options));
  });
  info.addEventListener('blur', () => {
    corner.querySelector('datalist')?.remove();
    draw();
  });
  info.addEventListener('change', write);
  info.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter') write();
    else info.value = readCodeInfo(current.attrs['info']).language;
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
