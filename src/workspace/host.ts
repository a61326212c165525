import { GalleyError } from '#base';
import type { Credentials } from '#git';
import type { DeviceFlow, HostAdapter } from '#hosts';
import { findDeviceFlow } from './code-sign-in.ts';
import { gatewayOf } from './gateway-of.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { HostDescription, NamedBranchRules, TokenReport } from './workspace.ts';

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

/** Sign-in by a code, where the repository is at github.com behind a gateway that is registered there. */
export async function openDeviceSignIn(context: WorkspaceContext): Promise<DeviceFlow | null> {
  const { mayAskHost, repository, location, clock } = context;
  if (mayAskHost !== true) return null;
  const { origin } = new URL(repository.url);
  return findDeviceFlow({ origin, gateway: gatewayOf(repository.url, location.address), clock });
}

/** Asks the host what the credentials may do. They are kept nowhere. */
export async function checkToken(context: WorkspaceContext, credentials: Credentials): Promise<TokenReport | null> {
  const host = await openHostFor(context, credentials);
  if (host === undefined) return null;
  const check = await host.checkToken();
  return { ...check, rules: check.read === 'no' ? null : await rulesOf(context, host) };
}

/** What the host keeps of the branch that is worked on, for who signed in. */
export async function readBranchRules(context: WorkspaceContext): Promise<NamedBranchRules | null> {
  const { host } = context.account;
  return host === undefined ? null : rulesOf(context, host);
}

async function rulesOf(context: WorkspaceContext, host: HostAdapter): Promise<NamedBranchRules | null> {
  const branch = await currentBranch(context);
  if (branch === undefined) return null;
  // A token may push and not ask for this; and work goes on without an answer.
  const [rules, write] = await Promise.all([unlessFailed(host.branchRules(branch)), unlessFailed(host.mayWrite())]);
  if (write === 'no') return { branch, isProtected: false, approvals: null, ...rules, write, push: 'no' };
  return rules === null ? null : { branch, ...rules, write: write ?? 'unknown' };
}

async function unlessFailed<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof GalleyError) return null;
    throw thrown;
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
