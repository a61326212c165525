import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const highlight = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--ink)', fontWeight: '650' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.comment], color: 'var(--ink-faint)' },
  { tag: tags.meta, color: 'var(--ink-soft)' },
  { tag: [tags.link, tags.url, tags.labelName], color: 'var(--accent)' },
  { tag: tags.monospace, color: 'var(--added)' },
  { tag: tags.quote, color: 'var(--ink-soft)' },
  { tag: [tags.tagName, tags.angleBracket, tags.propertyName, tags.attributeName], color: 'var(--caution)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--added)' },
  { tag: [tags.escape, tags.character], color: 'var(--caution)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '0.875rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.65', overflow: 'visible' },
  // Lines that are too long to be wrapped scroll here and not the page.
  '&.cm-long-lines .cm-scroller': { overflowX: 'auto' },
  '.cm-content': { padding: '1.5rem 0 40vh', caretColor: 'var(--ink)', minHeight: '60vh' },
  '.cm-line': { padding: '0' },
  '.cm-specialChar': { color: 'var(--danger)' },
  '.cm-found': { backgroundColor: 'var(--caution-wash)', borderRadius: '2px' },
  '.cm-found-chosen': { backgroundColor: 'var(--accent-wash)', boxShadow: '0 2px 0 var(--accent)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
});

/** How Markdown source looks: the product's own tokens, so that light, dark and forced colours follow by themselves. */
export const sourceTheme: Extension = [theme, syntaxHighlighting(highlight)];
