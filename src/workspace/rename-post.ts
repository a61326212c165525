import { collisionKey, validatePath } from '#base';
import { isPostPath } from '#content';
import { readBlobText } from './head-text.ts';
import { oidAtHead, pathsAtHead } from './paths-at-head.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { RenameOutcome } from './workspace.ts';

/**
 * Gives a post another path: its text becomes a draft there, and a draft deletes the old file; both are published in one commit. A post
 * that is only a draft moves. Nothing is written over, and links to the post stay as they are.
 */
export function renamePost(context: WorkspaceContext, path: string, to: string): Promise<RenameOutcome> {
  return context.exclusive(async () => {
    const refusal = await whyNot(context, path, to);
    if (refusal !== undefined) return { kind: 'refused', reason: refusal };
    const draft = await context.drafts.get(path);
    if (draft?.unwritten !== undefined) return { kind: 'refused', reason: draft.unwritten.reason };
    // A new post whose name others have taken meanwhile is not theirs.
    const headOid = draft?.baseOid === null ? null : await oidAtHead(context, path);
    const text = draft?.text ?? (headOid === null ? null : await readBlobText(context, headOid));
    if (text === null) return { kind: 'refused', reason: 'The file is not valid UTF-8 text.' };
    const updatedAt = context.clock.now();
    // The branch has this post under its name: from here on it is deleted there. A draft renamed before keeps the name that it came from.
    const formerPath = headOid === null ? draft?.formerPath : path;
    // The new name first: whatever happens in between, the text is there.
    await context.drafts.put({
      path: to,
      text,
      baseOid: null,
      updatedAt,
      ...(formerPath === undefined ? {} : { formerPath }),
    });
    if (headOid !== null) {
      const baseOid = draft?.baseOid ?? headOid;
      await context.drafts.files.putDeletion({ kind: 'deleted', path, baseOid, updatedAt, renamedTo: to });
      return { kind: 'renamed', path: to };
    }
    await context.drafts.delete(path);
    const old = formerPath === undefined ? undefined : await context.drafts.files.get(formerPath);
    if (old?.kind === 'deleted') await context.drafts.files.putDeletion({ ...old, renamedTo: to });
    return { kind: 'renamed', path: to };
  });
}

async function whyNot(context: WorkspaceContext, path: string, to: string): Promise<string | undefined> {
  if (to === path) return 'This is the name that it has.';
  const verdict = validatePath(to);
  if (verdict.kind === 'rejected') return verdict.reason;
  if (!isPostPath(to)) return 'The name of a post ends with “.md”, and its folder is one for posts.';
  const committed = await pathsAtHead(context);
  const drafts = [...(await context.drafts.list()), ...(await context.drafts.files.list())];
  // Names that differ in letter case alone are one file on many computers.
  const key = collisionKey(to);
  const taken = [...committed.keys(), ...drafts.map((draft) => draft.path)].find(
    (other) => other !== path && collisionKey(other) === key,
  );
  if (taken !== undefined) return `There is a file of this name already: ${taken}`;
  return undefined;
}
