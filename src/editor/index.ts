export { addressesOf, checkDocument, outlineOf, problemKinds, type Problem, type ProblemKind } from '#markdown';
export type { FindWorker } from './find/find-places.ts';
export type { EditorPlace } from './editor-place.ts';
export type { PostEditorProps } from './post-editor-props.ts';
export type { LinkDestination, LinkSuggestion, PostLinks } from './links/post-links.ts';
export { PostEditor } from './post-editor.tsx';
export { SourceEditor, type SourceEditorProps } from './source-editor.tsx';
export { countAhead, countText, type CountTextOptions, type TextCounts } from './text-counts.ts';
export type { PostEditorHandle } from './post-editor-handle.ts';
