import type { Editor } from '@tiptap/core';
import type { ImageValue } from '../image-dialog.tsx';

/** Inserts an image at the cursor, or changes the one at `pos`. */
export function writeImage(editor: Editor, pos: number | null, image: ImageValue): void {
  if (pos === null) {
    editor
      .chain()
      .focus()
      .insertContent({ type: 'image', attrs: { ...image } })
      .run();
    return;
  }
  editor
    .chain()
    .focus()
    .command(({ tr }) => {
      for (const [name, value] of Object.entries(image)) tr.setNodeAttribute(pos, name, value);
      return true;
    })
    .run();
}
