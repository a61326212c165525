import type { NodeViewRenderer } from '@tiptap/core';
import { element } from './element.ts';

/** An item; a task has a real checkbox before its text. */
export const listItemView: NodeViewRenderer = ({ node, editor, getPos }) => {
  const contentDOM = element('div', { class: 'item-body' });
  const dom = element('li', {}, contentDOM);
  let current = node;
  const box = element('input', { type: 'checkbox', 'aria-label': 'Done' });
  const label = element('label', { class: 'task-box', contenteditable: 'false' }, box);
  box.addEventListener('change', () => {
    const pos = getPos();
    if (pos === undefined || !editor.isEditable) return;
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'checked', box.checked));
  });
  const draw = (): void => {
    const checked: unknown = current.attrs['checked'];
    if (typeof checked !== 'boolean') {
      label.remove();
      delete dom.dataset['checked'];
      return;
    }
    box.checked = checked;
    box.disabled = !editor.isEditable;
    dom.dataset['checked'] = String(checked);
    if (label.parentNode === null) dom.prepend(label);
  };
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
    stopEvent: (event) => event.target === box,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};
