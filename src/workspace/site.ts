import { inferSite, type SiteLayout } from '#content';
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

/** True when any post of the repository names its author, or there is no post yet: then a post without author divs still shows their fields. */
export async function usesAuthorDivs(context: WorkspaceContext): Promise<boolean> {
  const { files } = await context.git.listFiles();
  const rows = files.flatMap(({ row }) => (row === null ? [] : [row]));
  return rows.length === 0 || rows.some((row) => row.format === 'author-divs');
}
