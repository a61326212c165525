import { GalleyError } from '#base';
import type { TransferOptions } from '#git';
import { commitDrafts } from './commit-drafts.ts';
import { endCommittedDrafts } from './end-committed-drafts.ts';
import { followRenames } from './follow-renames.ts';
import { endPublishedBranches } from './end-published-branches.ts';
import { reapplyOutbox } from './reapply-outbox.ts';
import { returnOutbox } from './return-outbox.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import type { PublishOutcome, PublishRequest } from './workspace.ts';

/**
 * How often a push that lost a race is tried again on top of the winner before the person is asked to retry. Each time someone
 * else got through, so that it is not in vain to go on: of eight people who publish at once, one may come last many times.
 */
const RACES = 100;
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
    // Of reviews: their tips are commits of the outbox, or parents of one.
    const { outbox, refs } = await context.git.state();
    const merged = refs.length === 0 ? [] : outbox.flatMap(({ oid, merged: others = [] }) => [oid].concat(others));
    const outcome = await commitAndPush(context, request, options);
    await followRenames(context);
    if (outcome.kind === 'published' && merged.length > 0) await endPublishedBranches(context, merged, request.author);
    return outcome.kind === 'conflict'
      ? { kind: 'conflict', paths: await whereDraftsAre(context, outcome.paths) }
      : outcome;
  } finally {
    context.announce({ activity: 'idle' });
  }
}

/** The paths of drafts that went with their posts while this was tried. */
async function whereDraftsAre(context: WorkspaceContext, paths: readonly string[]): Promise<readonly string[]> {
  const places: string[] = [];
  for (const path of paths) {
    const moved = context.renames.get(path);
    places.push(moved !== undefined && (await context.drafts.get(path)) === undefined ? moved : path);
  }
  return places;
}

async function commitAndPush(
  context: WorkspaceContext,
  request: PublishRequest,
  options: TransferOptions,
): Promise<PublishOutcome> {
  const renames = new Map<string, string>();
  const revived = new Map<string, string>();
  if (request.paths.length > 0) {
    const committed = await context.exclusive(() => commitDrafts(context, request));
    if (committed.kind === 'conflict' || committed.kind === 'files-differ') return committed;
    if (committed.kind === 'committed') for (const [from, to] of committed.renames) renames.set(from, to);
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
          ...noticeOf(pushed.notice, { renames, revived }),
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
          const returned = await context.exclusive(() => returnOutbox(context, request.choices));
          if (returned.kind === 'files-differ') return returned;
          const error = new GalleyError('branch-rewritten', 'The branch was rewritten');
          return { kind: 'failed', error };
        }
        const { remoteHead, outboxBase, outbox: waiting } = await context.git.state();
        if (remoteHead === outboxBase && !fetched.moved) {
          standstills += 1;
          if (standstills === STANDSTILLS) return { kind: 'failed', error: standstill() };
        }
        const reapplied = await context.exclusive(async () => {
          const outcome = await reapplyOutbox(context, request.choices);
          if (outcome.kind !== 'conflict') return outcome;
          const returned = await returnOutbox(context, request.choices);
          return returned.kind === 'files-differ' ? returned : outcome;
        });
        if (reapplied.kind !== 'reapplied') return reapplied;
        for (const [from, to] of reapplied.renames) renames.set(from, to);
        for (const [from, to] of reapplied.revived) revived.set(from, to);
        // The remote has the same already, or the person let theirs stay.
        if (waiting.length > 0 && (await context.git.state()).outbox.length === 0)
          return { kind: 'nothing-to-publish' };
      }
    }
  }
  const error = new GalleyError('server-error', 'Other people publish faster than this push gets through');
  return { kind: 'failed', error };
}

/** What the person should know beside that it is published. */
function noticeOf(
  fromServer: string | undefined,
  { renames, revived }: Readonly<Record<'renames' | 'revived', ReadonlyMap<string, string>>>,
): { readonly notice?: string } {
  const moved = [...renames].map(
    ([from, to]) => `${from} was renamed to ${to} in the repository, and your changes are published there.`,
  );
  const back = [...revived].map(
    ([from, to]) =>
      `Someone else had deleted ${from}, which you renamed. It is published as ${to}; delete it there if it is to go.`,
  );
  const all = [...(fromServer === undefined ? [] : [fromServer]), ...moved, ...back];
  return all.length === 0 ? {} : { notice: all.join('\n') };
}

function standstill(): GalleyError {
  return new GalleyError('server-error', 'The remote refuses the push as outdated, and has nothing newer', {
    data: { reason: 'standstill' },
  });
}
