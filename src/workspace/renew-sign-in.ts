import { GalleyError } from '#base';
import type { CredentialStore, GrantedToken } from '#hosts';
import { openFlow } from './code-sign-in.ts';
import type { WorkspaceContext } from './workspace-context.ts';

export type RenewOutcome =
  | { readonly kind: 'renewed'; readonly granted: GrantedToken }
  /** The host gives no token any more, or someone signed out. */
  | { readonly kind: 'ended' }
  /** The host could not be asked now. */
  | { readonly kind: 'failed'; readonly error: GalleyError };

/**
 * Gets the token that follows the one in use. What gets it can be used once: tabs that share a sign-in take turns, and one that finds
 * that another was faster takes over what that one got. What is kept is written before it is used.
 */
export async function renewToken(
  context: WorkspaceContext,
  { address, store }: { readonly address: string; readonly store: CredentialStore | undefined },
): Promise<RenewOutcome> {
  const { grant } = context.account;
  if (grant === undefined) return { kind: 'ended' };
  const renew = async (): Promise<RenewOutcome> => {
    const kept = await store?.get(address);
    // Signed out in another tab.
    if (store !== undefined && kept === undefined) return { kind: 'ended' };
    if (kept?.grant !== undefined && kept.grant.refresh !== grant.refresh) {
      const { username, password } = kept;
      return { kind: 'renewed', granted: { credentials: { username, password }, grant: kept.grant } };
    }
    const flow = await openFlow(context);
    if (grant.refresh === null || flow === undefined) return { kind: 'ended' };
    const granted = await flow.renew(grant.refresh);
    // Nothing is kept for who signed out meanwhile.
    if (context.account.grant !== grant) {
      revokeToken(context, granted.credentials.password);
      return { kind: 'ended' };
    }
    await store?.put(address, { ...granted.credentials, grant: granted.grant });
    return { kind: 'renewed', granted };
  };
  try {
    return await (store === undefined ? renew() : store.exclusively(address, renew));
  } catch (thrown) {
    const error = GalleyError.from(thrown);
    return error.code === 'not-allowed' ? { kind: 'ended' } : { kind: 'failed', error };
  }
}

/** Has the host end a token that it gave by a code. Nobody waits for it, and a host that can't be asked changes nothing here. */
export function revokeToken(context: WorkspaceContext, token: string): void {
  openFlow(context)
    .then((flow) => flow?.revoke(token))
    .catch((thrown: unknown) => {
      if (!(thrown instanceof GalleyError)) reportError(thrown);
    });
}
