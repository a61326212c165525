import type { EditorView } from '@tiptap/pm/view';
import { movableAt, type MovableBlock } from './movable-block.ts';

/** A block that can be moved, with the box that it takes on the screen. */
export interface DrawnBlock extends MovableBlock {
  readonly rect: DOMRect;
}

/**
 * The block of the page nearest to a height on the screen. Blocks follow one another downwards, so it is found in as many steps as
 * their number has binary digits.
 */
export function pageBlockAt(view: EditorView, y: number): DrawnBlock | undefined {
  const drawn = view.dom.children;
  let [low, high] = [0, drawn.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((drawn[middle]?.getBoundingClientRect().bottom ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  const found = drawn[low];
  return found === undefined ? undefined : drawnBlock(view, found);
}

/** The block under the pointer: inside a list the innermost item. */
export function blockUnder(view: EditorView, x: number, y: number): DrawnBlock | undefined {
  const page = pageBlockAt(view, y);
  if (page === undefined || y < page.rect.top - 12 || y > page.rect.bottom + 12) return undefined;
  if (page.node.type.name !== 'bulletList' && page.node.type.name !== 'orderedList') return page;
  const box = view.dom.getBoundingClientRect();
  // In the margin beside a list its item is meant, whose text is further in.
  const item = itemAt(view, Math.min(Math.max(x, box.left + 40), box.right - 4), y);
  return item ?? page;
}

/** The innermost item at a place on the screen. */
export function itemAt(view: EditorView, x: number, y: number): DrawnBlock | undefined {
  const target = document.elementsFromPoint(x, y).find((each) => view.dom.contains(each) && each !== view.dom);
  const item = target?.closest('li');
  return item === null || item === undefined || !view.dom.contains(item) ? undefined : drawnBlock(view, item);
}

function drawnBlock(view: EditorView, dom: Element): DrawnBlock | undefined {
  const $inside = view.state.doc.resolve(view.posAtDOM(dom, 0));
  const wanted = dom.localName === 'li' ? 'listItem' : undefined;
  let pos = $inside.depth > 0 ? $inside.before(1) : $inside.pos;
  if (wanted !== undefined) {
    let depth = $inside.depth;
    while (depth > 0 && $inside.node(depth).type.name !== wanted) depth -= 1;
    if (depth === 0) return undefined;
    pos = $inside.before(depth);
  }
  const block = movableAt(view.state.doc, pos);
  return block === undefined ? undefined : { ...block, rect: dom.getBoundingClientRect() };
}
