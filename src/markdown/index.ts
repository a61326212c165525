export { schema, type MarkName, type NodeName } from './schema.ts';
export { parseMarkdown, type ParsedMarkdown } from './parse-markdown.ts';
export { serializeMarkdown, type SerializeOutcome } from './serialize-markdown.ts';
