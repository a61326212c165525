import type { FileChange, Oid } from '#git';
import { piecesOf } from './conflict.ts';
import { mustFindReview } from './open-review.ts';
import { rangeOf, type ReviewRange } from './review-range.ts';
import { planMerge, textsOf } from './plan-merge.ts';
import type { Reviews, ReviewWriteOutcome } from './reviews.ts';
import { sendReviews } from './send-reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ConflictTexts } from './workspace.ts';

/** The texts of a file that the review and the site changed in the same places; mine is the review's. */
export async function openReviewConflict(context: WorkspaceContext, id: string, path: string): Promise<ConflictTexts> {
  const range = await rangeOf(context, await mustFindReview(context, id));
  const { remoteHead: site } = await context.git.state();
  const { base, mine, theirs, theirOid } = await sidesOf(context, { range, site, path });
  const { files } = await context.git.listFiles();
  return {
    path,
    base,
    mine,
    theirs,
    theirOid,
    pieces: base === null || mine === null || theirs === null ? [] : piecesOf({ base, mine, theirs }),
    theirChange: files.find((file) => file.path === path)?.lastChange ?? null,
    renamedTo: null,
  };
}

/** A file as the review and the site have it now. The texts are null where one of them is no text. */
async function sidesOf(
  context: WorkspaceContext,
  { range, site, path }: { readonly range: ReviewRange | undefined; readonly site: Oid | null; readonly path: string },
): Promise<Pick<ConflictTexts, 'base' | 'mine' | 'theirs' | 'theirOid'>> {
  const { before = null, after = null } = range?.differences.find((one) => one.path === path) ?? {};
  const theirOid = site === null ? null : ((await context.git.resolvePath(site, path)) ?? null);
  const texts = await textsOf(context, { before, after, theirs: theirOid });
  return { ...(texts ?? { base: null, mine: null, theirs: null }), theirOid };
}

/** Merges the site's branch, as the remote has it, into the review: with both parents, so that what is published later is told from it. */
export async function mergeSiteIntoReview(
  context: WorkspaceContext,
  { id, settled, author }: Parameters<Reviews['mergeSite']>[0],
): Promise<ReviewWriteOutcome | { readonly kind: 'conflict'; readonly paths: readonly string[] }> {
  const row = await mustFindReview(context, id);
  const { remoteHead: site } = await context.git.state();
  const { head, reviewRef, title } = row.review;
  if (head === null || site === null) return { kind: 'moved' };
  const { base } = await context.git.relateCommits(head, site);
  if (base === null) return { kind: 'moved' };
  const plan = await planMerge(context, await context.git.diffCommits(base, site), head);
  const range = await rangeOf(context, row);
  const open: string[] = [];
  for (const path of plan.conflicts) {
    const { mine, theirOid } = await sidesOf(context, { range, site, path });
    const seen = settled.get(path);
    // What the site or the review has gained since the person decided they have not seen.
    if (seen === undefined || seen.theirOid !== theirOid || seen.mine !== mine) open.push(path);
  }
  if (open.length > 0) return { kind: 'conflict', paths: open };
  const decided = plan.conflicts.map((path): FileChange => {
    const text = settled.get(path)?.text ?? null;
    return text === null ? { kind: 'delete', path } : { kind: 'write', path, content: new TextEncoder().encode(text) };
  });
  const outcome = await context.git.updateRefs({
    author,
    commits: [
      {
        ref: reviewRef,
        expected: head,
        onto: head,
        merged: [site],
        changes: [...plan.changes, ...decided],
        message: `Bring “${title}” up to date with the site`,
      },
    ],
  });
  return outcome.kind === 'ref-moved' ? { kind: 'moved' } : sendReviews(context);
}
