import type { EditorView } from '@tiptap/pm/view';
import { itemAt, pageBlockAt, type DrawnBlock } from './block-under.ts';
import type { MovableBlock } from './movable-block.ts';

/** Where a dragged block would land: a position of the document, and the line on the screen that shows it. */
export interface DropPlace {
  readonly pos: number;
  readonly y: number;
  readonly left: number;
  readonly width: number;
}

/** Between which blocks a dragged one lands; an item lands between items. */
export function dropPlace(view: EditorView, dragged: MovableBlock, x: number, y: number): DropPlace | undefined {
  if (dragged.node.type.name !== 'listItem') {
    const over = pageBlockAt(view, y);
    return over === undefined ? undefined : beside(over, y > (over.rect.top + over.rect.bottom) / 2);
  }
  const box = view.dom.getBoundingClientRect();
  const over = itemAt(view, Math.min(Math.max(x, box.left + 40), box.right - 4), y);
  if (over === undefined) return undefined;
  // An item with items in it is passed by its first line; below that line the place is after all of it.
  const first = over.node.firstChild;
  const dom = view.nodeDOM(over.pos);
  const line = dom instanceof Element ? dom.querySelector('p, h1, h2, h3, h4, h5, h6, pre') : null;
  const middle = first?.isTextblock === true && line !== null ? line.getBoundingClientRect() : over.rect;
  return beside(over, y > (middle.top + middle.bottom) / 2);
}

function beside({ pos, node, rect }: DrawnBlock, isAfter: boolean): DropPlace {
  const gap = 6;
  return {
    pos: isAfter ? pos + node.nodeSize : pos,
    y: isAfter ? rect.bottom + gap : rect.top - gap,
    left: rect.left,
    width: rect.width,
  };
}
