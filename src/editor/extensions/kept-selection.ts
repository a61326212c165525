import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * Puts the cursor back where it was when the text gets the focus without a press on it, as with Tab. The browser puts
 * it at the start, and a key that is quicker than the editor would be typed there.
 */
export const KeptSelection = Extension.create({
  name: 'keptSelection',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            focus: (view) => {
              if (!view.dom.matches(':active')) view.focus();
              return false;
            },
          },
        },
      }),
    ];
  },
});
