import { GalleyError } from '#base';
import type { WorkspaceContext } from './workspace-context.ts';

export type SyncOutcome =
  /** `rewritten`: the history of the branch was replaced on the remote; the branch here follows it. */
  { readonly kind: 'synced'; readonly rewritten?: true } | { readonly kind: 'failed'; readonly error: GalleyError };

/**
 * Brings in what the remote has. Drafts and the outbox stay as they are; `publish` puts them on top. Fails with
 * `branch-rewritten` while an outbox waits on a history that the remote has replaced.
 */
export async function sync(context: WorkspaceContext): Promise<SyncOutcome> {
  const outcome = await context.git.fetch();
  if (outcome.kind === 'failed') {
    context.announce({ online: outcome.error.code !== 'offline' });
    return outcome;
  }
  context.announce({ online: true });
  if (outcome.moved) await (await import('./use-cases.ts')).followRenames(context);
  if (outcome.rewritten !== true) return { kind: 'synced' };
  if ((await context.git.state()).outbox.length === 0) return { kind: 'synced', rewritten: true };
  const error = new GalleyError('branch-rewritten', 'The branch was rewritten');
  return { kind: 'failed', error };
}
