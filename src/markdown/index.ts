export { schema, type MarkName, type NodeName } from './schema.ts';
export { parseMarkdown, type ParsedMarkdown } from './parse-markdown.ts';
export { serializeMarkdown, type SerializeOptions, type SerializeOutcome } from './serialize-markdown.ts';
export { majorityStyle, plainStyle, type MarkdownStyle } from './majority-style.ts';
export { comparable } from './compare-documents.ts';
export { lockedLabel } from './locked-label.ts';
export { assessSource, type SourceVerdict } from './assess-source.ts';
export { diffSequence } from './diff-sequence.ts';
