import { Extension } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { pictureAt } from '../pictures/picture-at.ts';
import type { ImageViewParts } from '../views/image-view.ts';

/** Enter on a selected picture opens its dialog. */
export function pictureKeys({ onImage }: Pick<ImageViewParts, 'onImage'>): Extension {
  return Extension.create({
    name: 'pictureKeys',
    // Before lists and tables, which have their own Enter.
    priority: 700,
    addKeyboardShortcuts() {
      return {
        Enter: () => {
          const { doc, selection } = this.editor.state;
          const picture = selection instanceof NodeSelection ? pictureAt(doc, selection.from) : undefined;
          if (picture === undefined || !this.editor.isEditable) return false;
          onImage(picture, selection.from);
          return true;
        },
      };
    },
  });
}
