import { GalleyError } from '#base';
import type { DraftStore } from './draft-store.ts';

/** Opens the drafts of the repository at `repositoryUrl`. Throws `storage-blocked` where the browser keeps nothing. */
export function openDraftStore(_repositoryUrl: string): Promise<DraftStore> {
  throw new GalleyError('internal', 'not here yet');
}
