import { GalleyError } from '#base';
import { oidAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Makes a draft that deletes a file: a post or an image. What was only a draft so far is let go at once. Throws `not-found` when there
 * is neither.
 */
export function deleteFile(context: WorkspaceContext, path: string): Promise<void> {
  return context.exclusive(async () => {
    const draft = await context.drafts.get(path);
    // A new post whose name others have taken meanwhile is not theirs.
    const headOid = draft?.baseOid === null ? null : await oidAtHead(context, path);
    if (headOid !== null) {
      // What others published since the draft was begun is not deleted unseen.
      const baseOid = draft?.baseOid ?? headOid;
      await context.drafts.files.putDeletion({ kind: 'deleted', path, baseOid, updatedAt: context.clock.now() });
      return;
    }
    const isDraft = draft !== undefined || (await context.drafts.files.get(path)) !== undefined;
    if (!isDraft) throw new GalleyError('not-found', 'No such file', { data: { path } });
    await endWithItsRename(context, path);
  });
}

/** Ends a draft; where a file was renamed, both sides of it. */
export async function endWithItsRename(context: WorkspaceContext, path: string): Promise<void> {
  const [text, file] = [await context.drafts.get(path), await context.drafts.files.get(path)];
  const other = text?.formerPath ?? (file?.kind === 'deleted' ? file.renamedTo : undefined);
  await context.drafts.delete(path);
  if (other === undefined) return;
  const [otherText, otherFile] = [await context.drafts.get(other), await context.drafts.files.get(other)];
  const isPair =
    (otherFile?.kind === 'deleted' && otherFile.renamedTo === path) ||
    (file !== undefined && otherText?.formerPath === path);
  if (isPair) await context.drafts.delete(other);
}
