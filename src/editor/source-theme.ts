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
  '.cm-content': { padding: '1.5rem 0 40vh', caretColor: 'var(--ink)', minHeight: '60vh' },
  '.cm-line': { padding: '0' },
  '.cm-specialChar': { color: 'var(--danger)' },
  '.cm-searchMatch': { backgroundColor: 'var(--caution-wash)', outline: '1px solid var(--caution)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--accent-wash)', outlineColor: 'var(--accent)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-panels': {
    zIndex: '10',
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    borderColor: 'var(--rule)',
    fontFamily: 'var(--font-ui)',
  },
  // CodeMirror writes the place into the element; the bar at the top of the screen would cover it.
  '.cm-panels.cm-panels-top': {
    top: '3rem !important',
    borderBottom: '1px solid var(--rule)',
  },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 0', fontSize: '0.8125rem' },
  '.cm-panel.cm-search :focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink-soft)', fontSize: '1.25rem' },
  '.cm-textfield': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--rule-strong)',
    borderRadius: 'var(--radius)',
    fontFamily: 'inherit',
    fontSize: '0.8125rem',
    padding: '0.25rem 0.5rem',
  },
  '.cm-button': {
    color: 'var(--ink)',
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--rule)',
    borderRadius: 'var(--radius)',
    fontFamily: 'inherit',
    fontSize: '0.8125rem',
    padding: '0.25rem 0.6rem',
    '&:hover': { backgroundColor: 'var(--hover)' },
    '&:active': { backgroundColor: 'var(--pressed)', backgroundImage: 'none' },
  },
});

/** How Markdown source looks: the product's own tokens, so that light, dark and forced colours follow by themselves. */
export const sourceTheme: Extension = [theme, syntaxHighlighting(highlight)];
