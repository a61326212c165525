import { countWords } from './locate-passage.ts';
import type { LineSpan } from '#content';

/** Words that a person selected in a comparison, and where they are. */
export interface SelectedWords {
  readonly lines: LineSpan;
  readonly words: string;
  readonly nth: number;
  /** Where the selection ends on the screen, from the container's top and start. */
  readonly top: number;
  readonly left: number;
}

/** What is selected in `container` of the later version; undefined when nothing is, or more than what is in it. */
export function selectedWords(container: HTMLElement): SelectedWords | undefined {
  const selection = container.ownerDocument.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const [first, last] = [blockOf(range.startContainer, container), blockOf(range.endContainer, container)];
  if (first === undefined || last === undefined) return undefined;
  const words = laterText(range.cloneContents()).trim();
  if (words === '') return undefined;
  const before = range.cloneRange();
  before.setStartBefore(first.element);
  before.setEnd(range.startContainer, range.startOffset);
  const nth = countWords(laterText(before.cloneContents()), words);
  const [box, place] = [container.getBoundingClientRect(), [...range.getClientRects()].at(-1)];
  return {
    lines: { from: first.lines.from, to: Math.max(first.lines.to, last.lines.to) },
    words,
    nth,
    top: (place?.bottom ?? box.top) - box.top + 6,
    left: Math.max(0, Math.min((place?.left ?? box.left) - box.left, box.width - 260)),
  };
}

/** The text of a piece of a comparison without what only the earlier version has, and without words for screen readers. */
function laterText(piece: DocumentFragment): string {
  for (const element of piece.querySelectorAll('del, button, .sr-only, .select-none')) element.remove();
  return piece.textContent;
}

function blockOf(
  node: Node,
  container: HTMLElement,
): { readonly element: Element; readonly lines: LineSpan } | undefined {
  const inside = node instanceof Element ? node : node.parentElement;
  const element = inside?.closest('[data-lines]');
  if (!element || !container.contains(element)) return undefined;
  const [from = 0, to = 0] = (element.getAttribute('data-lines') ?? '').split('-').map(Number);
  return from > 0 && to >= from ? { element, lines: { from, to } } : undefined;
}
