import type { NodeViewRenderer } from '@tiptap/core';
import { drawPicture, type LoadImage } from './draw-picture.ts';
import { element } from './element.ts';

export interface ImageViewParts {
  readonly loadImage: LoadImage;
  /** Opens the image's own dialog. */
  readonly onEditImage: (pos: number) => void;
}

/** A picture of the repository, or a placeholder that names where a remote one lies. A double click opens its dialog. */
export function imageView({ loadImage, onEditImage }: ImageViewParts): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = element('span', { class: 'picture', contenteditable: 'false' });
    let current = node;
    let release = (): void => undefined;
    const draw = (): void => {
      release();
      const { src, alt, title } = current.attrs as {
        readonly src: string;
        readonly alt: string;
        readonly title: string | null;
      };
      if (title === null) dom.removeAttribute('title');
      else dom.title = title;
      release = drawPicture({ into: dom, address: src, alt, loadImage });
    };
    const edit = (): void => {
      const pos = getPos();
      if (pos !== undefined && editor.isEditable) onEditImage(pos);
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
