/**
 * Puts git's reason for not updating a work tree into words that say what to do. Other reasons stay as git gave them.
 * `folder` is the work tree.
 */
export function explainPushRefusal(reason: string, folder: string): string {
  if (/^Working directory (has (un)?staged changes|not clean)/.test(reason)) {
    return `The folder ${folder} has changes that are not committed. Commit or stash them, then publish again.`;
  }
  if (reason.startsWith('Could not update working tree to new HEAD')) {
    return `The folder ${folder} could not follow: a file in it that is not committed is in the way. Move it, then publish again.`;
  }
  return reason;
}
