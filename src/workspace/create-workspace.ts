import { EventChannel } from '#base';
import { openConflict, resolveConflict } from './conflict.ts';
import { createPost } from './create-post.ts';
import { diffChange } from './diff-change.ts';
import { discardDrafts } from './discard-drafts.ts';
import { listChanges } from './list-changes.ts';
import { listMedia, readImage } from './media.ts';
import { listPosts } from './list-posts.ts';
import { openPost } from './open-post.ts';
import { publish } from './publish.ts';
import { renderSource } from './render-source.ts';
import { returnOutboxToDrafts } from './return-outbox.ts';
import { saveDraft } from './save-draft.ts';
import { sync } from './sync.ts';
import type { WorkspaceContext, WorkspaceParts } from './workspace-context.ts';
import type { Workspace, WorkspaceEvent, WorkspaceStatus } from './workspace.ts';

/** Joins the use cases over one repository. Nothing is read or requested before `open`. */
export function createWorkspace(parts: WorkspaceParts): Workspace {
  const events = new EventChannel<WorkspaceEvent>();
  let status: WorkspaceStatus = {
    online: true,
    activity: 'idle',
    outboxLength: 0,
    draftCount: 0,
    durable: parts.durable,
  };
  let queue: Promise<unknown> = Promise.resolve();
  const context: WorkspaceContext = {
    ...parts,
    events,
    bases: new Map(),
    exclusive(task) {
      const run = queue.then(task);
      queue = run.catch(() => undefined);
      return run;
    },
    announce(change) {
      status = { ...status, ...change };
      events.emit({ kind: 'status', status });
    },
  };
  const countDrafts = async (): Promise<void> => {
    const { drafts } = await listChanges(context);
    if (drafts.length !== status.draftCount) context.announce({ draftCount: drafts.length });
  };
  const follow = (): void => {
    parts.git.subscribe((state) => {
      context.announce({ outboxLength: state.outbox.length, durable: parts.durable && state.durable });
      events.emit({ kind: 'repository' });
    });
    parts.drafts.subscribe((path) => {
      events.emit({ kind: 'draft', path });
      countDrafts().catch((error: unknown) => reportError(error));
    });
  };
  let following = false;
  const ready = async (): Promise<void> => {
    if (!following) follow();
    following = true;
    const state = await parts.git.state();
    context.announce({ outboxLength: state.outbox.length, durable: parts.durable && state.durable });
    await countDrafts();
  };

  return {
    repository: parts.repository,
    status: () => status,
    subscribe: (listener) => events.subscribe(listener),
    async open() {
      const state = await parts.git.open(parts.location);
      if (state === undefined) return { kind: 'not-cloned' };
      await ready();
      return { kind: 'ready' };
    },
    async clone(options) {
      context.announce({ activity: 'cloning' });
      const outcome = await parts.git.clone(options).finally(() => context.announce({ activity: 'idle' }));
      if (outcome.kind === 'failed') {
        context.announce({ online: outcome.error.code !== 'offline' });
        return outcome;
      }
      context.announce({ online: true });
      await ready();
      events.emit({ kind: 'repository' });
      return { kind: 'cloned' };
    },
    signIn: (credentials) => parts.git.setCredentials(credentials),
    sync: () => sync(context),
    listPosts: () => listPosts(context),
    openPost: (path) => openPost(context, path),
    saveDraft: (opened, content) => saveDraft(context, opened, content),
    renderSource,
    createPost: (title) => createPost(context, title),
    listChanges: () => listChanges(context),
    diffChange: (path) => diffChange(context, path),
    discardDrafts: (paths) => discardDrafts(context, paths),
    openConflict: (path) => openConflict(context, path),
    resolveConflict: (path, text) => resolveConflict(context, path, text),
    returnOutboxToDrafts: () => returnOutboxToDrafts(context),
    publish: (request, options) => publish(context, request, options),
    listMedia: () => listMedia(context),
    readImage: (address, postPath) => readImage(context, address, postPath),
    identity: () => parts.identities.get(),
    setIdentity: (identity) => parts.identities.set(identity),
  };
}
