import { GalleyError } from '#base';
import { decodeText, isPostPath, summarizePost } from '#content';
import type { BranchCommit, PathDifference } from '#git';
import { findRenamed } from '../find-renamed.ts';
import { readBlobText } from '../head-text.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { DeletedPost, DeletedPosts } from './history.ts';

/** The posts that were deleted among the newest `limit` commits and that the branch does not have. Renamed ones are not deleted. */
export async function listDeletedPosts(context: WorkspaceContext, limit: number): Promise<DeletedPosts> {
  const { commits, complete } = await context.git.branchHistory(limit);
  const { files } = await context.git.listFiles();
  const taken = new Set(files.map(({ path }) => path));
  const found: { readonly path: string; readonly oid: string; readonly commit: BranchCommit }[] = [];
  for (const commit of commits) {
    for (const { path, before, after } of commit.differences ?? []) {
      if (before === null || after !== null || taken.has(path) || !isPostPath(path)) continue;
      if (await wasDeletedBefore(context, commit, path)) continue;
      // Whatever became of it before, its last end is what counts.
      taken.add(path);
      if (!(await isRenamed(context, { path, oid: before }, commit.differences ?? [])))
        found.push({ path, oid: before, commit });
    }
  }
  const posts = await Promise.all(found.map((one) => describe(context, one)));
  return { posts, complete };
}

/** Whether a merge only brought in what another branch had deleted: that branch's commit tells it. */
async function wasDeletedBefore(context: WorkspaceContext, { parents }: BranchCommit, path: string): Promise<boolean> {
  for (const parent of parents.slice(1))
    if ((await context.git.resolvePath(parent, path).catch(unlessMissing)) === undefined) return true;
  return false;
}

/** A parent that is not here says nothing. */
function unlessMissing(error: unknown): string {
  if (error instanceof GalleyError && error.code === 'not-found') return '';
  throw error;
}

/** Files that can't be asked for now are taken for deleted: rather shown once too often than not at all. */
async function isRenamed(
  context: WorkspaceContext,
  gone: { readonly path: string; readonly oid: string },
  differences: readonly PathDifference[],
): Promise<boolean> {
  return (await findRenamed(context, gone, differences).catch(() => undefined)) !== undefined;
}

async function describe(
  context: WorkspaceContext,
  { path, oid, commit }: { readonly path: string; readonly oid: string; readonly commit: BranchCommit },
): Promise<DeletedPost> {
  const content = await context.git.readBlob(oid).catch(() => undefined);
  const isText = content !== undefined && decodeText(content).kind === 'text';
  return {
    path,
    oid,
    title: isText ? summarizePost(path, content).title : '',
    author: commit.author.name,
    time: commit.time,
    message: commit.message,
    hasDraft: (await context.drafts.get(path)) !== undefined,
  };
}

/** Makes what a deleted post held last the draft of a new one at the same place. A draft that is there already stays. */
export function restoreDeleted(
  context: WorkspaceContext,
  { path, oid }: Pick<DeletedPost, 'path' | 'oid'>,
): Promise<void> {
  return context.exclusive(async () => {
    const text = await readBlobText(context, oid);
    if (text === null) throw new GalleyError('not-utf8', 'The post is not valid UTF-8', { data: { path } });
    await context.drafts.update(
      path,
      (stored) => stored ?? { path, text, baseOid: null, updatedAt: context.clock.now() },
    );
    context.bases.set(path, null);
  });
}
