import type { Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';

/** What the toolbar shows of the selection. */
export interface FormatState {
  readonly block: 'text' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'code' | 'other';
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly link: boolean;
  readonly bulletList: boolean;
  readonly orderedList: boolean;
  readonly task: boolean;
  readonly quote: boolean;
  readonly table: boolean;
  readonly align: string | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

/** Reads it from the selection's own ancestors, in time that does not grow with the document. It runs in every key's frame. */
export function formatState(editor: Editor): FormatState {
  const { selection, storedMarks } = editor.state;
  const { $from } = selection;
  const atCursor = selection.empty ? (storedMarks ?? $from.marks()) : undefined;
  const isMarked = (name: string): boolean =>
    atCursor === undefined ? editor.isActive(name) : atCursor.some(({ type }) => type.name === name);
  const { parent } = $from;
  let [bulletList, orderedList, task, quote, table] = [false, false, false, false, false];
  let align: string | null = null;
  let hasList = false;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    const name = node.type.name;
    if (name === 'listItem' && !hasList) task = node.attrs['checked'] !== null;
    if ((name === 'bulletList' || name === 'orderedList') && !hasList) {
      hasList = true;
      bulletList = name === 'bulletList';
      orderedList = name === 'orderedList';
    }
    if (name === 'blockquote') quote = true;
    if (name === 'table') table = true;
    if ((name === 'tableCell' || name === 'tableHeader') && typeof node.attrs['align'] === 'string')
      align = node.attrs['align'];
  }
  const heading = parent.type.name === 'heading' ? headings[Number(parent.attrs['level']) - 1] : undefined;
  const kinds: Readonly<Record<string, FormatState['block']>> = { paragraph: 'text', codeBlock: 'code' };
  return {
    block: heading ?? kinds[parent.type.name] ?? 'other',
    bold: isMarked('bold'),
    italic: isMarked('italic'),
    strike: isMarked('strike'),
    code: isMarked('code'),
    link: isMarked('link'),
    bulletList,
    orderedList,
    task,
    quote,
    table,
    align,
    canUndo: undoDepth(editor.state) > 0,
    canRedo: redoDepth(editor.state) > 0,
  };
}
