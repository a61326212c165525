import type { Oid, OutboxCommit } from '#git';
import { readBlobText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Turns the outbox back into drafts and lets the branch follow the remote. Each path's last committed text becomes its
 * draft, unless a newer draft is there already; either is based on the blob that the outbox started from.
 */
export function returnOutboxToDrafts(context: WorkspaceContext): Promise<void> {
  return context.exclusive(() => returnOutbox(context));
}

/** The same, for a caller that is in `exclusive` already. */
export async function returnOutbox(context: WorkspaceContext): Promise<void> {
  const { head, outboxBase, remoteHead, outbox } = await context.git.state();
  if (head === null || remoteHead === null || outbox.length === 0) return;
  const changed =
    outboxBase === null ? await allFiles(context, head, outbox) : await context.git.diffCommits(outboxBase, head);
  for (const { path, before, after } of changed) await keepAsDraft(context, { path, before, after });
  await context.git.rebuildOutbox({ expectedHead: head, onto: remoteHead, commits: [] });
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

async function keepAsDraft(context: WorkspaceContext, change: ReturnedChange): Promise<void> {
  const { path, before, after } = change;
  const newer = await context.drafts.get(path);
  const text = newer?.text ?? (after === null ? null : await readBlobText(context, after));
  if (text === null) return;
  await context.drafts.put({
    ...newer,
    path,
    text,
    baseOid: before,
    updatedAt: newer?.updatedAt ?? context.clock.now(),
  });
  if (context.bases.has(path)) context.bases.set(path, before);
}
