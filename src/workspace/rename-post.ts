import { collisionKey, validatePath } from '#base';
import { isPostPath } from '#content';
import type { Draft } from '#drafts';
import { endDraftIfSame } from './end-draft.ts';
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
    for (;;) {
      const refusal = await whyNot(context, path, to);
      if (refusal !== undefined) return { kind: 'refused', reason: refusal };
      const outcome = await tryRename(context, path, to);
      if (outcome !== undefined) return outcome;
    }
  });
}

/** Undefined, and all is as it was, where another tab has written under the old name meanwhile. */
async function tryRename(context: WorkspaceContext, path: string, to: string): Promise<RenameOutcome | undefined> {
  const { drafts } = context;
  const draft = await drafts.get(path);
  if (draft?.unwritten !== undefined) return { kind: 'refused', reason: draft.unwritten.reason };
  // A draft tells what the post is there: one that others have deleted is asked about, and a new one whose name they have taken is not theirs.
  const baseOid = draft === undefined ? await oidAtHead(context, path) : draft.baseOid;
  const text = draft?.text ?? (baseOid === null ? null : await readBlobText(context, baseOid));
  if (text === null) return { kind: 'refused', reason: 'The file is not valid UTF-8 text.' };
  const updatedAt = context.clock.now();
  // The branch has this post under its name: from here on it is deleted there. A draft renamed before keeps the name that it came from.
  const formerPath = baseOid === null ? draft?.formerPath : path;
  // The new name first: whatever happens in between, the text is there.
  await drafts.put({ path: to, text, baseOid: null, updatedAt, ...(formerPath === undefined ? {} : { formerPath }) });
  const isRead = (now: Draft | undefined): boolean => now?.text === draft?.text && now?.unwritten === undefined;
  const isMoved =
    baseOid === null
      ? await endNewPost(context, path, isRead)
      : await drafts.files.putDeletion({ kind: 'deleted', path, baseOid, updatedAt, renamedTo: to }, isRead);
  if (!isMoved) {
    await endDraftIfSame(context, { path: to, text });
    return undefined;
  }
  if (baseOid === null && formerPath !== undefined) await pointTo(context, formerPath, to);
  return { kind: 'renamed', path: to };
}

/** Ends the draft of a post that the branch does not have, if it is still the one that was read; false when it is not. */
async function endNewPost(
  { drafts }: WorkspaceContext,
  path: string,
  isRead: (now: Draft | undefined) => boolean,
): Promise<boolean> {
  let isEnded = false;
  await drafts.update(path, (now) => {
    isEnded = isRead(now);
    return isEnded || now === undefined ? null : now;
  });
  return isEnded;
}

/** Lets the deletion of the first name know where the post is now, unless another tab has begun a text there. */
async function pointTo({ drafts }: WorkspaceContext, formerPath: string, to: string): Promise<void> {
  const old = await drafts.files.get(formerPath);
  if (old?.kind !== 'deleted') return;
  await drafts.files.putDeletion({ ...old, renamedTo: to }, (text) => text === undefined);
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
