import type { ParsedMarkdown } from '../parse-markdown.ts';
import type { MarkdownEngine } from './markdown-engine.ts';

export interface AheadEngine extends MarkdownEngine {
  /** Parses a text that is probably asked for next; the text before it is forgotten. What goes wrong is told when it is asked for. */
  parseAhead(source: string): Promise<void>;
}

/** The same engine, which gives a text that was parsed ahead at once. It gives it once: what a text became belongs to who asked. */
export function withParseAhead(engine: MarkdownEngine): AheadEngine {
  let ahead: { readonly source: string; readonly parsed: Promise<ParsedMarkdown> } | undefined;
  return {
    ...engine,
    parse(source) {
      if (ahead?.source !== source) return engine.parse(source);
      const { parsed } = ahead;
      ahead = undefined;
      return parsed.catch(() => engine.parse(source));
    },
    async parseAhead(source) {
      if (ahead?.source !== source) ahead = { source, parsed: engine.parse(source) };
      await ahead.parsed.catch(() => undefined);
    },
  };
}
