import type { PathDifference } from '#git';
import { readBlobText, readHeadText } from '../head-text.ts';
import { mergeText } from '../merge-text.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { ActivityCommit, UndoOutcome } from './history.ts';

/**
 * Takes a commit back: what it made of each file is the base, what was before it the change, and the branch what it goes
 * into. The results are drafts. Files with a draft already are left alone.
 */
export function undoCommit(
  context: WorkspaceContext,
  { differences }: Pick<ActivityCommit, 'oid' | 'differences'>,
): Promise<UndoOutcome> {
  return context.exclusive(async () => {
    const made = { undone: [], conflicts: [], unchanged: [], leftAlone: [] } satisfies Record<
      keyof UndoOutcome,
      string[]
    >;
    const outcome: Record<keyof UndoOutcome, string[]> = made;
    for (const difference of differences ?? []) outcome[await undoFile(context, difference)].push(difference.path);
    return outcome;
  });
}

async function undoFile(
  context: WorkspaceContext,
  { path, before, after }: PathDifference,
): Promise<keyof UndoOutcome> {
  if ((await context.drafts.get(path)) !== undefined || (await context.drafts.files.get(path)) !== undefined)
    return 'leftAlone';
  const head = await readHeadText(context, path);
  const headOid = head?.oid ?? null;
  const updatedAt = context.clock.now();
  if (headOid === before) return 'unchanged';
  if (headOid === after && before === null && after !== null) {
    await context.drafts.files.putDeletion({ kind: 'deleted', path, baseOid: after, updatedAt });
    return 'undone';
  }
  const base = after === null ? null : await readBlobText(context, after);
  const earlier = before === null ? null : await readBlobText(context, before);
  const isText = (before === null) === (earlier === null) && (after === null) === (base === null);
  // A file that was made there and changed since, or was deleted since: nothing to take back without losing work.
  if (!isText || earlier === null || head?.text === null || (head === undefined && after !== null)) return 'leftAlone';
  const merged = mergeText({ base, mine: earlier, theirs: head?.text ?? null });
  if (merged.kind === 'deleted') return 'unchanged';
  if (merged.kind === 'conflict') {
    // What publishing would find as well: a draft made from the commit's version, against what the branch has now.
    await context.drafts.put({ path, text: earlier, baseOid: after, updatedAt });
    context.bases.set(path, after);
    return 'conflicts';
  }
  if (merged.text === head?.text) return 'unchanged';
  await context.drafts.put({ path, text: merged.text, baseOid: headOid, updatedAt });
  context.bases.set(path, headOid);
  return 'undone';
}
