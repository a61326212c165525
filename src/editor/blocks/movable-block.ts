import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, type EditorState } from '@tiptap/pm/state';

/** A block that can be moved by itself: a block of the page, or an item of a list. */
export interface MovableBlock {
  readonly node: Node;
  /** Where it begins. */
  readonly pos: number;
}

/** The innermost movable block around a position; undefined between blocks of the page. */
export function movableAround($pos: ResolvedPos): MovableBlock | undefined {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    if ($pos.node(depth).type.name === 'listItem' || depth === 1)
      return { node: $pos.node(depth), pos: $pos.before(depth) };
  }
  return undefined;
}

/** The movable block that holds the whole selection; undefined where it spans several. */
export function selectedBlock({ selection, doc }: EditorState): MovableBlock | undefined {
  if (selection instanceof NodeSelection && selection.$from.depth === 0)
    return { node: selection.node, pos: selection.from };
  const found = movableAround(doc.resolve(selection.from));
  return found !== undefined && selection.to <= found.pos + found.node.nodeSize ? found : undefined;
}

/** The movable block that begins at a position. */
export function movableAt(doc: Node, pos: number): MovableBlock | undefined {
  if (pos < 0 || pos >= doc.content.size) return undefined;
  const node = doc.nodeAt(pos);
  const $pos = doc.resolve(pos);
  if (node === null || (node.type.name !== 'listItem' && $pos.depth > 0)) return undefined;
  return { node, pos };
}
