import { readBaseText, readHeadText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ConflictTexts } from './workspace.ts';

/** The three texts of a post that was changed here and on the remote. */
export async function openConflict(context: WorkspaceContext, path: string): Promise<ConflictTexts> {
  const draft = await context.drafts.get(path);
  const head = await readHeadText(context, path);
  const baseOid = draft?.baseOid ?? null;
  return {
    path,
    base: (await readBaseText(context, baseOid)) ?? null,
    theirs: head?.text ?? null,
    mine: draft?.text ?? null,
  };
}

/** Makes `text` the draft on top of the branch as it is now; null lets go of the draft and keeps the branch's version. */
export function resolveConflict(context: WorkspaceContext, path: string, text: string | null): Promise<void> {
  return context.exclusive(async () => {
    const head = await readHeadText(context, path);
    const baseOid = head?.oid ?? null;
    if (text === null || text === head?.text) await context.drafts.delete(path);
    else await context.drafts.put({ path, text, baseOid, updatedAt: context.clock.now() });
    context.bases.set(path, baseOid);
  });
}
