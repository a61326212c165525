import type { Credentials } from '#git';
import type { CredentialStore } from '#hosts';
import { openHostFor } from './host.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { SignedIn } from './workspace.ts';

export { checkToken, describeHost, openDeviceSignIn, readBranchRules } from './host.ts';

/** Where requests go, and with them the credentials: they are kept for this address alone. */
function addressOf({ location }: WorkspaceContext): string {
  return location.address ?? location.url;
}

function announce(context: WorkspaceContext, signedIn: SignedIn | null): void {
  context.account.signedIn = signedIn;
  if (signedIn === null) context.account.host = undefined;
  context.events.emit({ kind: 'sign-in' });
}

/** Gives the credentials to the repository worker, and keeps them in this browser only when that is asked for. */
export async function signIn(
  context: WorkspaceContext,
  credentials: Credentials,
  { keep }: { readonly keep: boolean },
): Promise<void> {
  await context.git.setCredentials(credentials);
  const store = await context.openCredentialStore?.();
  if (keep) await store?.put(addressOf(context), credentials);
  else await store?.remove(addressOf(context));
  context.account.host = await openHostFor(context, credentials);
  announce(context, { username: credentials.username, isKept: keep && store !== undefined });
}

/** Forgets the credentials here, in the repository worker and in the other tabs. */
export async function signOut(context: WorkspaceContext): Promise<void> {
  await context.git.setCredentials(undefined);
  announce(context, null);
  await (await context.openCredentialStore?.())?.remove(addressOf(context));
}

/** Signs in with what is kept in this browser, and follows other tabs that forget it. A browser that keeps nothing is no failure. */
export async function restoreSignIn(context: WorkspaceContext): Promise<void> {
  const store = await context.openCredentialStore?.();
  if (store === undefined) return;
  follow(context, store);
  const credentials = await store.get(addressOf(context)).catch(() => undefined);
  if (credentials === undefined) return;
  await context.git.setCredentials(credentials);
  context.account.host = await openHostFor(context, credentials);
  announce(context, { username: credentials.username, isKept: true });
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
