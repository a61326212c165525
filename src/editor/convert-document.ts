import { schema } from '#markdown';
import type { Editor } from '@tiptap/core';
import type { Node } from 'prosemirror-model';

/** The editor's document in the schema of `#markdown`; its own schema is equal but another object. */
export function readDocument(editor: Editor): Node {
  return schema.nodeFromJSON(editor.state.doc.toJSON());
}
