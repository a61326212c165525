import { parseMarkdown } from '#markdown';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/**
 * Writes edited source at a locked block: read as Markdown again, so that it is what it says. Source of the same kind stays a
 * locked block; text becomes text; nothing takes the block away.
 */
export function rewriteSource(state: EditorState, pos: number, source: string): Transaction {
  const { tr, schema } = state;
  const node = state.doc.nodeAt(pos);
  if (node === null) return tr;
  const { document } = parseMarkdown(source);
  const only = document.childCount === 1 ? document.firstChild : null;
  if (only?.type.name === 'lockedBlock') {
    if (only.attrs['kind'] !== node.attrs['kind']) tr.setNodeAttribute(pos, 'kind', only.attrs['kind']);
    return tr.setNodeAttribute(pos, 'source', only.attrs['source']);
  }
  const parsed = schema.nodeFromJSON(document.toJSON());
  return tr.replaceWith(pos, pos + node.nodeSize, parsed.content);
}
