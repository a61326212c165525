export { foldText } from './fold-text.ts';
export { createPostIndex, type PostIndex, type SearchableRow } from './post-index.ts';
