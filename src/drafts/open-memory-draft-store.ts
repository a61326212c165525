import type { DraftStore } from './draft-store.ts';

/** Drafts in this tab's memory, for browsers that store nothing: fetched only there. */
export async function openMemoryDraftStore(): Promise<DraftStore> {
  const { createMemoryDraftStore } = await import('./memory-draft-store.ts');
  return createMemoryDraftStore();
}
