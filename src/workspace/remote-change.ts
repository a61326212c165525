import { readBaseText, readHeadText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { RemoteChange } from './workspace.ts';

/** What the branch has gained at `path` since its draft was begun; null when nothing, or when there is no draft. */
export async function findRemoteChange(context: WorkspaceContext, path: string): Promise<RemoteChange | null> {
  const draft = await context.drafts.get(path);
  if (draft === undefined) return null;
  const head = await readHeadText(context, path);
  if ((head?.oid ?? null) === draft.baseOid || head?.text === draft.text) return null;
  const { files } = await context.git.listFiles();
  return { isGone: head === undefined, lastChange: files.find((file) => file.path === path)?.lastChange ?? null };
}

/** Puts what the branch has gained into the draft; writes nothing and says `conflict` where both changed the same. */
export function mergeRemoteChange(context: WorkspaceContext, path: string): Promise<'merged' | 'conflict'> {
  return context.exclusive(async () => {
    const draft = await context.drafts.get(path);
    if (draft === undefined) return 'merged';
    const head = await readHeadText(context, path);
    const base = await readBaseText(context, draft.baseOid);
    if (head === undefined || head.text === null || base === undefined || draft.unwritten !== undefined)
      return 'conflict';
    const merged = mergeText({ base, mine: draft.text, theirs: head.text });
    if (merged.kind !== 'merged') return 'conflict';
    if (merged.text === head.text) await context.drafts.delete(path);
    else await context.drafts.put({ ...draft, text: merged.text, baseOid: head.oid });
    context.bases.set(path, head.oid);
    return 'merged';
  });
}
