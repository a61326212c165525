import { appKeys } from './app-keys.ts';

/** One row of the list of shortcuts. */
export interface ShortcutRow {
  /** The keys, each way for itself: ["Ctrl+K", "Ctrl+Shift+P"]. */
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ShortcutGroup {
  readonly name: string;
  readonly rows: readonly ShortcutRow[];
}

/** Every shortcut, as the list on "?" shows it. The guide for editors has the same; a test compares them. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    name: 'Everywhere',
    rows: [
      { keys: [appKeys.palette, appKeys.paletteAnywhere], does: 'open the command palette: posts, actions, settings' },
      { keys: [appKeys.shortcuts], does: 'show this list, outside of text' },
      { keys: ['/'], does: 'go to the search, in Posts' },
      { keys: ['↑', '↓', 'Home', 'End'], does: 'walk along the list of posts' },
      { keys: ['Esc'], does: 'close a dialog or a menu' },
    ],
  },
  {
    name: 'At the desk',
    rows: [
      { keys: [appKeys.save], does: 'save now' },
      { keys: [appKeys.panel], does: 'show the panel and go to it, or close it; Esc goes back to the text' },
      { keys: [appKeys.focusMode], does: 'begin or leave focus mode' },
      { keys: ['Alt+F10'], does: 'go to the toolbar; Esc goes back to the text' },
      { keys: ['Alt+F11'], does: 'go to the formats of the selected words; Esc goes back to the text' },
      { keys: ['Esc, then Tab'], does: 'leave the text, where Tab would indent' },
      { keys: ['Ctrl+Enter'], does: 'publish, in the commit message' },
    ],
  },
  {
    name: 'Text',
    rows: [
      { keys: ['Ctrl+B'], does: 'bold' },
      { keys: ['Ctrl+I'], does: 'italic' },
      { keys: ['Ctrl+Shift+S'], does: 'strikethrough' },
      { keys: ['Ctrl+E'], does: 'code' },
      { keys: ['Ctrl+K'], does: 'link, on selected text or in a link' },
      { keys: ['Ctrl+F'], does: 'find and replace' },
      { keys: ['Ctrl+Z'], does: 'undo' },
      { keys: ['Ctrl+Shift+Z'], does: 'redo' },
    ],
  },
  {
    name: 'Blocks',
    rows: [
      { keys: ['/'], does: 'on an empty line: choose a block; Esc leaves what you typed' },
      { keys: ['Ctrl+Alt+0'], does: 'ordinary text' },
      { keys: ['Ctrl+Alt+1', 'Ctrl+Alt+6'], does: 'heading of that level, 1 to 6' },
      { keys: ['Ctrl+Shift+7'], does: 'numbered list' },
      { keys: ['Ctrl+Shift+8'], does: 'bulleted list' },
      { keys: ['Ctrl+Shift+9'], does: 'task list' },
      { keys: ['Ctrl+Shift+B'], does: 'quote' },
      { keys: ['Ctrl+Alt+C'], does: 'code block' },
      { keys: ['Alt+Shift+↑', 'Alt+Shift+↓'], does: 'move the block, or the item of a list' },
      { keys: ['Alt+Shift+Enter'], does: 'the menu of the block: move, duplicate, delete, turn into' },
      { keys: ['Tab', 'Shift+Tab'], does: 'next or previous cell of a table; indent or outdent an item' },
      { keys: ['Alt+Shift+←', 'Alt+Shift+→'], does: 'move the column of a table; with ↑ and ↓ its row' },
      { keys: ['Ctrl+Enter'], does: 'below the table; from the mark of a footnote to its note and back' },
      { keys: ['Ctrl+Alt+F'], does: 'footnote' },
      { keys: ['Backspace'], does: 'at the start of a block: take off the heading, the box, the bullet or the quote' },
    ],
  },
];
