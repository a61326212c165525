import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Frames in which what came into sight takes its own height, and may move what was scrolled to. */
const framesToSettle = 6;

/**
 * Scrolls to a cursor in another block until it stays in sight: blocks are laid out only when they come near it
 * (editor.css), and are then higher or lower than they were taken to be.
 */
export const SettledScroll = Extension.create({
  name: 'settledScroll',
  addProseMirrorPlugins() {
    let block = -1;
    return [
      new Plugin({
        props: {
          handleScrollToSelection(view) {
            const index = view.state.selection.$head.index(0);
            if (index !== block) scrollAgain(view, () => view.dispatch(view.state.tr.scrollIntoView()));
            block = index;
            return false;
          },
        },
      }),
    ];
  },
});

/** Scrolls now, and again while what came into sight takes its own height. `scroll` does nothing where all is in its place. */
export function scrollUntilSettled(view: EditorView, scroll: () => void): void {
  scroll();
  scrollAgain(view, scroll);
}

/** Scrolls in the next frames, as long as the cursor stays where it is and blocks may move it. */
function scrollAgain(view: EditorView, scroll: () => void, frames = framesToSettle): void {
  if (!areBlocksLeftOut()) return;
  const { selection } = view.state;
  requestAnimationFrame(() => {
    if (view.isDestroyed || !view.state.selection.eq(selection)) return;
    scroll();
    if (frames > 1) scrollAgain(view, scroll, frames - 1);
  });
}

/** The condition of editor.css. */
function areBlocksLeftOut(): boolean {
  return typeof CSS !== 'undefined' && CSS.supports('overflow-anchor', 'auto');
}
