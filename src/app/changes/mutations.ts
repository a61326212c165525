import type { DiscardedDraft, Workspace } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';

/** Deletes drafts; they can be taken up again for 30 days. */
export function discardDraftsMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: (paths: readonly string[]) => workspace.discardDrafts(paths) });
}

/** Takes the commits that wait apart into drafts. */
export function returnOutboxMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: () => workspace.returnOutboxToDrafts() });
}

/** Takes a discarded draft up again. */
export function restoreDiscardedMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: (draft: DiscardedDraft) => workspace.restoreDiscarded(draft) });
}
