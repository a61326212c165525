import type { Editor } from '@tiptap/core';
import { element } from '../views/element.ts';
import { moveBlockTo } from './change-block.ts';
import { dropPlace, type DropPlace } from './drop-place.ts';
import { movableAt, type MovableBlock } from './movable-block.ts';

export interface BlockDrag {
  readonly block: MovableBlock;
  /** Shows where the block would land. */
  readonly line: HTMLElement;
  readonly start: PointerEvent;
  /** Called once when the pointer has gone far enough to mean a drag. */
  readonly onDragged: () => void;
}

const threshold = 5;
const edge = 60;

/** Follows the pointer until it goes up, which moves the block, or Esc, which does not. */
export function dragBlock(editor: Editor, { block, line, start, onDragged }: BlockDrag): void {
  const { view } = editor;
  const frame = line.parentElement;
  const dom = view.nodeDOM(block.pos);
  // A class on the block would be a change of the text to the editor: what is dragged is marked from above.
  const veil = element('div', { class: 'drag-veil' });
  const scroller = scrollParent(view.dom);
  let isDragging = false;
  let place: DropPlace | undefined;
  let scrolling = 0;
  let last = start;

  const draw = (): void => {
    place = dropPlace(view, block, last.clientX, last.clientY);
    line.hidden = place === undefined;
    if (place === undefined || frame === null) return;
    const box = frame.getBoundingClientRect();
    line.style.top = `${place.y - box.top}px`;
    line.style.left = `${place.left - box.left}px`;
    line.style.width = `${place.width}px`;
  };
  const scroll = (): void => {
    const speed = last.clientY < edge + 50 ? -12 : last.clientY > window.innerHeight - edge ? 12 : 0;
    if (speed !== 0) {
      scroller.scrollBy(0, speed);
      draw();
    }
    scrolling = requestAnimationFrame(scroll);
  };
  const move = (event: PointerEvent): void => {
    last = event;
    if (!isDragging) {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < threshold) return;
      isDragging = true;
      onDragged();
      if (dom instanceof Element && frame !== null) cover(veil, dom.getBoundingClientRect(), frame);
      scrolling = requestAnimationFrame(scroll);
    }
    event.preventDefault();
    draw();
  };
  const end = (): void => {
    cancelAnimationFrame(scrolling);
    line.hidden = true;
    veil.remove();
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', drop);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', press, { capture: true });
  };
  const drop = (): void => {
    end();
    if (!isDragging || place === undefined) return;
    // The text may have changed meanwhile, by what others wrote.
    const current = movableAt(view.state.doc, block.pos);
    if (current?.node !== block.node) return;
    const tr = moveBlockTo(view.state, current, place.pos);
    if (tr !== undefined) view.dispatch(tr.setMeta('uiEvent', 'drop'));
    view.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', drop);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', press, { capture: true });
}

function cover(veil: HTMLElement, rect: DOMRect, frame: HTMLElement): void {
  const box = frame.getBoundingClientRect();
  veil.style.top = `${rect.top - box.top}px`;
  veil.style.left = `${rect.left - box.left}px`;
  veil.style.width = `${rect.width}px`;
  veil.style.height = `${rect.height}px`;
  frame.append(veil);
}

/** What scrolls when the page does. */
function scrollParent(from: Element): Element {
  for (let at = from.parentElement; at !== null; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
