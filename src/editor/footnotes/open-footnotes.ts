import type { EditorView } from '@tiptap/pm/view';

const openers = new WeakMap<Node, () => void>();

/** Lets `editFootnoteAt` open the text of the definition that is drawn as `dom`. */
export function registerFootnote(dom: HTMLElement, open: () => void): void {
  openers.set(dom, open);
}

/** Opens the text of the definition at `pos` for typing. False when there is none. */
export function editFootnoteAt(view: EditorView, pos: number): boolean {
  const dom = view.nodeDOM(pos);
  const open = dom === null ? undefined : openers.get(dom);
  open?.();
  return open !== undefined;
}
