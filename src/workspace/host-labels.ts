import { GalleyError } from '#base';
import type { WorkspaceContext } from './workspace-context.ts';

/**
 * Asks the host that the person signed in to for the labels of its open change requests, and tells whether they changed. A host that can't
 * be asked, or does not let this token ask, leaves what was seen last.
 */
export async function refreshLabels({ account, requests }: WorkspaceContext): Promise<boolean> {
  if (account.host === undefined) return false;
  try {
    const open = await account.host.listOpenRequests();
    const labels = new Map<string, readonly string[]>();
    // A branch may have several requests.
    for (const { branch, labels: own } of open) labels.set(branch, [...(labels.get(branch) ?? []), ...own]);
    const isChanged = JSON.stringify([...labels]) !== JSON.stringify([...requests.labels]);
    requests.labels = labels;
    return isChanged;
  } catch (thrown) {
    if (!(thrown instanceof GalleyError)) throw thrown;
    return false;
  }
}
