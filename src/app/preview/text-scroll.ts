/** The rich text's blocks that have a Markdown block: an empty paragraph is only a place to type. */
function blocksOf(text: HTMLElement): readonly Element[] {
  return [...text.children].filter(
    (block) => block.localName !== 'p' || block.textContent !== '' || block.querySelector('.picture, img') !== null,
  );
}

/** The block at the height `top` of the window, with the part of it that is above as a fraction; blocks count from 0. */
export function blockAt(text: HTMLElement, top: number): number {
  let place = 0;
  for (const [index, block] of blocksOf(text).entries()) {
    const box = block.getBoundingClientRect();
    if (box.top > top) return place;
    place = index + Math.min(1, (top - box.top) / Math.max(1, box.height));
  }
  return place;
}

/** Scrolls so that the block of that number is at the height `top` of the window. */
export function scrollToBlock(
  text: HTMLElement,
  { block, top }: { readonly block: number; readonly top: number },
): void {
  const scroller = scrollerOf(text);
  if (block <= 0) {
    scroller.scrollTop = 0;
    return;
  }
  const box = blocksOf(text)[Math.floor(block)]?.getBoundingClientRect();
  if (box !== undefined) scroller.scrollTop += box.top + (block % 1) * box.height - top;
}

/** What scrolls the text. */
export function scrollerOf(text: HTMLElement): Element {
  for (let element = text.parentElement; element !== null; element = element.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(element).overflowY)) return element;
  }
  return document.documentElement;
}
