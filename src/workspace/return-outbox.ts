import { GalleyError } from '#base';
import type { DeletionDraft } from '#drafts';
import type { FileChange, Oid, OutboxCommit, PlannedCommit } from '#git';
import { askAbout, choiceAbout, sideOf, type FileChoices, type FileConflict } from './file-conflict.ts';
import { findRenamed } from './find-renamed.ts';
import { readBaseText, readBlobText } from './head-text.ts';
import { joinMerged } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export type ReturnOutcome =
  | { readonly kind: 'returned' }
  /** Files that can be no drafts were changed on both sides; nothing was written. */
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] };

/**
 * Turns the outbox back into drafts and lets the branch follow the remote. Each path's last committed text becomes its
 * draft, unless a newer draft is there already; either is based on the blob that the outbox started from. A post that was
 * renamed comes back as one. What can be no draft (a file that is no text), and what was deleted for good, stays behind in
 * the outbox as one commit. Throws `invalid-input`, and writes nothing, where the remote changed such a file too: publishing
 * asks whose version stays.
 */
export function returnOutboxToDrafts(context: WorkspaceContext): Promise<void> {
  return context.exclusive(async () => {
    const outcome = await returnOutbox(context);
    if (outcome.kind === 'returned') return;
    throw new GalleyError('invalid-input', 'A file that is no text, or was deleted, was changed on the remote too', {
      data: { paths: outcome.files.map(({ path }) => path).join(', ') },
    });
  });
}

/** The same, for a caller that is in `exclusive` already. `choices`: whose version of a file stays that both changed. */
export async function returnOutbox(
  context: WorkspaceContext,
  choices: FileChoices = new Map(),
): Promise<ReturnOutcome> {
  for (;;) {
    const { head, outboxBase, remoteHead, outbox } = await context.git.state();
    if (head === null || remoteHead === null || outbox.length === 0) return { kind: 'returned' };
    const changed =
      outboxBase === null ? await allFiles(context, head, outbox) : await context.git.diffCommits(outboxBase, head);
    const texts: { readonly change: ReturnedChange; readonly text: string }[] = [];
    const deletions: DeletionDraft[] = [];
    /** New posts that were deleted since they were committed. */
    const unmade: string[] = [];
    const left: FileChange[] = [];
    const files: FileConflict[] = [];
    for (const change of changed) {
      const { path, before, after } = change;
      if (before === null && (await context.drafts.files.get(path))?.kind === 'deleted') {
        unmade.push(path);
        continue;
      }
      const deletion = await deletionOf(context, change, changed);
      if (deletion !== undefined) {
        deletions.push(deletion);
        continue;
      }
      const text = await draftText(context, change);
      if (text !== null) {
        texts.push({ change, text });
        continue;
      }
      const theirs = (await context.git.resolvePath(remoteHead, path)) ?? null;
      if (theirs === after) continue;
      const choice = theirs === before ? 'mine' : choiceAbout(context, { choices, path, theirs });
      if (choice === 'mine') left.push(await fileChange(context, path, after));
      else if (choice === undefined) files.push(askAbout(context, { path, mine: sideOf(after), theirs }));
    }
    if (files.length > 0) return { kind: 'files-differ', files };
    const formerPaths = new Map(deletions.map(({ path, renamedTo = '' }) => [renamedTo, path]));
    for (const { change, text } of texts)
      await keepAsDraft(context, { ...change, formerPath: formerPaths.get(change.path) }, text);
    for (const path of unmade) await context.drafts.delete(path);
    for (const deletion of deletions) await context.drafts.files.putDeletion(deletion);
    const commits = left.length === 0 ? [] : [commitOf(outbox, left)];
    const outcome = await context.git.rebuildOutbox({ expectedHead: head, onto: remoteHead, commits });
    if (outcome.kind !== 'head-moved') return { kind: 'returned' };
  }
}

async function fileChange(context: WorkspaceContext, path: string, after: Oid | null): Promise<FileChange> {
  return after === null
    ? { kind: 'delete', path }
    : { kind: 'write', path, content: await context.git.readBlob(after) };
}

/** `changes` in the words of the last commit that made one of them. */
function commitOf(outbox: readonly OutboxCommit[], changes: readonly FileChange[]): PlannedCommit {
  const left = new Set(changes.map(({ path }) => path));
  const last = outbox.findLast(({ paths }) => paths.some((path) => left.has(path))) ?? outbox.at(-1);
  const { message = '', author = { name: '', email: '' }, time = 0 } = last ?? {};
  return { changes, message, author, time };
}

/** What an outbox that started from nothing has made. */
async function allFiles(
  context: WorkspaceContext,
  head: Oid,
  outbox: readonly OutboxCommit[],
): Promise<readonly ReturnedChange[]> {
  const changed: ReturnedChange[] = [];
  for (const path of new Set(outbox.flatMap((commit) => commit.paths)))
    changed.push({ path, before: null, after: (await context.git.resolvePath(head, path)) ?? null });
  return changed;
}

interface ReturnedChange {
  readonly path: string;
  readonly before: Oid | null;
  readonly after: Oid | null;
}

/** The draft that deletes a path: the one that is there, or one side of a post that a commit renamed. */
async function deletionOf(
  context: WorkspaceContext,
  { path, before, after }: ReturnedChange,
  changed: readonly ReturnedChange[],
): Promise<DeletionDraft | undefined> {
  if (before === null) return undefined;
  const file = await context.drafts.files.get(path);
  if (file?.kind === 'deleted') return { ...file, baseOid: before };
  if (after !== null || (await context.drafts.get(path)) !== undefined) return undefined;
  const renamedTo = await findRenamed(context, { path, oid: before }, changed);
  const renamed = changed.find((one) => one.path === renamedTo);
  if (renamedTo === undefined || renamed === undefined || (await draftText(context, renamed)) === null)
    return undefined;
  return { kind: 'deleted', path, baseOid: before, updatedAt: context.clock.now(), renamedTo };
}

/** What the draft of a changed path would hold; null when there is no text to make one of. */
async function draftText(context: WorkspaceContext, { path, after }: ReturnedChange): Promise<string | null> {
  const newer = await context.drafts.get(path);
  return newer?.text ?? (after === null ? null : await readBlobText(context, after));
}

/** Makes the text the path's draft. A newer draft stays, put on top of what was committed where it was made from something else. */
async function keepAsDraft(
  context: WorkspaceContext,
  { path, before, after, formerPath }: ReturnedChange & { readonly formerPath: string | undefined },
  text: string,
): Promise<void> {
  const former = formerPath === undefined ? {} : { formerPath };
  const stored = await context.drafts.get(path);
  const base = stored === undefined ? undefined : await readBaseText(context, stored.baseOid);
  const committed = after === null ? null : await readBlobText(context, after);
  await context.drafts.update(path, (newer) => {
    if (newer === undefined) return { path, text, baseOid: before, updatedAt: context.clock.now(), ...former };
    if (newer.baseOid === after || committed === null) return { ...newer, baseOid: before, ...former };
    // An earlier version, or a commit from before it was put on top of others' work.
    if (typeof base !== 'string' || newer.baseOid !== stored?.baseOid) return newer;
    return { ...newer, text: joinMerged({ base, mine: newer.text, theirs: committed }), baseOid: before };
  });
  if (context.bases.has(path)) context.bases.set(path, before);
}
