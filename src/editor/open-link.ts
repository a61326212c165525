import { linkVerdict } from '#base';
import type { EditorView } from '@tiptap/pm/view';

/** A click on a link places the cursor; with Ctrl or ⌘ it opens the link in a new tab, where the address may be opened. */
export function openLinkOnClick(_view: EditorView, _pos: number, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const href = link?.getAttribute('href') ?? '';
  if (href === '') return false;
  event.preventDefault();
  if (!event.ctrlKey && !event.metaKey) return false;
  const verdict = linkVerdict(href);
  if (verdict.kind === 'remote') window.open(href, '_blank', 'noopener,noreferrer');
  return true;
}
