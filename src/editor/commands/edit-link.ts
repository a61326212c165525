import type { Editor } from '@tiptap/core';
import { linkAt } from '../links/link-at.ts';

/** What the link dialog starts from. */
export interface LinkTarget {
  readonly href: string;
  readonly text: string;
  /** The text that the link is, or will be, on; empty where one is to be typed. */
  readonly from: number;
  readonly to: number;
}

/** The link that the cursor is in, or the selection that may become one. */
export function readLinkTarget(editor: Editor): LinkTarget {
  const { state } = editor;
  const { from, to, $from } = state.selection;
  const around = linkAt(state, $from.pos);
  const isAround = around !== undefined && (from === to || (from >= around.from && to <= around.to));
  const { from: start, to: end } = isAround ? around : { from, to };
  const mark = state.doc.nodeAt(start)?.marks.find(({ type: { name } }) => name === 'link');
  return {
    href: String(mark?.attrs['href'] ?? ''),
    text: state.doc.textBetween(start, end, ' '),
    from: start,
    to: end,
  };
}

/** Puts the link on its text; where there was none, types it. */
export function applyLink(
  editor: Editor,
  target: LinkTarget,
  link: { readonly href: string; readonly text: string },
): void {
  const { from, to } = target;
  const chain = editor.chain().focus();
  if (from < to) {
    const title: unknown =
      editor.state.doc.nodeAt(from)?.marks.find(({ type }) => type.name === 'link')?.attrs['title'] ?? null;
    chain.setTextSelection({ from, to }).setMark('link', { href: link.href, title }).setTextSelection(to).run();
    return;
  }
  const text = link.text === '' ? link.href : link.text;
  chain
    .insertContentAt(from, { type: 'text', text, marks: [{ type: 'link', attrs: { href: link.href, title: null } }] })
    .run();
}

/** Takes the link off its text. */
export function removeLink(editor: Editor, { from, to }: LinkTarget): void {
  editor.chain().focus().setTextSelection({ from, to }).unsetMark('link').setTextSelection(to).run();
}
