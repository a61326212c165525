import type { NodeViewRenderer } from '@tiptap/core';
import { element } from './element.ts';

/** A table that scrolls in its own frame where it is wider than the page. */
export const tableView: NodeViewRenderer = ({ node }) => {
  const contentDOM = element('tbody');
  const dom = element('div', { class: 'table-frame' }, element('table', {}, contentDOM));
  return {
    dom,
    contentDOM,
    update: (next) => next.type === node.type,
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  };
};
