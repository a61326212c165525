import type { Workspace } from '#workspace';
import { mutationOptions } from '@tanstack/react-query';

/** Deletes drafts for good. */
export function discardDraftsMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: (paths: readonly string[]) => workspace.discardDrafts(paths) });
}

/** Takes the commits that wait apart into drafts. */
export function returnOutboxMutation(workspace: Workspace) {
  return mutationOptions({ mutationFn: () => workspace.returnOutboxToDrafts() });
}
