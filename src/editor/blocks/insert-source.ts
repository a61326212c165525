import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { startEditing } from '../views/source-editing.ts';

export interface NewSource {
  readonly kind: string;
  readonly source: string;
  /** True where the text of the block that the cursor is in went into the source. */
  readonly takesText?: boolean;
}

/** Puts a block of source at the cursor, in place of an empty block, and opens it for editing. */
export function insertSource(editor: Editor, { kind, source, takesText = false }: NewSource): void {
  const type = editor.schema.nodes['lockedBlock'];
  if (type === undefined) return;
  const { state, view } = editor;
  const { $from } = state.selection;
  const { tr } = state;
  const node = type.create({ kind, source });
  if ($from.parent.isTextblock && (takesText || $from.parent.content.size === 0)) {
    tr.replaceRangeWith($from.before(), $from.after(), node);
  } else {
    tr.insert($from.depth > 0 ? $from.after(1) : $from.pos, node);
  }
  let at: number | undefined;
  tr.doc.nodesBetween(Math.max(0, $from.depth > 0 ? $from.before(1) : 0), tr.doc.content.size, (found, pos) => {
    if (at === undefined && found === node) at = pos;
    return at === undefined;
  });
  if (at !== undefined) tr.setSelection(NodeSelection.create(tr.doc, at));
  view.dispatch(tr.scrollIntoView());
  if (at !== undefined) startEditing(view.nodeDOM(at));
}
