export { publish } from './publish.ts';
export { openConflict, resolveConflict } from './conflict.ts';
export { createPost } from './create-post.ts';
export { diffChange } from './diff-change.ts';
export { listChanges } from './list-changes.ts';
export { openPost } from './open-post.ts';
export { renderSource } from './render-source.ts';
export { returnOutboxToDrafts } from './return-outbox.ts';
export { saveDraft } from './save-draft.ts';
