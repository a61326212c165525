import { inferSite, type SiteLayout } from '#content';
import type { WorkspaceContext } from './workspace-context.ts';

/** Where this repository keeps its posts and images. */
export async function siteLayout(context: WorkspaceContext): Promise<SiteLayout> {
  const { files } = await context.git.listFiles();
  return inferSite(files.map((file) => file.path));
}

/** True when any post of the repository names its author, or there is no post yet: then a post without author divs still shows their fields. */
export async function usesAuthorDivs(context: WorkspaceContext): Promise<boolean> {
  const { files } = await context.git.listFiles();
  const rows = files.flatMap((file) => (file.row === null ? [] : [file.row]));
  return rows.length === 0 || rows.some((row) => row.format === 'author-divs');
}
