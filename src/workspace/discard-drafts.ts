import { endWithItsRename } from './delete-file.ts';
import { readBaseText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Deletes drafts, of a renamed file both sides; the branch and the outbox stay as they are. A text that is thrown away can be
 * taken up again for 30 days.
 */
export function discardDrafts(context: WorkspaceContext, paths: readonly string[]): Promise<void> {
  return context.exclusive(async () => {
    for (const path of paths) {
      await keepDiscarded(context, path);
      await endWithItsRename(context, path);
    }
  });
}

/** Keeps the text of a draft that is let go, to be taken up again. */
export async function keepDiscarded(context: WorkspaceContext, path: string): Promise<void> {
  const { drafts, clock } = context;
  const draft = await drafts.get(path);
  if (draft === undefined) return;
  const before = draft.baseOid === null ? null : await readBaseText(context, draft.baseOid);
  const step = { before: before ?? '', text: draft.text, time: clock.now() };
  await drafts.history.discard(path, step, draft.baseOid).catch((error: unknown) => reportError(error));
}
