import type { NodeViewRenderer } from '@tiptap/core';
import { lockedLabel } from '#markdown';
import { textAttribute } from '../attribute.ts';
import { element } from './element.ts';

/** A chip in the line that shows its source. */
export const lockedInlineView: NodeViewRenderer = ({ node }) => {
  const [kind, source] = [textAttribute(node, 'kind'), textAttribute(node, 'source')];
  const dom = element(
    'span',
    { class: 'locked-inline', 'data-kind': kind, title: lockedLabel(kind, source), contenteditable: 'false' },
    source,
  );
  return {
    dom,
    update: (next) => next.type === node.type && next.attrs['source'] === source && next.attrs['kind'] === kind,
    ignoreMutation: () => true,
  };
};
