export type { DraftHistory, DraftMoment, DraftStep } from './draft-moment.ts';
export type { Draft, DraftStore } from './draft-store.ts';
export type { DeletionDraft, FileDraft, FileDrafts, ImageDraft } from './file-draft.ts';
export { createMemoryDraftStore } from './memory-draft-store.ts';
export { openMemoryDraftStore } from './open-memory-draft-store.ts';
export { openDraftStore } from './open-draft-store.ts';
export { draftsPlace } from './drafts-place.ts';
export { openKeptDrafts, type KeptDrafts } from './kept-drafts.ts';
