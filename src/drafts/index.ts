export type { Draft, DraftStore } from './draft-store.ts';
export { openDraftStore } from './open-draft-store.ts';
