export { schema, type MarkName, type NodeName } from './schema.ts';
export { parseMarkdown, type ParsedMarkdown } from './parse-markdown.ts';
export { serializeMarkdown, type SerializeOptions, type SerializeOutcome } from './serialize-markdown.ts';
export { majorityStyle, plainStyle, type MarkdownStyle } from './majority-style.ts';
export { comparable } from './compare-documents.ts';
export {
  alertMarker,
  calloutKinds,
  calloutLook,
  calloutName,
  calloutTitle,
  lockedCallout,
  mostUsedStyle,
  ownCalloutStyle,
  type AlertMarker,
  type CalloutLook,
  type CalloutStyle,
} from './callout.ts';
export { lockedLabel } from './locked-label.ts';
export { outlineOf, type OutlineEntry } from './outline.ts';
export { addressesOf, checkDocument, type AddressesOf, type CheckOptions } from './checks/check-document.ts';
export { problemKinds, type Problem, type ProblemKind } from './checks/problem.ts';
export { countAhead, countText, type TextCounts } from './inspect/text-counts.ts';
export type { InspectOptions, SourceInspection } from './inspect/inspect-source.ts';
export { assessSource, type SourceVerdict } from './assess-source.ts';
export { placeInText, type PlaceInText } from './place-in-text.ts';
export { positionInDocument, positionInSource } from './position-map.ts';
export { diffSequence } from './diff-sequence.ts';
export { inPlaceMarkdown, type MarkdownEngine } from './worker/markdown-engine.ts';
export { withParseAhead, type AheadEngine } from './worker/parse-ahead.ts';
export { serveMarkdown } from './worker/serve-markdown.ts';
export { createWorkerMarkdown, type WorkerLike } from './worker/worker-markdown.ts';
export { blockRanges, type BlockRange } from './block-ranges.ts';
export { blockPlaces } from './compare/block-places.ts';
export { compareBlocks } from './compare/compare-blocks.ts';
export { compareWords } from './compare/compare-inline.ts';
export { compareLines } from './compare/compare-lines.ts';
export type {
  BlockDiff,
  CellDiff,
  Change,
  Fate,
  InlineDiff,
  ItemDiff,
  LineChange,
  RowDiff,
  ShownBlock,
  ShownMark,
} from './compare/rendered-diff.ts';
export { documentHtml, escapeHtml } from './document-html.ts';
