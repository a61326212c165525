import { Extension, type Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { swapBlock } from '../blocks/change-block.ts';
import { selectedBlock } from '../blocks/movable-block.ts';
import { currentItem } from './containers.ts';

const leaving = new PluginKey<boolean>('leaving');

/**
 * What the keys do that no single block owns: a letter goes into the text, Backspace at the start of a block takes off what it is wrapped in, Escape
 * lets the next Tab leave the text (WAI-ARIA: no keyboard trap), Alt+Shift+arrows move the block, Ctrl+Home and Ctrl+End go to the ends of the text.
 */
export const WritingKeys = Extension.create({
  name: 'writingKeys',
  priority: 500,
  addKeyboardShortcuts() {
    const goTo =
      (end: 'start' | 'end', isSelecting = false) =>
      () =>
        goToEndOfText(end, isSelecting)(this.editor.state, this.editor.view.dispatch);
    return {
      'Mod-Home': goTo('start'),
      'Mod-End': goTo('end'),
      'Shift-Mod-Home': goTo('start', true),
      'Shift-Mod-End': goTo('end', true),
      'Cmd-ArrowUp': goTo('start'),
      'Cmd-ArrowDown': goTo('end'),
      'Shift-Cmd-ArrowUp': goTo('start', true),
      'Shift-Cmd-ArrowDown': goTo('end', true),
      Backspace: () => unwrap(this.editor),
      'Alt-Shift-ArrowUp': () => moveBlock(-1)(this.editor.state, this.editor.view.dispatch),
      'Alt-Shift-ArrowDown': () => moveBlock(1)(this.editor.state, this.editor.view.dispatch),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<boolean>({
        key: leaving,
        state: {
          init: () => false,
          apply: (tr, was) => {
            const set: unknown = tr.getMeta(leaving);
            return typeof set === 'boolean' ? set : was && !tr.docChanged;
          },
        },
        props: {
          handleKeyPress: typeLetter,
          handleDOMEvents: {
            keydown(view, event) {
              if (!event.isComposing && !isWhereShown(view)) hearOfSelection(view);
              if (event.key === 'Tab') return leaving.getState(view.state) === true;
              if (event.key !== 'Shift' && leaving.getState(view.state) !== (event.key === 'Escape')) {
                view.dispatch(view.state.tr.setMeta(leaving, event.key === 'Escape'));
              }
              return false;
            },
          },
        },
      }),
    ];
  },
});

/** The browser would go no further than the beginning of a last block that it has not laid out (editor.css). */
function goToEndOfText(end: 'start' | 'end', isSelecting: boolean): Command {
  return ({ doc, selection, tr }, dispatch) => {
    // Into text: a rule or a locked block there would be selected, and the next letter take its place.
    const [$edge, direction] = end === 'start' ? [doc.resolve(0), 1] : [doc.resolve(doc.content.size), -1];
    const ended = Selection.findFrom($edge, direction, true) ?? Selection.near($edge, direction);
    const reached = isSelecting ? TextSelection.between(selection.$anchor, ended.$head) : ended;
    dispatch?.(tr.setSelection(reached).scrollIntoView());
    return true;
  };
}

/**
 * Puts a letter into the text at once. Left to itself the browser would, and the editor read it from there: in a long text
 * that takes most of the time of a key. Half a character, and what replaces more than a block, stay as they are.
 */
function typeLetter(view: EditorView, { charCode }: KeyboardEvent): boolean {
  const { selection } = view.state;
  const isWhole = charCode >= 0x20 && (charCode < 0xd8_00 || charCode > 0xdf_ff);
  if (!isWhole || !(selection instanceof TextSelection) || !selection.$from.sameParent(selection.$to)) return false;
  if (!isWhereShown(view)) return false;
  const { from, to } = selection;
  const text = String.fromCodePoint(charCode);
  const insert = () => view.state.tr.insertText(text).scrollIntoView();
  if (view.someProp('handleTextInput', (handle) => handle(view, from, to, text, insert)) !== true)
    view.dispatch(insert());
  return true;
}

/**
 * Tells the editor of a cursor that the browser has moved: the next key may come before the browser says so, and Enter
 * would divide the text where the cursor was.
 */
function hearOfSelection(view: EditorView): void {
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}

/** False until the editor has heard of a cursor that was moved: a letter's key may come first. */
function isWhereShown(view: EditorView): boolean {
  const shown = view.dom.ownerDocument.getSelection();
  const { anchor, head } = view.state.selection;
  return (
    shown !== null &&
    isAt(view, anchor, shown.anchorNode, shown.anchorOffset) &&
    isAt(view, head, shown.focusNode, shown.focusOffset)
  );
}

function isAt(view: EditorView, position: number, node: Node | null, offset: number): boolean {
  return node !== null && view.dom.contains(node) && view.posAtDOM(node, offset) === position;
}

/** At the very start of a block: a heading becomes text, a task an item, an item or a quote lets go of its block. */
function unwrap(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  // Right after Markdown made a block of what was typed, it is what was typed again.
  if (editor.commands.undoInputRule()) return true;
  if ($from.parent.type.name === 'heading') return editor.commands.setNode('paragraph');
  if ($from.parent.type.name !== 'paragraph' || $from.index(-1) > 0) return false;
  const wrapper = $from.node(-1);
  if (wrapper.type.name === 'blockquote') return editor.commands.lift('blockquote');
  const item = currentItem(editor);
  if (item === undefined || item.node !== wrapper) return false;
  if (item.node.attrs['checked'] !== null) {
    return editor.commands.command(({ tr }) => {
      tr.setNodeAttribute(item.pos, 'checked', null);
      return true;
    });
  }
  return editor.commands.liftListItem('listItem');
}

/** Swaps the block of the selection (the item, inside a list) with its neighbour; the selection goes along. */
function moveBlock(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const block = selectedBlock(state);
    if (block === undefined) return false;
    const tr = swapBlock(state, block, direction);
    // A key that moves text elsewhere should not do something else at the end of the page.
    if (tr !== undefined) dispatch?.(tr.scrollIntoView());
    return true;
  };
}
