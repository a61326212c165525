import { GalleyError } from '#base';
import type { TransferOptions } from '#git';
import { commitDrafts } from './commit-drafts.ts';
import { endCommittedDrafts } from './end-committed-drafts.ts';
import { reapplyOutbox } from './reapply-outbox.ts';
import { returnOutbox } from './return-outbox.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PublishOutcome, PublishRequest } from './workspace.ts';

/** How often a push that lost a race is tried again on top of the winner before the person is asked to retry. */
const RACES = 8;
/** How often the remote may say that its branch moved while it shows no new commit. Once it may be a slow copy of it. */
const STANDSTILLS = 2;

/**
 * Commits the drafts and pushes the outbox. When the remote has moved on, the outbox is put on top of it and pushed
 * again; when both changed the same lines, all of it comes back as drafts. Never forces.
 */
export async function publish(
  context: WorkspaceContext,
  request: PublishRequest,
  options: TransferOptions = {},
): Promise<PublishOutcome> {
  context.announce({ activity: 'publishing' });
  try {
    return await commitAndPush(context, request, options);
  } finally {
    context.announce({ activity: 'idle' });
  }
}

async function commitAndPush(
  context: WorkspaceContext,
  request: PublishRequest,
  options: TransferOptions,
): Promise<PublishOutcome> {
  if (request.paths.length > 0) {
    const committed = await context.exclusive(() => commitDrafts(context, request));
    if (committed.kind === 'conflict') return committed;
  }
  await endCommittedDrafts(context);
  const { outbox } = await context.git.state();
  let standstills = 0;
  for (let race = 0; race < RACES; race += 1) {
    const pushed = await context.git.push(options);
    switch (pushed.kind) {
      case 'published':
        context.announce({ online: true });
        return {
          kind: 'published',
          commit: pushed.head,
          ...(pushed.notice === undefined ? {} : { notice: pushed.notice }),
        };
      case 'nothing-to-push': {
        // The remote turned out to have it all: the answer to an earlier push was lost.
        const { head } = await context.git.state();
        return outbox.length === 0 || head === null
          ? { kind: 'nothing-to-publish' }
          : { kind: 'published', commit: head };
      }
      case 'refused':
        return { kind: 'refused', reason: pushed.reason };
      case 'failed':
        context.announce({ online: pushed.error.code !== 'offline' });
        return { kind: 'failed', error: pushed.error };
      case 'remote-moved': {
        const fetched = await context.git.fetch(options);
        if (fetched.kind === 'failed') return { kind: 'failed', error: fetched.error };
        if (fetched.rewritten === true) {
          await context.exclusive(() => returnOutbox(context));
          const error = new GalleyError('branch-rewritten', 'The history of the branch was replaced on the remote');
          return { kind: 'failed', error };
        }
        const { remoteHead, outboxBase } = await context.git.state();
        if (remoteHead === outboxBase && !fetched.moved) {
          standstills += 1;
          if (standstills === STANDSTILLS) return { kind: 'failed', error: standstill() };
        }
        const reapplied = await context.exclusive(async () => {
          const outcome = await reapplyOutbox(context);
          if (outcome.kind === 'conflict') await returnOutbox(context);
          return outcome;
        });
        if (reapplied.kind === 'conflict') return reapplied;
      }
    }
  }
  const error = new GalleyError('server-error', 'Other people publish faster than this push gets through');
  return { kind: 'failed', error };
}

function standstill(): GalleyError {
  return new GalleyError('server-error', 'The remote refuses the push as outdated, and has nothing newer', {
    data: { reason: 'standstill' },
  });
}
