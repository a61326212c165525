import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection, type EditorState } from '@tiptap/pm/state';
import { definitionLabel, findFootnotes, isSameLabel, referenceLabel } from '../footnotes/find-footnotes.ts';
import { editFootnoteAt } from '../footnotes/open-footnotes.ts';
import { insertDefinition } from './insert-footnote.ts';

/** From a footnote's mark, selected or beside the cursor, to its definition; from a selected definition back to the mark. */
export function jumpFootnote(editor: Editor): boolean {
  const { selection } = editor.state;
  if (selection instanceof NodeSelection) {
    const definition = definitionLabel(selection.node);
    if (definition !== undefined) return jumpToReference(editor, definition);
  }
  const label = referenceBeside(editor.state);
  return label === undefined ? false : jumpToDefinition(editor, label);
}

/** Selects the definition of a footnote; where there is none, an empty one is written and ready to be typed. */
export function jumpToDefinition(editor: Editor, label: string): boolean {
  const found = findFootnotes(editor.state.doc).definitions.find((one) => isSameLabel(one.label, label));
  if (found === undefined) return insertDefinition(editor, label);
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, found.pos)).scrollIntoView());
  view.focus();
  return true;
}

/** Puts the cursor behind the first mark of a footnote. False when nothing refers to it. */
export function jumpToReference(editor: Editor, label: string): boolean {
  const found = findFootnotes(editor.state.doc).references.find((one) => isSameLabel(one.label, label));
  if (found === undefined) return false;
  const { state, view } = editor;
  const at = TextSelection.create(state.doc, found.pos + found.node.nodeSize);
  view.dispatch(state.tr.setSelection(at).scrollIntoView());
  view.focus();
  return true;
}

/** Enter on a selected mark goes to the definition, on a selected definition into its text. */
export function enterFootnote(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return false;
  const label = referenceLabel(selection.node);
  if (label !== undefined) return jumpToDefinition(editor, label);
  return definitionLabel(selection.node) !== undefined && editFootnoteAt(editor.view, selection.from);
}

function referenceBeside({ selection }: EditorState): string | undefined {
  if (selection instanceof NodeSelection) return referenceLabel(selection.node);
  if (!selection.empty) return undefined;
  return referenceLabel(selection.$from.nodeBefore) ?? referenceLabel(selection.$from.nodeAfter);
}
