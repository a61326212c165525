import type { NodeViewRenderer } from '@tiptap/core';
import { lockedLabel } from '#markdown';
import { textAttribute } from '../attribute.ts';
import { referenceLabel } from '../footnotes/find-footnotes.ts';
import { readPicture } from '../pictures/picture.ts';
import { drawFormula } from './draw-formula.ts';
import { element } from './element.ts';
import { imageView, type ImageViewParts } from './image-view.ts';
import { footnoteReferenceView } from './footnote-reference-view.ts';

/** A chip in the line that shows its source; a formula is drawn, and shows its source while it is selected. */
export const lockedInlineView =
  (parts: ImageViewParts): NodeViewRenderer =>
  (props) => {
    const { node } = props;
    if (readPicture(node) !== undefined) return imageView(parts)(props);
    if (referenceLabel(node) !== undefined) return footnoteReferenceView(props);
    const [kind, source] = [textAttribute(node, 'kind'), textAttribute(node, 'source')];
    const dom = element(
      'span',
      { class: 'locked-inline', 'data-kind': kind, title: lockedLabel(kind, source), contenteditable: 'false' },
      source,
    );
    let release = (): void => undefined;
    const draw = (): void => {
      if (kind === 'math') release = drawFormula(dom, source);
    };
    draw();
    return {
      dom,
      update: (next) => next.type === node.type && next.attrs['source'] === source && next.attrs['kind'] === kind,
      selectNode() {
        release();
        dom.classList.add('ProseMirror-selectednode');
        dom.replaceChildren(source);
      },
      deselectNode() {
        dom.classList.remove('ProseMirror-selectednode');
        draw();
      },
      destroy: () => release(),
      ignoreMutation: () => true,
    };
  };
