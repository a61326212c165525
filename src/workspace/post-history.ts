import { GalleyError } from '#base';
import { reviewsOfCommits } from './history/reviews-of-commits.ts';
import { readBlobText, readHeadText } from './head-text.ts';
import { recordMoment } from './record-moment.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PostHistory } from './workspace.ts';

/** Who changed a post, newest first; older history is brought from the remote as far as `limit` asks for it. */
export async function postHistory(context: WorkspaceContext, path: string, limit: number): Promise<PostHistory> {
  const { versions, complete } = await context.git.pathHistory(path, { limit });
  const { outbox } = await context.git.state();
  const waiting = new Set(outbox.map(({ oid }) => oid));
  const reviews = await reviewsOfCommits(context);
  return {
    complete,
    versions: versions.map((version) => {
      const review = reviews.get(version.commit);
      return Object.assign({ isPublished: !waiting.has(version.commit) }, version, review && { review });
    }),
  };
}

/** The text of one version; null for a version that deleted the post and for one that is no UTF-8 text. */
export async function versionText(context: WorkspaceContext, oid: string | null): Promise<string | null> {
  return oid === null ? null : readBlobText(context, oid);
}

/** Makes an old version the draft of the post as it is now. Throws `not-utf8` for one that is no text. */
export function restoreVersion(context: WorkspaceContext, path: string, oid: string): Promise<void> {
  return context.exclusive(async () => {
    const text = await readBlobText(context, oid);
    if (text === null) throw new GalleyError('not-utf8', 'The version is not valid UTF-8', { data: { path } });
    const head = await readHeadText(context, path);
    const baseOid = head?.oid ?? null;
    const before = (await context.drafts.get(path))?.text ?? head?.text ?? '';
    if (text === head?.text) await context.drafts.delete(path);
    else await context.drafts.put({ path, text, baseOid, updatedAt: context.clock.now() });
    await recordMoment(context, path, { before, text, time: context.clock.now() });
    context.bases.set(path, baseOid);
  });
}
