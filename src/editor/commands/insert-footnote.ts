import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { findFootnotes } from '../footnotes/find-footnotes.ts';
import { editFootnoteAt } from '../footnotes/open-footnotes.ts';
import { textAttribute } from '../attribute.ts';

/**
 * Writes a footnote's mark at the cursor, or behind the selection, with the next free number, and its empty definition at the
 * end of the post, in one step; then the definition's text is ready to be typed. False where no mark can stand.
 */
export function insertFootnote(editor: Editor): boolean {
  const { state } = editor;
  const { $to, to } = state.selection;
  const type = state.schema.nodes['lockedInline'];
  if (type === undefined || !editor.isEditable || !$to.parent.inlineContent) return false;
  if (!$to.parent.canReplaceWith($to.index(), $to.index(), type)) return false;
  const label = freeLabel(state.doc);
  const tr = state.tr.insert(to, type.create({ kind: 'footnote-reference', source: `[^${label}]` }));
  const pos = placeForDefinition(tr.doc);
  const definition = newDefinition(editor, label);
  if (definition === undefined) return false;
  editor.view.dispatch(tr.insert(pos, definition));
  editFootnoteAt(editor.view, pos);
  return true;
}

/** Writes an empty definition for a mark that has none, and makes its text ready to be typed. */
export function insertDefinition(editor: Editor, label: string): boolean {
  const definition = newDefinition(editor, label);
  if (definition === undefined || !editor.isEditable) return false;
  const pos = placeForDefinition(editor.state.doc);
  editor.view.dispatch(editor.state.tr.insert(pos, definition));
  editFootnoteAt(editor.view, pos);
  return true;
}

function newDefinition({ schema }: Editor, label: string): Node | undefined {
  return schema.nodes['lockedBlock']?.create({ kind: 'footnote-definition', source: `[^${label}]:` });
}

/** One more than the highest number: a number in a gap would seem to belong there. Nothing is ever numbered anew. */
function freeLabel(doc: Node): string {
  const { references, definitions } = findFootnotes(doc);
  const numbers = [...references, ...definitions].map(({ label }) => (/^\d{1,9}$/.test(label) ? Number(label) : 0));
  return String(Math.max(0, ...numbers) + 1);
}

/** Behind the last definition of a footnote where the post ends with definitions, else its end. */
function placeForDefinition(doc: Node): number {
  let end = doc.content.size;
  for (let index = doc.childCount - 1; index >= 0; index -= 1) {
    const block = doc.child(index);
    const kind = textAttribute(block, 'kind');
    if (kind === 'footnote-definition') return end;
    if (kind !== 'link-definition') break;
    end -= block.nodeSize;
  }
  return doc.content.size;
}
