/**
 * The name under which the drafts of a branch are kept; `branch` is undefined for the one that was cloned first, whose drafts
 * lie where those without a branch have always been. No URL and no branch has a line break.
 */
export function draftsPlace(url: string, branch: string | undefined): string {
  return branch === undefined ? url : `${url}\n${branch}`;
}
