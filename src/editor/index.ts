export {
  addressesOf,
  checkDocument,
  countAhead,
  countText,
  outlineOf,
  problemKinds,
  type AddressesOf,
  type Problem,
  type ProblemKind,
  type TextCounts,
} from '#markdown';
export type { FindWorker } from './find/find-places.ts';
export type { EditorPlace } from './editor-place.ts';
export type { PostEditorProps } from './post-editor-props.ts';
export type { LinkDestination, LinkSuggestion, PostLinks } from './links/post-links.ts';
export { PostEditor } from './post-editor.tsx';
export { practiseEditor } from './practise-editor.tsx';
export { SourceEditor, type SourceEditorProps } from './source-editor.tsx';
export type { PostEditorHandle } from './post-editor-handle.ts';
export type { SourceEditorHandle } from './source-editor-handle.ts';
