import { inspectSource, type InspectOptions, type SourceInspection } from '../inspect/inspect-source.ts';
import { parseMarkdown, type ParsedMarkdown } from '../parse-markdown.ts';
import { serializeMarkdown, type SerializeOptions, type SerializeOutcome } from '../serialize-markdown.ts';
import type { Node } from 'prosemirror-model';

/** Parses and writes Markdown wherever that is best done. */
export interface MarkdownEngine {
  parse(source: string): Promise<ParsedMarkdown>;
  /** Makes the next texts come sooner; asked for once, while nobody waits. Never fails. */
  prepare(): Promise<void>;
  /** What can be said of a text while its source is written. */
  inspect(source: string, options: InspectOptions): Promise<SourceInspection>;
  serialize(original: ParsedMarkdown, document: Node, options?: SerializeOptions): Promise<SerializeOutcome>;
}

/** On the thread that calls. */
export const inPlaceMarkdown: MarkdownEngine = {
  prepare: async () => undefined,
  parse: async (source) => parseMarkdown(source),
  inspect: async (source, options) => inspectSource(parseMarkdown(source), options),
  serialize: async (original, document, options) => serializeMarkdown(original, document, options),
};
