import type { NodeViewRenderer } from '@tiptap/core';
import { lockedLabel } from '#markdown';
import { textAttribute } from '../attribute.ts';
import { referenceLabel } from '../footnotes/find-footnotes.ts';
import { element } from './element.ts';
import { footnoteReferenceView } from './footnote-reference-view.ts';

/** A chip in the line that shows its source. */
export const lockedInlineView: NodeViewRenderer = (props) => {
  const { node } = props;
  if (referenceLabel(node) !== undefined) return footnoteReferenceView(props);
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
