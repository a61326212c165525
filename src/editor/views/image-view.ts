import type { NodeViewRenderer } from '@tiptap/core';
import { pictureAt } from '../pictures/picture-at.ts';
import { readPicture } from '../pictures/picture.ts';
import type { ImageValue } from '../image-dialog.tsx';
import { drawPicture, type LoadImage } from './draw-picture.ts';
import { element } from './element.ts';

export interface ImageViewParts {
  readonly loadImage: LoadImage;
  /** Opens the image's own dialog. */
  readonly onImage: (picture: ImageValue, pos: number) => void;
}

/**
 * A picture of the repository with its caption, or a placeholder that names where a remote one lies; written as Markdown or
 * as a tag. A double click opens its dialog.
 */
export function imageView({ loadImage, onImage }: ImageViewParts): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const frame = element('span', { class: 'picture-frame' });
    const caption = element('span', { class: 'picture-caption' });
    const dom = element('span', { class: 'picture', contenteditable: 'false' }, frame);
    let current = node;
    let drawn = '';
    let release = (): void => undefined;
    const valueNow = (): ImageValue | undefined => {
      const pos = getPos();
      const isThere = pos !== undefined && editor.state.doc.nodeAt(pos) === current;
      return isThere ? pictureAt(editor.state.doc, pos) : readPicture(current);
    };
    const draw = (): void => {
      const value = valueNow();
      const key = JSON.stringify(value);
      if (value === undefined || key === drawn) return;
      drawn = key;
      release();
      caption.textContent = value.title ?? '';
      if (value.title === null) caption.remove();
      else dom.append(caption);
      const { src, alt, width = '' } = value;
      release = drawPicture({ into: frame, address: src, alt, width, loadImage });
    };
    dom.addEventListener('dblclick', () => {
      const [pos, value] = [getPos(), valueNow()];
      if (pos !== undefined && value !== undefined && editor.isEditable) onImage(value, pos);
    });
    draw();
    return {
      dom,
      update(next) {
        if (next.type !== current.type || readPicture(next) === undefined) return false;
        current = next;
        draw();
        return true;
      },
      destroy: () => release(),
      ignoreMutation: () => true,
    };
  };
}
