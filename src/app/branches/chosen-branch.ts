/** Under what the branch of a repository is stored, in the tab and in the browser. */
export const branchKeyOf = (url: string): string => `galley:branch:${url}`;

/**
 * The branch that this tab works on in the repository at `url`; undefined for the site's own. A new tab begins on the one
 * that was chosen last in any tab.
 */
export function chosenBranch(url: string): string | undefined {
  try {
    return (sessionStorage.getItem(branchKeyOf(url)) ?? localStorage.getItem(branchKeyOf(url))) || undefined;
  } catch {
    // Storage is blocked: then there is nothing but the site's own.
    return undefined;
  }
}

/** Chooses the branch for this tab and for new ones; '' for the site's own. The page has to be loaded anew then. Throws where nothing is stored. */
export function chooseBranch(url: string, branch: string): void {
  sessionStorage.setItem(branchKeyOf(url), branch);
  localStorage.setItem(branchKeyOf(url), branch);
}

/** Loads the page anew on the site's own branch. */
export function leaveBranch(url: string): void {
  chooseBranch(url, '');
  window.location.reload();
}
