import { renamedPath } from './follow-renames.ts';
import { readBaseText, readHeadText } from './head-text.ts';
import { joinMerged, mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { RemoteChange } from './workspace.ts';

/** What others did with the post at `path` since its draft was begun; without a draft, where it was renamed to. Null when nothing. */
export async function findRemoteChange(context: WorkspaceContext, path: string): Promise<RemoteChange | null> {
  const draft = await context.drafts.get(path);
  const head = await readHeadText(context, path);
  if (draft === undefined && head !== undefined) return null;
  const baseOid = draft === undefined ? (context.bases.get(path) ?? null) : draft.baseOid;
  if ((head?.oid ?? null) === baseOid || (head !== undefined && head.text === draft?.text)) return null;
  if (head !== undefined && (await isOfReview(context, path, baseOid))) return null;
  const renamedTo = head === undefined ? ((await renamedPath(context, path, baseOid)) ?? null) : null;
  if (draft === undefined && renamedTo === null) return null;
  const { files } = await context.git.listFiles();
  const place = renamedTo ?? path;
  const lastChange = files.find((file) => file.path === place)?.lastChange ?? null;
  return { isGone: head === undefined, renamedTo, lastChange };
}

/** A draft that goes on from the text of a review is not behind the site: the review is put together with it when published. */
async function isOfReview(context: WorkspaceContext, path: string, baseOid: string | null): Promise<boolean> {
  const { refs } = await context.git.state();
  for (const { local, merge } of refs) {
    if (merge === 'none' && local !== null && (await context.git.resolvePath(local, path)) === baseOid) return true;
  }
  return false;
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
    await context.drafts.update(path, (now = draft) => {
      // Another tab may have written in between.
      const text =
        now.text === draft.text ? merged.text : joinMerged({ base: draft.text, mine: now.text, theirs: merged.text });
      return text === head.text ? null : { ...now, text, baseOid: head.oid };
    });
    context.bases.set(path, head.oid);
    return 'merged';
  });
}
