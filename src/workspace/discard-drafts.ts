import { endWithItsRename } from './delete-file.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Deletes drafts, of a renamed file both sides; the branch and the outbox stay as they are. */
export function discardDrafts(context: WorkspaceContext, paths: readonly string[]): Promise<void> {
  return context.exclusive(async () => {
    for (const path of paths) await endWithItsRename(context, path);
  });
}
