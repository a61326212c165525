import type { NodeViewRenderer } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';
import { jumpToDefinition } from '../commands/jump-footnote.ts';
import { findFootnotes, isSameLabel, referenceLabel } from '../footnotes/find-footnotes.ts';
import { readFootnote } from '../footnotes/footnote-text.ts';
import { textAttribute } from '../attribute.ts';
import { element } from './element.ts';

/** A footnote's mark, raised: a click goes to the note, the mouse over it shows what it says. */
export function footnoteReferenceView({ node, editor }: Parameters<NodeViewRenderer>[0]): NodeView {
  const label = referenceLabel(node) ?? '';
  const dom = element(
    'sup',
    { class: 'footnote-mark', role: 'link', 'aria-label': `Footnote ${label}`, contenteditable: 'false' },
    label,
  );
  dom.addEventListener('mouseenter', () => {
    const found = findFootnotes(editor.state.doc).definitions.find((one) => isSameLabel(one.label, label));
    dom.title = readFootnote(textAttribute(found?.node, 'source'))?.text ?? `Footnote ${label} has no text`;
  });
  dom.addEventListener('click', (event) => {
    if (event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    jumpToDefinition(editor, label);
  });
  return {
    dom,
    update: (next) =>
      next.type === node.type &&
      next.attrs['source'] === node.attrs['source'] &&
      next.attrs['kind'] === node.attrs['kind'],
    ignoreMutation: () => true,
  };
}
