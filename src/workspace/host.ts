import { GalleyError } from '#base';
import type { Credentials } from '#git';
import type { HostAdapter } from '#hosts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { HostDescription, TokenReport } from './workspace.ts';

/** What can be said of the host without asking it. */
export async function describeHost({ mayAskHost, repository }: WorkspaceContext): Promise<HostDescription | null> {
  if (mayAskHost !== true) return null;
  const { hostOf, tokenPageOf } = await import('#hosts');
  const place = hostOf(repository.url);
  if (place === undefined) return null;
  const requestWord = place.kind === 'gitlab' ? 'merge request' : 'pull request';
  return { name: place.name, requestWord, tokenPage: tokenPageOf(place) };
}

/** What the host has beyond git for the credentials; undefined for a server of git alone. */
export async function openHostFor(
  { mayAskHost, repository }: WorkspaceContext,
  credentials: Credentials,
): Promise<HostAdapter | undefined> {
  if (mayAskHost !== true) return undefined;
  const { hostOf, openHost } = await import('#hosts');
  const place = hostOf(repository.url);
  return place === undefined ? undefined : openHost(place, credentials);
}

/** Asks the host what the credentials may do. They are kept nowhere. */
export async function checkToken(context: WorkspaceContext, credentials: Credentials): Promise<TokenReport | null> {
  const host = await openHostFor(context, credentials);
  if (host === undefined) return null;
  const check = await host.checkToken();
  const branch = await currentBranch(context);
  if (branch === undefined || check.read === 'no') return { ...check, rules: null };
  try {
    return { ...check, rules: { branch, ...(await host.branchRules(branch)) } };
  } catch (thrown) {
    // A token may push and not ask for this; what is asked here is the token.
    if (GalleyError.from(thrown).code === 'internal') throw thrown;
    return { ...check, rules: null };
  }
}

/** The branch that is worked on. Before the first clone only a branch that was chosen is known. */
async function currentBranch({ git, location }: WorkspaceContext): Promise<string | undefined> {
  try {
    return (await git.state()).branch;
  } catch (thrown) {
    if (!(thrown instanceof GalleyError)) throw thrown;
    return location.branch;
  }
}
