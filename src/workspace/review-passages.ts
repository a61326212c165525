import { GalleyError } from '#base';
import type { Oid } from '#git';
import { movePassage, passageOf, type PassageRange, type Review } from '#review';
import { readBlobText } from './head-text.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { ChangeDiff } from './workspace.ts';

/** Where the passage that a thread is about is now. */
export interface ReviewPassage {
  readonly path: string;
  /** The words that were commented on; null where the commit that had them is not here. */
  readonly quote: string | null;
  /** Null once the passage is gone from the text: the thread is outdated. */
  readonly range: PassageRange | null;
}

/** The passages of a review's threads by the ids of their comments, followed to the text that the review has of each file now. */
export async function passagesOf(
  context: WorkspaceContext,
  review: Review,
  files: readonly ChangeDiff[],
): Promise<ReadonlyMap<string, ReviewPassage>> {
  const passages = new Map<string, ReviewPassage>();
  const texts = new Map<string, string | null>();
  for (const { comment } of review.threads) {
    const { commit = '', path, range } = comment.location;
    if (path === undefined || range === undefined) continue;
    const key = `${commit}:${path}`;
    const before = texts.get(key) ?? (await textAt(context, commit, path));
    texts.set(key, before);
    const now = files.find((file) => file.path === path)?.after ?? null;
    const moved = before === null || now === null ? undefined : movePassage(before, range, now);
    passages.set(comment.id, {
      path,
      quote: before === null ? null : passageOf(before, range),
      range: moved?.kind === 'kept' ? moved.range : null,
    });
  }
  return passages;
}

/** The text of a file in a commit; null where either is not here, or it is no text. */
export async function textAt(context: WorkspaceContext, commit: Oid, path: string): Promise<string | null> {
  if (!/^[0-9a-f]{40}$/.test(commit)) return null;
  try {
    const oid = await context.git.resolvePath(commit, path);
    return oid === undefined ? null : await readBlobText(context, oid);
  } catch (thrown) {
    if (thrown instanceof GalleyError && thrown.code === 'not-found') return null;
    throw thrown;
  }
}
