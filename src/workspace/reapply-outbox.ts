import type { Oid, OutboxCommit, PlannedCommit, FileChange, RepositoryState } from '#git';
import { readBlobText } from './head-text.ts';
import { mergeText } from './merge-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export type ReapplyOutcome =
  | { readonly kind: 'reapplied' }
  | { readonly kind: 'conflict'; readonly paths: readonly string[] };

/** One path that an outbox commit changes, as texts and as blobs. */
interface PathChange {
  readonly path: string;
  readonly before: Oid | null;
  readonly after: Oid | null;
}

/** What a path holds while commits are put on top of the remote's: a blob of the repository, or a text just merged. */
type Held = { readonly kind: 'blob'; readonly oid: Oid | null } | { readonly kind: 'text'; readonly text: string };

/**
 * Puts the outbox on top of the remote's branch: each commit again, with its own message, author and date, its changes
 * merged with what the remote gained. Writes nothing when any path conflicts.
 */
export async function reapplyOutbox(context: WorkspaceContext): Promise<ReapplyOutcome> {
  for (;;) {
    const state = await context.git.state();
    if (state.remoteHead === null || state.outbox.length === 0) return { kind: 'reapplied' };
    const plan = await planReapply(context, state, state.remoteHead);
    if (plan.conflicts.length > 0) return { kind: 'conflict', paths: plan.conflicts };
    const outcome = await context.git.rebuildOutbox({
      expectedHead: state.head,
      onto: state.remoteHead,
      commits: plan.commits,
    });
    if (outcome.kind !== 'head-moved') return { kind: 'reapplied' };
  }
}

async function planReapply(
  context: WorkspaceContext,
  state: RepositoryState,
  onto: Oid,
): Promise<{ readonly commits: readonly PlannedCommit[]; readonly conflicts: readonly string[] }> {
  const held = new Map<string, Held>();
  const conflicts = new Set<string>();
  const commits: PlannedCommit[] = [];
  for (const commit of state.outbox) {
    const changes: FileChange[] = [];
    for (const change of await changesOf(context, commit)) {
      const theirs: Held = held.get(change.path) ?? {
        kind: 'blob',
        oid: (await context.git.resolvePath(onto, change.path)) ?? null,
      };
      const merged = await mergeChange(context, change, theirs);
      if (merged === 'conflict') {
        conflicts.add(change.path);
        continue;
      }
      held.set(change.path, merged.held);
      if (merged.change !== undefined) changes.push(merged.change);
    }
    commits.push({ changes, message: commit.message, author: commit.author, time: commit.time });
  }
  return { commits, conflicts: [...conflicts] };
}

async function changesOf(context: WorkspaceContext, commit: OutboxCommit): Promise<readonly PathChange[]> {
  if (commit.parent !== null) return context.git.diffCommits(commit.parent, commit.oid);
  const changes: PathChange[] = [];
  for (const path of commit.paths) {
    changes.push({ path, before: null, after: (await context.git.resolvePath(commit.oid, path)) ?? null });
  }
  return changes;
}

async function mergeChange(
  context: WorkspaceContext,
  change: PathChange,
  theirs: Held,
): Promise<'conflict' | { readonly held: Held; readonly change: FileChange | undefined }> {
  const { path, before, after } = change;
  if (theirs.kind === 'blob' && theirs.oid === after) return { held: theirs, change: undefined };
  if (theirs.kind === 'blob' && theirs.oid === before) {
    if (after === null) return { held: { kind: 'blob', oid: null }, change: { kind: 'delete', path } };
    const content = await context.git.readBlob(after);
    return { held: { kind: 'blob', oid: after }, change: { kind: 'write', path, content } };
  }
  const theirText = theirs.kind === 'text' ? theirs.text : await readText(context, theirs.oid);
  const texts = { base: await readText(context, before), mine: await readText(context, after), theirs: theirText };
  if (texts.base === undefined || texts.mine === undefined || texts.theirs === undefined) return 'conflict';
  const merged = mergeText({ base: texts.base, mine: texts.mine, theirs: texts.theirs });
  switch (merged.kind) {
    case 'conflict':
      return 'conflict';
    case 'deleted':
      return { held: { kind: 'blob', oid: null }, change: { kind: 'delete', path } };
    case 'merged':
      return {
        held: { kind: 'text', text: merged.text },
        change: { kind: 'write', path, content: new TextEncoder().encode(merged.text) },
      };
  }
}

/** The text of a blob, null for an absent file, undefined for one that is no text and so can't be merged. */
async function readText(context: WorkspaceContext, oid: Oid | null): Promise<string | null | undefined> {
  if (oid === null) return null;
  return (await readBlobText(context, oid)) ?? undefined;
}
