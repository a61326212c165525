import { draftAtNewName } from './commit-file-draft.ts';
import { endDraftIfSame } from './end-draft.ts';
import { readHeadText } from './head-text.ts';
import { oidAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Ends drafts whose text, bytes or deletion the branch has already: a tab died after its commit was durable and before the draft was
 * ended. Left there, such a draft would come up as a change again, and as an old one, once the branch moves on.
 */
export function endCommittedDrafts(context: WorkspaceContext): Promise<void> {
  return context.exclusive(async () => {
    for (const draft of await context.drafts.list()) {
      if (draft.unwritten !== undefined) continue;
      const head = await readHeadText(context, draft.path);
      if (head?.text !== draft.text) continue;
      await endDraftIfSame(context, draft);
      if (context.bases.has(draft.path)) context.bases.set(draft.path, head.oid);
    }
    for (const draft of await context.drafts.files.list()) {
      const oid = await oidAtHead(context, draft.path);
      const isThere = draft.kind === 'deleted' ? oid === null : oid !== null && oid === draft.oid;
      // A post that is renamed here still, and deleted by others, is a question.
      if (isThere && (await draftAtNewName(context, draft)) === undefined)
        await context.drafts.delete(draft.path, draft);
    }
  });
}
