import { Extension } from '@tiptap/core';
import { insertFootnote } from '../commands/insert-footnote.ts';
import { enterFootnote, jumpFootnote } from '../commands/jump-footnote.ts';

/** The keys of footnotes: Ctrl+Alt+F inserts one, Ctrl+Enter goes from the mark to the text of the note and back. */
export const Footnotes = Extension.create({
  name: 'footnotes',
  // Before lists and tables, which have their own Enter.
  priority: 700,
  addKeyboardShortcuts() {
    return {
      'Mod-Alt-f': () => insertFootnote(this.editor),
      'Mod-Enter': () => jumpFootnote(this.editor),
      Enter: () => enterFootnote(this.editor),
    };
  },
});
