import type { NodeViewRenderer } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';
import { element } from './element.ts';

/**
 * A node view that can't take the editor down: where drawing a block fails, its text stands there plainly and stays editable, and
 * the failure is reported. What fails while it is redrawn is drawn anew first.
 */
export function safeNodeView(render: NodeViewRenderer): NodeViewRenderer {
  return (props) => {
    let view: NodeView;
    try {
      view = render(props);
    } catch (error) {
      reportError(error);
      return plainView(props);
    }
    const { update } = view;
    if (update === undefined) return view;
    view.update = (...args) => {
      try {
        return update.apply(view, args);
      } catch (error) {
        reportError(error);
        return false;
      }
    };
    return view;
  };
}

/** A node as text and nothing else. */
function plainView({ node }: Parameters<NodeViewRenderer>[0]): NodeView {
  const name = node.isInline ? 'span' : 'div';
  if (node.isLeaf || node.isAtom) {
    const source: unknown = node.attrs['source'] ?? node.attrs['src'];
    const text = typeof source === 'string' ? source : node.type.name;
    const dom = element(name, { class: 'plain-node', contenteditable: 'false' }, text);
    return { dom, update: (next) => next.eq(node), ignoreMutation: () => true };
  }
  const contentDOM = element(name, { class: 'plain-content' });
  const note = element('div', { class: 'plain-note', contenteditable: 'false' }, 'This can’t be drawn. Its text:');
  const dom = element(name, { class: 'plain-node' }, note, contentDOM);
  return {
    dom,
    contentDOM,
    update: (next) => next.type === node.type,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
}
