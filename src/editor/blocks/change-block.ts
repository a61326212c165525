import { Fragment } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { movableAt, type MovableBlock } from './movable-block.ts';

/** Swaps a block with its neighbour; the selection goes along. Undefined where there is no neighbour on that side. */
export function swapBlock(state: EditorState, { node, pos }: MovableBlock, direction: 1 | -1): Transaction | undefined {
  const $pos = state.doc.resolve(pos);
  const other = $pos.parent.maybeChild($pos.index() + direction);
  if (other === null || other === undefined) return undefined;
  const first = direction === 1 ? pos : pos - other.nodeSize;
  const { selection } = state;
  const tr = state.tr.replaceWith(
    first,
    first + node.nodeSize + other.nodeSize,
    direction === 1 ? [other, node] : [node, other],
  );
  return selectMoved(tr, selection, { from: pos, size: node.nodeSize, to: pos + direction * other.nodeSize });
}

/**
 * Moves a block to stand before `target`, a position between blocks of the page, or between items where it is an item. A list
 * that loses its last item goes. Undefined where that would change nothing.
 */
export function moveBlockTo(state: EditorState, { node, pos }: MovableBlock, target: number): Transaction | undefined {
  const end = pos + node.nodeSize;
  if (target >= pos && target <= end) return undefined;
  const $target = state.doc.resolve(target);
  if (!$target.parent.canReplaceWith($target.index(), $target.index(), node.type)) return undefined;
  const { selection } = state;
  const { tr } = state;
  let [from, to] = [pos, end];
  for (let $from = tr.doc.resolve(from); $from.depth > 0 && $from.parent.childCount === 1; $from = tr.doc.resolve(from))
    [from, to] = [$from.before(), $from.after()];
  // An item never goes into a list that only it holds up: that is the place it has.
  if (target > from && target < to) return undefined;
  tr.insert(target, node);
  tr.delete(tr.mapping.map(from), tr.mapping.map(to, -1));
  const landed = target < pos ? target : target - (to - from);
  return selectMoved(tr, selection, { from: pos, size: node.nodeSize, to: landed });
}

/** Puts the same block once more after itself, and the cursor into the copy. */
export function duplicateBlock(state: EditorState, { node, pos }: MovableBlock): Transaction {
  const at = pos + node.nodeSize;
  const tr = state.tr.insert(at, node);
  return selectBlock(tr, at);
}

/** Takes a block out; the last one of a list takes the list along, the last one of the page leaves an empty paragraph. */
export function deleteBlock(state: EditorState, { node, pos }: MovableBlock): Transaction {
  const { tr } = state;
  let [from, to] = [pos, pos + node.nodeSize];
  for (let $from = tr.doc.resolve(from); $from.depth > 0 && $from.parent.childCount === 1; $from = tr.doc.resolve(from))
    [from, to] = [$from.before(), $from.after()];
  const paragraph = state.schema.nodes['paragraph'];
  if (from === 0 && to === tr.doc.content.size && paragraph !== undefined)
    tr.replaceWith(from, to, Fragment.from(paragraph.create()));
  else tr.delete(from, to);
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size))));
}

/** Puts the cursor at the start of the block at a position, or selects it as a whole where it holds no text. */
export function selectBlock(tr: Transaction, pos: number): Transaction {
  const block = movableAt(tr.doc, pos);
  if (block === undefined) return tr;
  const isText = block.node.inlineContent || block.node.content.size > 0;
  return tr.setSelection(isText ? Selection.near(tr.doc.resolve(pos + 1)) : NodeSelection.create(tr.doc, pos));
}

interface Moved {
  readonly from: number;
  readonly size: number;
  readonly to: number;
}

function selectMoved(tr: Transaction, selection: Selection, { from, size, to }: Moved): Transaction {
  if (selection.from < from || selection.to > from + size) return selectBlock(tr, to);
  const shift = to - from;
  if (selection instanceof NodeSelection) return tr.setSelection(NodeSelection.create(tr.doc, selection.from + shift));
  return tr.setSelection(
    TextSelection.between(tr.doc.resolve(selection.anchor + shift), tr.doc.resolve(selection.head + shift)),
  );
}
