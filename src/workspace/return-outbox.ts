import type { FileChange, Oid, OutboxCommit, PlannedCommit } from '#git';
import { readBlobText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Turns the outbox back into drafts and lets the branch follow the remote. Each path's last committed text becomes its
 * draft, unless a newer draft is there already; either is based on the blob that the outbox started from. What can be no
 * draft (a deletion, a file that is no text) stays behind in the outbox as one commit, unless the remote changed it too.
 */
export function returnOutboxToDrafts(context: WorkspaceContext): Promise<void> {
  return context.exclusive(() => returnOutbox(context));
}

/** The same, for a caller that is in `exclusive` already. */
export async function returnOutbox(context: WorkspaceContext): Promise<void> {
  for (;;) {
    const { head, outboxBase, remoteHead, outbox } = await context.git.state();
    if (head === null || remoteHead === null || outbox.length === 0) return;
    const changed =
      outboxBase === null ? await allFiles(context, head, outbox) : await context.git.diffCommits(outboxBase, head);
    const left: FileChange[] = [];
    for (const { path, before, after } of changed) {
      if (await keepAsDraft(context, { path, before, after })) continue;
      const theirs = (await context.git.resolvePath(remoteHead, path)) ?? null;
      if (theirs === before) left.push(await fileChange(context, path, after));
    }
    const commits = left.length === 0 ? [] : [commitOf(outbox, left)];
    const outcome = await context.git.rebuildOutbox({ expectedHead: head, onto: remoteHead, commits });
    if (outcome.kind !== 'head-moved') return;
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

/** False when there is no text to make a draft of. */
async function keepAsDraft(context: WorkspaceContext, change: ReturnedChange): Promise<boolean> {
  const { path, before, after } = change;
  const newer = await context.drafts.get(path);
  const text = newer?.text ?? (after === null ? null : await readBlobText(context, after));
  if (text === null) return false;
  await context.drafts.put({
    ...newer,
    path,
    text,
    baseOid: before,
    updatedAt: newer?.updatedAt ?? context.clock.now(),
  });
  if (context.bases.has(path)) context.bases.set(path, before);
  return true;
}
