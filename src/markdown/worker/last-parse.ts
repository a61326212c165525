import type { ParsedMarkdown } from '../parse-markdown.ts';
import type { MarkdownEngine } from './markdown-engine.ts';

/** The same engine, which gives the text that it parsed last again without parsing it. */
export function withLastParse(engine: MarkdownEngine): MarkdownEngine {
  let last: { readonly source: string; readonly parsed: Promise<ParsedMarkdown> } | undefined;
  return {
    ...engine,
    parse(source) {
      if (last?.source === source) return last.parsed;
      const mine = { source, parsed: engine.parse(source) };
      last = mine;
      mine.parsed.catch(() => {
        if (last === mine) last = undefined;
      });
      return mine.parsed;
    },
  };
}
