/** Where the person is in a post: the cursor, and what of the text is where on the screen. */
export interface EditorPlace {
  /** The cursor: a position of the document, or an offset of the source. */
  readonly cursor: number;
  /** Something that is in sight, in the same measure: the cursor where it is. */
  readonly seen: number;
  /** How far down in the window that is, in pixels. */
  readonly top: number;
  readonly hasFocus: boolean;
}

/** The part of the window that the bars at its top leave. */
const underBars = 112;

/** Whether a line at this height of the window can be seen. */
export function isInSight(top: number): boolean {
  return top >= underBars && top < window.innerHeight - 24;
}

/** The height at which to look for what is seen when the cursor is not. */
export const topOfSight = underBars + 8;

/** The height to which what was jumped to is brought. */
export const topOfJump = underBars + 40;

/** Scrolls so that what is at `from` in the window comes to `to`. */
export function scrollTo(element: HTMLElement, { from, to }: { readonly from: number; readonly to: number }): void {
  let scroller: HTMLElement | null = element;
  while (scroller !== null) {
    const { overflowY } = getComputedStyle(scroller);
    if (/auto|scroll/.test(overflowY) && scroller.scrollHeight > scroller.clientHeight) break;
    scroller = scroller.parentElement;
  }
  (scroller ?? document.scrollingElement)?.scrollBy({ top: from - to, behavior: 'instant' });
}
