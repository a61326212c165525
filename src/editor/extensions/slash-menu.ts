import { Extension, type Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { filterEntries, slashEntries, type SlashEntry, type SlashParts } from '../blocks/slash-entries.ts';

/** The open slash menu: where its slash stands, what was typed after it, and which entry is chosen. */
export interface SlashState {
  readonly from: number;
  readonly query: string;
  readonly entries: readonly SlashEntry[];
  readonly index: number;
}

type SlashMeta = { readonly kind: 'open'; readonly from: number } | { readonly kind: 'close' } | MoveMeta;
interface MoveMeta {
  readonly kind: 'choose';
  readonly index: number;
}

const key = new PluginKey<SlashState | null>('slashMenu');
const longestQuery = 24;

/** Ids of the listbox and its options, for the text's `aria-controls` and `aria-activedescendant`. */
export const slashListId = 'slash-menu';
export const slashOptionId = (id: string): string => `slash-menu-${id}`;

/** The open menu, or null. The same object until something about it changes. */
export function slashState(state: EditorState): SlashState | null {
  return key.getState(state) ?? null;
}

export function closeSlash(editor: Editor): void {
  if (slashState(editor.state) !== null) editor.view.dispatch(editor.state.tr.setMeta(key, { kind: 'close' }));
}

/** Takes `/` and what was typed after it away and does what the entry says, all in one step of undo. */
export function pickEntry(editor: Editor, entry: SlashEntry, parts: SlashParts): void {
  const open = slashState(editor.state);
  if (open === null) return;
  const { view } = editor;
  const tr = closeHistory(view.state.tr).delete(open.from, view.state.selection.from);
  view.dispatch(tr.setMeta(key, { kind: 'close' }));
  entry.apply(editor, parts);
}

export interface SlashOptions {
  readonly parts: () => SlashParts;
}

/**
 * `/` at the start of a paragraph opens a menu of blocks; what is typed after it filters. The text keeps the focus. Never in code,
 * within a line, or while a composition is going on.
 */
export const SlashMenu = Extension.create<SlashOptions>({
  name: 'slashMenu',
  priority: 1100,
  addOptions: () => ({ parts: () => ({ calloutStyle: 'alert', onNewImage: () => undefined }) }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    const choose = (index: number): boolean => {
      editor.view.dispatch(editor.state.tr.setMeta(key, { kind: 'choose', index }));
      return true;
    };
    return [
      new Plugin<SlashState | null>({
        key,
        state: { init: () => null, apply: (tr, open) => next(tr, open) },
        props: {
          attributes: (state) => describe(slashState(state)),
          handleTextInput(view, from, to, text) {
            if (text !== '/' || view.composing || from !== to || !opensAt(view.state)) return false;
            view.dispatch(view.state.tr.insertText('/').setMeta(key, { kind: 'open', from }).scrollIntoView());
            return true;
          },
          handleKeyDown(view, event) {
            const open = slashState(view.state);
            if (open === null || view.composing || event.isComposing) return false;
            const { entries, index } = open;
            const count = entries.length;
            const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
            if (event.key === 'Escape') {
              closeSlash(editor);
              return true;
            }
            if (hasModifier || count === 0) return false;
            if (event.key === 'ArrowDown') return choose((index + 1) % count);
            if (event.key === 'ArrowUp') return choose((index + count - 1) % count);
            const entry = entries[index];
            if ((event.key !== 'Enter' && event.key !== 'Tab') || entry === undefined) return false;
            pickEntry(editor, entry, options.parts());
            return true;
          },
          handleDOMEvents: {
            blur: () => {
              closeSlash(editor);
              return false;
            },
            compositionstart: () => {
              closeSlash(editor);
              return false;
            },
          },
        },
      }),
    ];
  },
});

/** Whether a slash typed at the cursor would stand at the start of a paragraph's line. */
function opensAt({ selection: { $from, empty }, doc }: EditorState): boolean {
  if (!empty || $from.parent.type.name !== 'paragraph') return false;
  if ($from.parentOffset === 0) return true;
  return (
    doc.resolve($from.pos).nodeBefore?.type.name === 'hardBreak' && $from.parentOffset === $from.parent.content.size
  );
}

function next(tr: Transaction, open: SlashState | null): SlashState | null {
  const meta = metaOf(tr);
  if (meta?.kind === 'close') return null;
  if (meta?.kind === 'open') return { from: meta.from, query: '', entries: slashEntries, index: 0 };
  if (open === null) return null;
  if (meta?.kind === 'choose') return { ...open, index: meta.index };
  if (!tr.docChanged && !tr.selectionSet) return open;
  const from = tr.mapping.map(open.from, -1);
  const { $from, empty } = tr.selection;
  const start = $from.start();
  if (!empty || from < start || $from.pos <= from || !$from.parent.isTextblock) return null;
  const typed = $from.parent.textBetween(from - start, $from.parentOffset, undefined, '\u{FFFC}');
  if (!typed.startsWith('/') || typed.length > longestQuery) return null;
  const query = typed.slice(1);
  if (query === open.query && from === open.from) return open;
  const entries = filterEntries(slashEntries, query);
  // "/ " and words that nothing is called by are text that begins with a slash.
  if (query.startsWith(' ') || (entries.length === 0 && /\s/.test(query))) return null;
  return { from, query, entries, index: 0 };
}

function metaOf(tr: Transaction): SlashMeta | undefined {
  // Only this file sets it, with this shape.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return tr.getMeta(key) as SlashMeta | undefined;
}

function describe(open: SlashState | null): Record<string, string> {
  if (open === null) return {};
  const entry = open.entries[open.index];
  const active = entry === undefined ? {} : { 'aria-activedescendant': slashOptionId(entry.id) };
  return { 'aria-controls': slashListId, 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', ...active };
}
