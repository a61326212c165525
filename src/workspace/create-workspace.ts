import { EventChannel, GalleyError } from '#base';
import type { RepositoryState } from '#git';
import { isImagePath } from '#media';
import { listMedia, readImage, readImageAt } from './media.ts';
import { listPosts } from './list-posts.ts';
import { createPostSearch } from './search-posts.ts';
import { sync } from './sync.ts';
import { createHistory } from './history/workspace-history.ts';
import { createReviews } from './workspace-reviews.ts';
import type { WorkspaceContext, WorkspaceParts } from './workspace-context.ts';
import type { Workspace, WorkspaceEvent, WorkspaceStatus } from './workspace.ts';

/** What opening, saving and publishing need is large (Markdown, front matter, merge): it comes after the first screen. */
const loadUseCases = () => import('./use-cases.ts');
const loadReviewUseCases = () => import('./review-use-cases.ts');
const loadSignIn = () => import('./sign-in.ts');

/** Joins the use cases over one repository. Nothing is read or requested before `open`. */
export function createWorkspace(parts: WorkspaceParts): Workspace {
  const events = new EventChannel<WorkspaceEvent>();
  let status: WorkspaceStatus = {
    online: true,
    activity: 'idle',
    outboxLength: 0,
    draftCount: 0,
    branch: '',
    reviewsWaiting: 0,
    nextDue: null,
    durable: parts.durable,
  };
  let queue: Promise<unknown> = Promise.resolve();
  const requests: WorkspaceContext['requests'] = { labels: new Map() };
  const context: WorkspaceContext = {
    labelsOfBranches: async () => requests.labels,
    ...parts,
    requests,
    events,
    bases: new Map(),
    renames: new Map(),
    followed: { head: null },
    stored: new WeakMap(),
    account: { signedIn: null, isFollowed: false },
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
    const { drafts } = await (await loadUseCases()).listChanges(context);
    if (drafts.length !== status.draftCount) context.announce({ draftCount: drafts.length });
  };
  const countReviews = async (): Promise<void> => {
    const useCases = await loadReviewUseCases();
    const rows = await useCases.listReviews(context);
    const nextDue = useCases.nextDue(rows, (await parts.git.state()).branch);
    const reviewsWaiting = rows.filter(({ group }) => group === 'waiting-for-me').length;
    if (reviewsWaiting !== status.reviewsWaiting || nextDue !== status.nextDue)
      context.announce({ reviewsWaiting, nextDue });
  };
  let seen = { refs: '', branch: '' };
  /** Tells those whose views changed: comments come and go while the posts stay as they are. */
  const announceState = (state: RepositoryState): void => {
    const now = {
      refs: state.refs.map(({ name, local, remote }) => `${name} ${local} ${remote}`).join('\n'),
      branch: `${state.head} ${state.remoteHead} ${state.outboxBase}`,
    };
    const isOnlyRefs = now.branch === seen.branch && now.refs !== seen.refs;
    if (now.refs !== seen.refs || (now.branch !== seen.branch && now.refs !== '')) {
      events.emit({ kind: 'reviews' });
      countReviews().catch((error: unknown) => reportError(error));
    }
    seen = now;
    if (!isOnlyRefs) events.emit({ kind: 'repository' });
  };
  const follow = (): void => {
    parts.git.subscribe((state) => {
      context.announce({ outboxLength: state.outbox.length, durable: parts.durable && state.durable });
      announceState(state);
    });
    let isFirstDraft = true;
    parts.drafts.subscribe((path) => {
      if (isFirstDraft) parts.askToKeepStorage?.().catch((error: unknown) => reportError(error));
      isFirstDraft = false;
      events.emit({ kind: 'draft', path });
      if (isImagePath(path)) events.emit({ kind: 'media' });
      countDrafts().catch((error: unknown) => reportError(error));
    });
  };
  /**
   * A host that does not take the credentials gets them once, not with every request: there are others to try again with, or they are
   * forgotten and the person is asked.
   */
  const heed = async <Outcome extends { readonly kind: string }>(
    run: () => Promise<Outcome>,
    again = run,
  ): Promise<Outcome> => {
    const { grant } = context.account;
    const outcome = await run();
    const error = 'error' in outcome ? outcome.error : undefined;
    if (!(error instanceof GalleyError) || error.code !== 'sign-in-needed') return outcome;
    const answer = await (await loadSignIn()).heedRefusal(context, grant);
    if (answer === 'ask') return outcome;
    return answer === 'again' ? again() : { ...outcome, error: answer };
  };
  const endCommittedDrafts = async (): Promise<void> => (await loadUseCases()).endCommittedDrafts(context);
  let filling: Promise<unknown> | undefined;
  /** Brings files that are still on the remote, beside everything else. What fails goes on with the next sync. */
  const fill = (): void => {
    filling ??= parts.git
      .fill()
      .then((outcome) => {
        if (outcome.kind === 'failed') context.announce({ online: outcome.error.code !== 'offline' });
      })
      .catch((error: unknown) => reportError(error))
      .finally(() => {
        filling = undefined;
      });
  };
  let following = false;
  const ready = async (): Promise<void> => {
    if (!following) follow();
    following = true;
    const state = await parts.git.state();
    const { branch, outbox } = state;
    context.announce({ branch, outboxLength: outbox.length, durable: parts.durable && state.durable });
    if (state.filling) fill();
    await endCommittedDrafts();
    if (state.refs.length > 0) {
      await (await loadReviewUseCases()).endReviewedDrafts(context);
      announceState(state);
    }
    parts.drafts.history.expire(parts.clock.now()).catch((error: unknown) => reportError(error));
    await (await loadUseCases()).followRenames(context);
    await countDrafts();
  };

  return {
    repository: parts.repository,
    reviews: createReviews(context),
    history: createHistory(context),
    status: () => status,
    subscribe: (listener) => events.subscribe(listener),
    async open() {
      const state = await parts.git.open(parts.location);
      if (parts.openCredentialStore !== undefined || parts.codeSignIn !== undefined)
        await (await loadSignIn()).restoreSignIn(context);
      if (state === undefined) return { kind: 'not-cloned' };
      await ready();
      return { kind: 'ready' };
    },
    async clone(options) {
      context.announce({ activity: 'cloning' });
      const outcome = await heed(() => parts.git.clone(options)).finally(() => context.announce({ activity: 'idle' }));
      if (outcome.kind === 'failed') {
        context.announce({ online: outcome.error.code !== 'offline' });
        return outcome;
      }
      context.announce({ online: true });
      await ready();
      events.emit({ kind: 'repository' });
      return { kind: 'cloned' };
    },
    listBranches: async () => (await loadUseCases()).listBranches(context),
    openBranch: async (name) => (await loadUseCases()).openBranch(context, name),
    createBranch: async (name) => (await loadUseCases()).createBranch(context, name),
    canKeepSignIn: parts.openCredentialStore !== undefined,
    host: async () => (await loadSignIn()).describeHost(context),
    checkToken: async (credentials) => (await loadSignIn()).checkToken(context, credentials),
    deviceSignIn: async () => (await loadSignIn()).openDeviceSignIn(context),
    codeSignIn: async () => (await loadSignIn()).openCodeSignIn(context),
    arrivalProblem: () => context.account.arrivalProblem ?? null,
    branchRules: async () => (await loadSignIn()).readBranchRules(context),
    signedIn: () => context.account.signedIn,
    signIn: async (credentials, options = { keep: false }) =>
      (await loadSignIn()).signIn(context, credentials, options),
    signOut: async () => (await loadSignIn()).signOut(context),
    async sync() {
      await endCommittedDrafts();
      const outcome = await heed(() => sync(context));
      if (outcome.kind === 'synced' && (await parts.git.state()).filling) fill();
      if (outcome.kind === 'synced') await (await loadReviewUseCases()).syncReviews(context);
      return outcome;
    },
    listPosts: () => listPosts(context),
    searchPosts: createPostSearch(),
    openPost: async (path) => (await loadUseCases()).openPost(context, path),
    preparePost: async (path) => (await loadUseCases()).preparePost(context, path),
    isCurrent: async (opened) => (await loadUseCases()).isCurrent(context, opened),
    saveDraft: async (opened, content) => (await loadUseCases()).saveDraft(context, opened, content),
    renderSource: async (opened, content) => (await loadUseCases()).renderSource(context, opened, content),
    draftMoments: async (path) => (await loadUseCases()).draftMoments(context, path),
    earlierTexts: async (path, text, limit) => (await loadUseCases()).earlierTexts(context, path, { text, limit }),
    discardedDrafts: async () => (await loadUseCases()).discardedDrafts(context),
    restoreDiscarded: async (draft) => (await loadUseCases()).restoreDiscarded(context, draft),
    inspectSource: async (text, options) => (await loadUseCases()).inspectSource(context, text, options),
    placeInSource: async (text, places) => (await loadUseCases()).placeInSource(context, text, places),
    placeInDocument: async (opened, places) => (await loadUseCases()).placeInDocument(opened, places),
    createPost: async (title) => (await loadUseCases()).createPost(context, title),
    listChanges: async () => (await loadUseCases()).listChanges(context),
    diffChange: async (path) => (await loadUseCases()).diffChange(context, path),
    discardDrafts: async (paths) => (await loadUseCases()).discardDrafts(context, paths),
    postHistory: async (path, limit) => (await loadUseCases()).postHistory(context, path, limit),
    versionText: async (oid) => (await loadUseCases()).versionText(context, oid),
    restoreVersion: async (path, oid) => (await loadUseCases()).restoreVersion(context, path, oid),
    remoteChange: async (path) => (await loadUseCases()).findRemoteChange(context, path),
    mergeRemoteChange: async (path) => (await loadUseCases()).mergeRemoteChange(context, path),
    openConflict: async (path, onto) => (await loadUseCases()).openConflict(context, path, onto),
    moveDraft: async (path) => (await loadUseCases()).moveDraft(context, path),
    resolveConflict: async (path, settled, onto) =>
      (await loadUseCases()).resolveConflict(context, path, settled, onto),
    returnOutboxToDrafts: async () => (await loadUseCases()).returnOutboxToDrafts(context),
    async publish(request, options) {
      const { publish } = await loadUseCases();
      // What was refused was committed before.
      const again = () => publish(context, { ...request, paths: [] }, options);
      return heed(() => publish(context, request, options), again);
    },
    previewPost: async (path) => (await loadUseCases()).previewPost(context, path),
    siteConfig: async () => (await loadUseCases()).siteConfig(context),
    prepare: async () => (await loadUseCases()).markdownOf(context).prepare(),
    listMedia: () => listMedia(context),
    readImage: (address, postPath, commit) =>
      commit === undefined
        ? readImage(context, address, postPath)
        : readImageAt(context, { address, postPath, commit }),
    addImage: async (image) => (await loadUseCases()).addImage(context, image),
    deleteFile: async (path) => (await loadUseCases()).deleteFile(context, path),
    renamePost: async (path, to) => (await loadUseCases()).renamePost(context, path, to),
    findMentions: async (path, signal) => (await loadUseCases()).findMentions(context, path, signal),
    missingAddresses: async (addresses, postPath) =>
      (await loadUseCases()).missingAddresses(context, addresses, postPath),
    calloutStyle: async () => (await loadUseCases()).calloutStyle(context),
    identity: () => parts.identities.get(),
    setIdentity: (identity) => parts.identities.set(identity),
    signingState: async () => (await loadUseCases()).signingState(context),
    setSigning: async (choice) => (await loadUseCases()).setSigning(context, choice),
  };
}
