import type { EditorState } from '@tiptap/pm/state';

/** A link in the text: where it begins and ends, and its address. */
export interface LinkRange {
  readonly from: number;
  readonly to: number;
  readonly href: string;
}

/** The link around a place of the text; at its edge only when `isEdgeIn`. Time does not grow with the document. */
export function linkAt({ doc }: EditorState, pos: number): LinkRange | undefined {
  if (pos < 0 || pos > doc.content.size) return undefined;
  const $pos = doc.resolve(pos);
  const { parent } = $pos;
  if (!parent.inlineContent) return undefined;
  const offset = $pos.parentOffset;
  const after = parent.childAfter(offset);
  const isInside = after.node !== null && after.offset < offset;
  const here = after.node?.marks.find(({ type }) => type.name === 'link');
  const before = $pos.nodeBefore?.marks.find(({ type }) => type.name === 'link');
  const mark = here ?? (isInside ? undefined : before);
  if (mark === undefined) return undefined;
  let index = here === undefined ? after.index - 1 : after.index;
  if (here === undefined && after.node === null) index = parent.childCount - 1;
  let start = index;
  let end = index;
  while (start > 0 && mark.isInSet(parent.child(start - 1).marks)) start -= 1;
  while (end + 1 < parent.childCount && mark.isInSet(parent.child(end + 1).marks)) end += 1;
  let from = $pos.start();
  for (let at = 0; at < start; at += 1) from += parent.child(at).nodeSize;
  let to = from;
  for (let at = start; at <= end; at += 1) to += parent.child(at).nodeSize;
  return { from, to, href: String(mark.attrs['href']) };
}
