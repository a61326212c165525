import type { GalleyError } from '#base';
import type { WorkspaceContext } from './workspace-context.ts';

export type SyncOutcome = { readonly kind: 'synced' } | { readonly kind: 'failed'; readonly error: GalleyError };

/** Brings in what the remote has. Drafts and the outbox stay as they are; `publish` puts them on top. */
export async function sync(context: WorkspaceContext): Promise<SyncOutcome> {
  const outcome = await context.git.fetch();
  if (outcome.kind === 'failed') {
    context.announce({ online: outcome.error.code !== 'offline' });
    return outcome;
  }
  context.announce({ online: true });
  return { kind: 'synced' };
}
