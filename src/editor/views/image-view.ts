import type { NodeViewRenderer } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { optionalTextAttribute, textAttribute } from '../attribute.ts';
import { drawPicture, type LoadImage } from './draw-picture.ts';
import { element } from './element.ts';

export interface ImageViewParts {
  readonly loadImage: LoadImage;
  /** Opens the image's own dialog. */
  readonly onImage: (node: Node, pos: number) => void;
}

/** A picture of the repository, or a placeholder that names where a remote one lies. A double click opens its dialog. */
export function imageView({ loadImage, onImage }: ImageViewParts): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = element('span', { class: 'picture', contenteditable: 'false' });
    let current = node;
    let release = (): void => undefined;
    const draw = (): void => {
      release();
      const title = optionalTextAttribute(current, 'title');
      if (title === null) dom.removeAttribute('title');
      else dom.title = title;
      release = drawPicture({
        into: dom,
        address: textAttribute(current, 'src'),
        alt: textAttribute(current, 'alt'),
        loadImage,
      });
    };
    const edit = (): void => {
      const pos = getPos();
      if (pos !== undefined && editor.isEditable) onImage(current, pos);
    };
    dom.addEventListener('dblclick', edit);
    draw();
    return {
      dom,
      update(next) {
        if (next.type !== current.type) return false;
        const isSame = JSON.stringify(next.attrs) === JSON.stringify(current.attrs);
        current = next;
        if (!isSame) draw();
        return true;
      },
      destroy: () => release(),
      ignoreMutation: () => true,
    };
  };
}
