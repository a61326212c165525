import { GalleyError } from '#base';
import type { PushRefsOutcome, RefState } from '#git';
import { hostOf, type HostAdapter, type Right } from '#hosts';
import { reviewBranches } from '#review';
import { gatewayOf } from './gateway-of.ts';
import { listReviews } from './list-reviews.ts';
import type { ReviewSendOutcome } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Seconds between looks at a copy that the host is still making: a minute in all. */
const waits = [1, 2, 4, 8, 15, 30];

/** What each host said of the account's right to write, for as long as the person is signed in. */
const rights = new WeakMap<HostAdapter, Promise<Right>>();

/** True where the host says that who signed in may not write to the repository. What can't be asked is not known, and no. */
export async function canOnlySuggest({ account: { host } }: WorkspaceContext): Promise<boolean> {
  if (host === undefined) return false;
  const asked = rights.get(host) ?? host.mayWrite();
  rights.set(host, asked);
  try {
    return (await asked) === 'no';
  } catch (thrown) {
    rights.delete(host);
    if (thrown instanceof GalleyError) return false;
    throw thrown;
  }
}

/**
 * Sends what waits of reviews by someone who may not write to the repository: their branches to a copy of their own at the host, and for
 * each a change request from there. The copy is made only when `mayFork` says that the person asked for it; without, only what is in
 * one already goes on. What is said in notes stays here. Nothing that is here changes when any of it fails.
 */
export async function suggestReviews(
  context: WorkspaceContext,
  { mayFork }: { readonly mayFork: boolean },
): Promise<ReviewSendOutcome> {
  const { refs } = await context.git.state();
  const branches = refs.filter(({ name, local }) => name.startsWith(reviewBranches) && local !== null);
  const waiting = branches.filter(({ local, remote, copy }) => local !== remote && local !== copy?.tip);
  const sending = mayFork ? waiting : waiting.filter(({ copy }) => copy !== undefined);
  const { host } = context.account;
  if (waiting.length === 0) return { kind: 'kept' };
  if (host === undefined || sending.length === 0) {
    const error = new GalleyError('not-allowed', 'The account may not write to the repository');
    return { kind: 'waiting', error };
  }
  try {
    const fork = forkOf(sending) ?? (await host.fork());
    const pushed = await pushWhenReady(context, placeOfCopy(context, fork), sending);
    if (pushed.kind === 'failed') return { kind: 'waiting', error: pushed.error };
    if (pushed.kind === 'refused') return { kind: 'refused', reason: `${pushed.reason}\n${BEHIND}` };
    if (pushed.kind === 'remote-moved') return { kind: 'refused', reason: MOVED };
    const unasked = await openRequests(context, host, { fork, branches: sending });
    const notice =
      unasked.length === 0
        ? {}
        : { notice: `Not asked at the host, as their accounts are not known: ${unasked.join(', ')}.` };
    return { kind: 'sent', ...notice };
  } catch (thrown) {
    if (thrown instanceof GalleyError) return { kind: 'waiting', error: thrown };
    throw thrown;
  }
}

const BEHIND = 'Your copy may be behind the site. Bring it up to date at the host, then send this again.';
const MOVED = 'Your copy has another state of this branch. Look at it at the host.';

/** The path of the copy that has one of these already. */
function forkOf(refs: readonly RefState[]): string | undefined {
  return refs
    .map(({ copy }) => (copy === undefined ? undefined : hostOf(copy.url)?.path))
    .find((path) => path !== undefined);
}

/** The copy's address, and the way to it, which is the repository's own. Throws `corrupt` for a path that is none. */
function placeOfCopy({ repository: { url }, location }: WorkspaceContext, path: string) {
  const { origin, host, pathname } = new URL(url);
  const copy = `${origin}/${path}${pathname.endsWith('.git') ? '.git' : ''}`;
  if (hostOf(copy)?.path !== path) throw new GalleyError('corrupt', 'The host names a copy that is no repository');
  if (location.address === undefined) return { url: copy };
  const gateway = gatewayOf(url, location.address);
  if (gateway === undefined) throw new GalleyError('unsupported', 'There is no way from here to a copy');
  return { url: copy, address: `${gateway}/git/${host}${new URL(copy).pathname}` };
}

/** Pushes the branches to the copy, as soon as it answers. */
async function pushWhenReady(
  context: WorkspaceContext,
  to: ReturnType<typeof placeOfCopy>,
  refs: readonly RefState[],
): Promise<PushRefsOutcome> {
  const copies = { to, names: refs.map(({ name }) => name) };
  for (const seconds of waits) {
    const pushed = await context.git.pushCopies(copies);
    const isComing = pushed.kind === 'failed' && ['not-found', 'server-error'].includes(pushed.error.code);
    if (!isComing) return pushed;
    await new Promise<void>((resolve) => {
      context.clock.schedule(resolve, seconds * 1000);
    });
  }
  return context.git.pushCopies(copies);
}

/** Opens the change requests that are not there yet, and names the reviewers who could not be asked. */
async function openRequests(
  context: WorkspaceContext,
  host: HostAdapter,
  { fork, branches }: { readonly fork: string; readonly branches: readonly RefState[] },
): Promise<readonly string[]> {
  const names = new Set(branches.map(({ name }) => name));
  const unasked: string[] = [];
  for (const { review } of await listReviews(context)) {
    const { reviewRef, targetRef, head, title, summary, reviewers } = review;
    if (!names.has(reviewRef) || head === null || targetRef === '') continue;
    const place = { branch: short(reviewRef), target: short(targetRef), fork };
    const found = await host.findRequest({ ...place, commit: head });
    if (found === null) unasked.push(...(await host.openRequest({ ...place, title, summary, reviewers })).unasked);
  }
  return unasked;
}

function short(ref: string): string {
  return ref.replace('refs/heads/', '');
}
