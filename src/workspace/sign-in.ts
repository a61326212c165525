import type { GalleyError } from '#base';
import type { Credentials } from '#git';
import type { CredentialStore, HostGrant } from '#hosts';
import { finishCodeSignIn } from './code-sign-in.ts';
import { openHostFor } from './host.ts';
import { renewToken, revokeToken, type RenewOutcome } from './renew-sign-in.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { SignedIn } from './workspace.ts';

export { openCodeSignIn } from './code-sign-in.ts';
export { checkToken, describeHost, openDeviceSignIn, readBranchRules } from './host.ts';

/** Where requests go, and with them the credentials: they are kept for this address alone. */
function addressOf({ location }: WorkspaceContext): string {
  return location.address ?? location.url;
}

/** How often it is looked whether the token is about to end, and how long before that it is renewed, in milliseconds. */
const pause = 60_000;
const margin = 5 * 60_000;

interface Given {
  readonly credentials: Credentials;
  readonly isKept: boolean;
  readonly grant?: HostGrant | undefined;
}

/** Works with these from now on. */
async function workWith(context: WorkspaceContext, { credentials, isKept, grant }: Given): Promise<void> {
  const { account, git } = context;
  account.callOff?.();
  account.callOff = undefined;
  account.grant = grant;
  account.revoke = grant && (() => revokeToken(context, credentials.password));
  await git.setCredentials(credentials);
  account.host = await openHostFor(context, credentials);
  if (grant !== undefined) renewInTime(context);
  const { username } = credentials;
  announce(context, { username, isKept, ...(grant === undefined ? {} : { byCode: true }) });
}

/** Time that the computer slept counts: it is looked at now and then, not waited for. */
function renewInTime(context: WorkspaceContext): void {
  const { account, clock } = context;
  account.callOff = clock.schedule(() => {
    const { grant } = account;
    if (grant === undefined) return;
    const isDue = grant.refresh !== null && grant.expires !== null && grant.expires - clock.now() < margin;
    if (!isDue) {
      renewInTime(context);
      return;
    }
    renew(context)
      .then((outcome) => {
        // What can't be had now may come with the next look; what has ended is told when the host refuses the token.
        if (outcome.kind === 'failed') renewInTime(context);
      })
      .catch((error: unknown) => reportError(error));
  }, pause);
}

/** Gets the next token, once at a time, and works with it. */
function renew(context: WorkspaceContext): Promise<RenewOutcome> {
  const { account } = context;
  account.renewing ??= (async () => {
    const isKept = account.signedIn?.isKept === true;
    const store = isKept ? await context.openCredentialStore?.() : undefined;
    const { grant } = account;
    const outcome = await renewToken(context, { address: addressOf(context), store });
    if (outcome.kind !== 'renewed') return outcome;
    if (account.grant !== grant) return { kind: 'ended' } as const;
    await workWith(context, { ...outcome.granted, isKept });
    return outcome;
  })().finally(() => {
    account.renewing = undefined;
  });
  return account.renewing;
}

/**
 * What to do about credentials that the host refused, which had the grant `refused`. `again`: there are others now, to be tried once. `ask`: they are forgotten. An error:
 * the next token could not be asked for now, and nothing is forgotten.
 */
export async function heedRefusal(
  context: WorkspaceContext,
  refused: HostGrant | undefined,
): Promise<'again' | 'ask' | GalleyError> {
  const { signedIn, grant } = context.account;
  if (signedIn === null) return 'ask';
  // Others came while the answer was on its way.
  if (grant !== undefined && grant !== refused) return 'again';
  const outcome = await renew(context);
  if (outcome.kind === 'renewed') return 'again';
  if (outcome.kind === 'failed') return outcome.error;
  await forget(context);
  return 'ask';
}

function announce(context: WorkspaceContext, signedIn: SignedIn | null): void {
  const { account } = context;
  account.signedIn = signedIn;
  if (signedIn === null) {
    account.callOff?.();
    account.host = account.grant = account.callOff = account.revoke = undefined;
  } else account.arrivalProblem = null;
  context.events.emit({ kind: 'sign-in' });
}

/** Gives the credentials to the repository worker, and keeps them in this browser only when that is asked for. */
export async function signIn(
  context: WorkspaceContext,
  credentials: Credentials,
  { keep, grant }: { readonly keep: boolean; readonly grant?: HostGrant },
): Promise<void> {
  const store = await context.openCredentialStore?.();
  if (keep) await store?.put(addressOf(context), { ...credentials, ...(grant === undefined ? {} : { grant }) });
  else await store?.remove(addressOf(context));
  await workWith(context, { credentials, isKept: keep && store !== undefined, grant });
}

/**
 * Forgets the credentials here, in the repository worker and in the other tabs. A token that the host gave by a code is ended there as
 * well, where the host has a way to; one that the person made is theirs.
 */
export async function signOut(context: WorkspaceContext): Promise<void> {
  context.account.revoke?.();
  await forget(context);
}

async function forget(context: WorkspaceContext): Promise<void> {
  await context.git.setCredentials(undefined);
  announce(context, null);
  await (await context.openCredentialStore?.())?.remove(addressOf(context));
}

/**
 * Signs in with what someone came back with from the host, else with what is kept in this browser, and follows other tabs that forget it.
 * A browser that keeps nothing is no failure.
 */
export async function restoreSignIn(context: WorkspaceContext): Promise<void> {
  const store = await context.openCredentialStore?.();
  if (store !== undefined) follow(context, store);
  if (await arrive(context)) return;
  const kept = await store?.get(addressOf(context)).catch(() => undefined);
  if (kept === undefined) return;
  const { username, password, grant } = kept;
  await workWith(context, { credentials: { username, password }, isKept: true, grant });
}

/** Whether someone came back from the host with a token. What went wrong is kept for the screen to say. */
async function arrive(context: WorkspaceContext): Promise<boolean> {
  const { account, given } = context;
  if (given !== undefined && account.hasArrived !== true) {
    account.hasArrived = true;
    const { credentials, keep, grant } = given;
    await signIn(context, credentials, { keep, ...(grant === undefined ? {} : { grant }) });
    return true;
  }
  const outcome = await finishCodeSignIn(context);
  if (outcome?.kind !== 'granted') {
    if (outcome !== undefined) context.account.arrivalProblem = outcome;
    return false;
  }
  const { credentials, grant } = outcome.granted;
  await signIn(context, credentials, { keep: context.codeSignIn?.arrival?.keep === true, grant });
  return true;
}

function follow(context: WorkspaceContext, store: CredentialStore): void {
  if (context.account.isFollowed) return;
  context.account.isFollowed = true;
  store.onRemoved(addressOf(context), () => {
    // A tab that signed in without keeping has its own.
    if (context.account.signedIn?.isKept !== true) return;
    announce(context, null);
    context.git.setCredentials(undefined).catch((error: unknown) => reportError(error));
  });
}
