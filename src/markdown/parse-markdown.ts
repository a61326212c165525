import type { Root } from 'mdast';
import type { Node } from 'prosemirror-model';
import { assessSource } from './assess-source.ts';
import { documentContainer } from './line-prefix.ts';
import { parseTree } from './parse-tree.ts';
import { schema } from './schema.ts';
import { readSource, type SourceReading } from './source-reader.ts';

/** A Markdown text with the document it shows. Opaque beyond these: the source ranges inside serve `serializeMarkdown`. */
export interface ParsedMarkdown {
  /** The text exactly as it was given, byte order mark and line ends included. */
  readonly source: string;
  readonly document: Node;
  /** The source ranges, for this layer alone. */
  readonly reading: SourceReading;
  /** Why the text is one locked block that only source mode should edit; null for ordinary text. */
  readonly sourceOnly: string | null;
}

/**
 * Parses the body of a post. Never throws: whatever is not understood becomes a locked block, and a text that is too
 * large or too deep to be taken apart becomes a single one, with the reason in `sourceOnly`. `tree` is what `parseTree` made of
 * this very source, where that was done elsewhere.
 */
export function parseMarkdown(source: string, tree?: Root): ParsedMarkdown {
  const sourceOnly = sourceOnlyReason(source);
  const reading = sourceOnly === null ? readSource(source, tree ?? parseTree(source)) : lockedReading(source);
  return { source, document: reading.root.node, reading, sourceOnly };
}

const largestParsed = 4_000_000;
const assessedAtOnce = 500_000;

/** Why a text is not taken apart; null for one that is. The editor's limits apply to every stretch of a text, so that a long but ordinary one is still parsed, off the key path. */
export function sourceOnlyReason(source: string): string | null {
  if (source.length > largestParsed) return 'This text is too large to be taken apart.';
  for (let start = 0; start < source.length; start += assessedAtOnce) {
    const verdict = assessSource(source.slice(start, start + assessedAtOnce));
    if (verdict.kind === 'source-only') return verdict.reason;
  }
  return null;
}

function lockedReading(source: string): SourceReading {
  const node = schema.node('lockedBlock', { kind: 'source', source });
  const shared = { syntax: null, from: 0, to: source.length, container: documentContainer, inner: documentContainer };
  const block = { ...shared, node, children: [] };
  const root = { ...shared, node: schema.node('doc', null, [node]), children: [block] };
  return { root, definitions: new Map() };
}
