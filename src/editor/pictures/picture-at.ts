import type { Node } from '@tiptap/pm/model';
import type { ImageValue } from '../image-dialog.tsx';
import { readPicture } from './picture.ts';

/** The picture at a place of the document; undefined where there is none. */
export function pictureAt(doc: Node, pos: number): ImageValue | undefined {
  const node = doc.nodeAt(pos);
  if (node === null) return undefined;
  return readPicture(node, node.type.name === 'image' ? doc.resolve(pos + node.nodeSize).nodeAfter : null);
}
