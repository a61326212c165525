import type { Unsubscribe } from '#base';
import type { Editor } from '@tiptap/core';
import { scrollTo, topOfJump } from './editor-place.ts';
import { dimming } from './extensions/current-block.ts';
import { scrollUntilSettled } from './extensions/settled-scroll.ts';
import type { Node } from 'prosemirror-model';
import { Selection } from '@tiptap/pm/state';

/** What the screen around the rich text may see and ask of it while it is shown. */
export interface PostEditorHandle {
  /**
   * The document as it is now, free of charge: the editor's own node, equal in shape to the schema of `#markdown`. Blocks
   * that were not edited are the same objects as before, so that what is computed of them can be kept.
   */
  document(): Node;
  /** Where the cursor stands. */
  position(): number;
  /** Called after each change of the document or the selection, while the key is still handled: only note it, compute later. */
  subscribe(listener: (change: 'document' | 'selection') => void): Unsubscribe;
  /** Puts the cursor at `position`, shows it near the top of the window and gives the text the focus. */
  reveal(position: number): void;
  /** Selects from `from` to `to` (a whole picture, too), shows it and gives the text the focus. */
  select(from: number, to: number): void;
  focus(): void;
  /** Lets all blocks but the one with the cursor step back, or no more. */
  dimOthers(isOn: boolean): void;
  /** Changes attributes of the node at `position` as one step that undo takes back. False when there is no such node any more. */
  setAttributes(position: number, attributes: Readonly<Record<string, unknown>>): boolean;
  /** Takes the link off the text between; one step that undo takes back. */
  unlink(from: number, to: number): void;
}

/** The handle of an editor that is mounted. */
export function postEditorHandle(editor: Editor): PostEditorHandle {
  const within = (position: number): number => Math.max(0, Math.min(position, editor.state.doc.content.size));
  return {
    document: () => editor.state.doc,
    position: () => editor.state.selection.from,
    subscribe(listener) {
      const hear = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }): void =>
        listener(transaction.docChanged ? 'document' : 'selection');
      editor.on('transaction', hear);
      return () => {
        editor.off('transaction', hear);
      };
    },
    reveal(position) {
      const { state, view } = editor;
      const selection = Selection.near(state.doc.resolve(within(position)));
      view.dispatch(state.tr.setSelection(selection));
      view.focus();
      scrollUntilSettled(view, () => {
        scrollTo(view.dom, { from: view.coordsAtPos(selection.head).top, to: topOfJump });
      });
    },
    select(from, to) {
      const node = editor.state.doc.nodeAt(within(from));
      const isWhole = node !== null && node.isAtom && !node.isText && to === from + node.nodeSize;
      const chain = editor.chain().focus();
      (isWhole ? chain.setNodeSelection(from) : chain.setTextSelection({ from: within(from), to: within(to) }))
        .scrollIntoView()
        .run();
    },
    focus: () => {
      editor.commands.focus();
    },
    dimOthers(isOn) {
      if (dimming.getState(editor.state) !== isOn) editor.view.dispatch(editor.state.tr.setMeta(dimming, isOn));
    },
    setAttributes(position, attributes) {
      const node = editor.state.doc.nodeAt(within(position));
      if (node === null) return false;
      const { tr } = editor.state;
      for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(position, name, value);
      editor.view.dispatch(tr);
      return true;
    },
    unlink(from, to) {
      const type = editor.schema.marks['link'];
      if (type !== undefined) editor.view.dispatch(editor.state.tr.removeMark(within(from), within(to), type));
    },
  };
}
