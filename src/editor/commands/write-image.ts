import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { ImageValue } from '../image-dialog.tsx';
import { changePicture, newPicture, type PictureWriting } from '../pictures/picture.ts';

/** Inserts an image at the cursor, or changes the one at `pos`, which may be Markdown or HTML. One undo step. */
export function writeImage(editor: Editor, pos: number | null, image: ImageValue): void {
  if (pos === null) {
    const writing = newPicture(image);
    const content =
      writing.kind === 'image'
        ? { type: 'image', attrs: writing.attrs }
        : { type: 'lockedInline', attrs: { kind: 'html', source: writing.source } };
    editor.chain().focus().insertContent(content).run();
    return;
  }
  const node = editor.state.doc.nodeAt(pos);
  if (node === null) return;
  const following = nodeBehind(editor, pos, node);
  changeAt(editor, { pos, node, following }, changePicture(node, following, image));
  editor.view.focus();
}

interface PicturePlace {
  readonly pos: number;
  readonly node: Node;
  readonly following: Node | null;
}

/** The node behind the one at `pos`, in the same line. */
export function nodeBehind(editor: Editor, pos: number, node: Node): Node | null {
  return node.isInline ? editor.state.doc.resolve(pos + node.nodeSize).nodeAfter : null;
}

function changeAt(editor: Editor, { pos, node, following }: PicturePlace, writing: PictureWriting): void {
  const { state, view } = editor;
  const { image, lockedInline, paragraph } = state.schema.nodes;
  const { tr } = state;
  if (image === undefined || lockedInline === undefined || paragraph === undefined) return;
  if (writing.kind === 'image' && node.type === image) {
    for (const [name, value] of Object.entries(writing.attrs)) {
      if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
    }
    const listPos = pos + node.nodeSize;
    if (writing.list === null && following !== null) tr.delete(listPos, listPos + following.nodeSize);
    else if (typeof writing.list === 'string' && writing.list !== following?.attrs['source'])
      tr.setNodeAttribute(listPos, 'source', writing.list);
  } else if (writing.kind === 'html' && node.type !== image) {
    if (node.attrs['source'] !== writing.source) tr.setNodeAttribute(pos, 'source', writing.source);
  } else {
    const inline =
      writing.kind === 'image'
        ? image.create(writing.attrs, null, node.marks)
        : lockedInline.create({ kind: 'html', source: writing.source }, null, node.marks);
    tr.replaceWith(pos, pos + node.nodeSize, node.isInline ? inline : paragraph.create(null, inline));
  }
  if (!tr.docChanged) return;
  const at = tr.doc.nodeAt(pos)?.type === paragraph ? pos + 1 : pos;
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)));
}

/** Takes a picture out, with the attributes behind it. */
export function removeImage(editor: Editor, pos: number): void {
  const node = editor.state.doc.nodeAt(pos);
  if (node === null) return;
  const following = node.type.name === 'image' ? nodeBehind(editor, pos, node) : null;
  const isList = following?.type.name === 'lockedInline' && following.attrs['kind'] === 'attribute-list';
  const end = pos + node.nodeSize + (isList ? following.nodeSize : 0);
  editor.view.dispatch(editor.state.tr.delete(pos, end).scrollIntoView());
  editor.view.focus();
}
