import { inferSite, type PostSummary, type SiteLayout } from '#content';
import type { Oid, TreeFiles } from '#git';
import { siteConfig } from './site-config.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Where this repository keeps its posts and images: as its configuration says, else as its paths show. */
export async function siteLayout(context: WorkspaceContext): Promise<SiteLayout> {
  const [{ files }, { config }] = await Promise.all([context.git.listFiles(), siteConfig(context)]);
  const inferred = inferSite(files.map((file) => file.path));
  return {
    postFolder: config.posts.folder ?? inferred.postFolder,
    mediaFolder: config.media.folder ?? inferred.mediaFolder,
  };
}

const known = new WeakMap<WorkspaceContext, { readonly head: Oid | null; readonly uses: boolean }>();

/** True when any post of the repository names its author, or there is no post yet: then a post without author divs still shows their fields. */
export async function usesAuthorDivs(context: WorkspaceContext): Promise<boolean> {
  const { head, complete, files } = await context.git.listFiles();
  const last = known.get(context);
  if (last?.head === head) return last.uses;
  const uses = hasAuthorDivs(files);
  // It is asked with each preview, and a large site's rows are many. While they come, more may be told.
  if (complete) known.set(context, { head, uses });
  return uses;
}

function hasAuthorDivs(files: TreeFiles<PostSummary>): boolean {
  let isAnyKnown = false;
  for (const { row } of files) {
    if (row?.format === 'author-divs') return true;
    isAnyKnown ||= row !== null;
  }
  return !isAnyKnown;
}
