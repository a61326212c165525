import { EventChannel, GalleyError } from '#base';
import type {
  BranchHistory,
  CloneOutcome,
  CommitOutcome,
  CommitFacts,
  CommitRelation,
  FetchOutcome,
  FetchRefsOutcome,
  FillOutcome,
  GitClient,
  LineFile,
  Oid,
  OpenBranchOutcome,
  PathDifference,
  PathHistory,
  PushOutcome,
  PushRefsOutcome,
  RefsUpdateOutcome,
  RemoteBranches,
  RepositoryState,
  TransferOptions,
  TransferProgress,
} from './git-client.ts';
import type { TreeListing } from './tree-listing.ts';
import { decodeListing } from './kept-listing.ts';
import { patchListing } from './patch-listing.ts';
import type { Answer, ListingAnswer, Packed, Request } from './protocol/messages.ts';

/** What a worker and a message port have in common. */
export interface GitEndpoint {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Answer<never>>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  start?(): void;
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: GalleyError) => void;
  readonly onProgress: ((progress: TransferProgress) => void) | undefined;
  readonly release: () => void;
}

/**
 * Speaks to the repository worker behind `endpoint`. When the worker can't start or dies, whatever waits for it is
 * rejected with `internal`, and so is every later call.
 */
export function createGitClient<Row>(endpoint: GitEndpoint): GitClient<Row> {
  const changes = new EventChannel<RepositoryState>();
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let dead: GalleyError | undefined;

  const send = (request: Request): void => endpoint.postMessage(request);
  const settle = (id: number): Pending | undefined => {
    const waiting = pending.get(id);
    pending.delete(id);
    waiting?.release();
    return waiting;
  };
  const receive = (answer: Answer<never>): void => {
    switch (answer.kind) {
      case 'result':
        settle(answer.id)?.resolve(answer.value);
        return;
      case 'error':
        settle(answer.id)?.reject(GalleyError.fromRecord(answer.error));
        return;
      case 'progress':
        pending.get(answer.id)?.onProgress?.(answer.progress);
        return;
      case 'changed':
        changes.emit(answer.state);
    }
  };
  const die = (reason: string): void => {
    dead = new GalleyError('internal', reason, { data: { worker: 'repository' } });
    for (const id of pending.keys()) settle(id)?.reject(dead);
  };
  endpoint.addEventListener('message', (event) => receive(event.data));
  endpoint.addEventListener('messageerror', () => die('The worker sent what can not be read'));
  endpoint.addEventListener('error', () => die('The repository worker stopped'));
  endpoint.start?.();

  const call = <Result>(
    message: Extract<Request, { readonly kind: 'call' }>['call'],
    options: TransferOptions = {},
  ): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      if (dead !== undefined) {
        reject(dead);
        return;
      }
      lastId += 1;
      const id = lastId;
      const cancel = (): void => send({ kind: 'cancel', id });
      const release = (): void => options.signal?.removeEventListener('abort', cancel);
      pending.set(id, { resolve, reject, onProgress: options.onProgress, release });
      send({ kind: 'call', id, call: message });
      options.signal?.addEventListener('abort', cancel);
      if (options.signal?.aborted === true) cancel();
    });

  /** A call whose failure comes as an outcome. */
  const transfer = async <Outcome extends object>(
    message: Parameters<typeof call>[0],
    options: TransferOptions | undefined,
  ): Promise<Outcome | Failure> => {
    const outcome = await call<Outcome | Packed<Failure>>(message, options);
    return isFailure(outcome) ? { kind: 'failed', error: GalleyError.fromRecord(outcome.error) } : outcome;
  };

  return {
    open: (location) => call({ method: 'open', location }),
    setCredentials: (credentials) => call({ method: 'setCredentials', credentials }),
    clone: (options) => transfer<CloneOutcome>({ method: 'clone' }, options),
    fill: (options) => transfer<FillOutcome>({ method: 'fill' }, options),
    listBranches: (options) => transfer<RemoteBranches>({ method: 'listBranches' }, options),
    openBranch: (name, options) => transfer<OpenBranchOutcome>({ method: 'openBranch', name }, options),
    remove: () => call({ method: 'remove' }),
    state: () => call<RepositoryState>({ method: 'state' }),
    listFiles: createListReader((knownBase) => call<ListingAnswer<Row>>({ method: 'listFiles', knownBase })),
    readBlob: (oid) => call<Uint8Array>({ method: 'readBlob', oid }),
    resolvePath: (commit, path) => call<Oid | undefined>({ method: 'resolvePath', commit, path }),
    commit: (request) => call<CommitOutcome>({ method: 'commit', request }),
    push: (options) => transfer<PushOutcome>({ method: 'push' }, options),
    fetch: (options) => transfer<FetchOutcome>({ method: 'fetch' }, options),
    pathHistory: (path, { limit, transfer } = {}) =>
      call<PathHistory>({ method: 'pathHistory', path, limit }, transfer),
    branchHistory: (limit, options) => call<BranchHistory>({ method: 'branchHistory', limit }, options),
    diffCommits: (before, after) => call<readonly PathDifference[]>({ method: 'diffCommits', before, after }),
    updateRefs: (update) => call<RefsUpdateOutcome>({ method: 'updateRefs', update }),
    fetchRefs: (prefixes, options) => transfer<FetchRefsOutcome>({ method: 'fetchRefs', prefixes }, options),
    pushRefs: (names, options) => transfer<PushRefsOutcome>({ method: 'pushRefs', names }, options),
    pushCopies: (copies, options) => transfer<PushRefsOutcome>({ method: 'pushCopies', copies }, options),
    readLines: (ref) => call<readonly LineFile[]>({ method: 'readLines', ref }),
    findUnder: (tip, oids) =>
      call<{ readonly found: readonly Oid[]; readonly isCut: boolean }>({ method: 'findUnder', tip, oids }),
    readCommit: (commit) => call<CommitFacts | undefined>({ method: 'readCommit', oid: commit }),
    relateCommits: (tip, other) => call<CommitRelation>({ method: 'relateCommits', tip, other }),
    fastForward: (to) => call<CommitOutcome>({ method: 'fastForward', to }),
    rebuildOutbox: (request) => call<CommitOutcome>({ method: 'rebuildOutbox', request }),
    subscribe: (listener) => changes.subscribe(listener),
  };
}

/** Reads lists, and keeps the last base: most lists differ from the one before by a few posts. */
function createListReader<Row>(
  ask: (knownBase: string | undefined) => Promise<ListingAnswer<Row>>,
): () => Promise<TreeListing<Row>> {
  let last: { readonly id: string; readonly listing: TreeListing<Row> } | undefined;
  return async () => {
    let known = last;
    const { base, patch } = await ask(known?.id);
    if (typeof base !== 'string') known = last = { id: base.id, listing: await decodeListing<Row>(base) };
    if (known === undefined) throw new GalleyError('internal', 'The list has no base');
    return patchListing(known.listing, patch);
  };
}

interface Failure {
  readonly kind: 'failed';
  readonly error: GalleyError;
}

function isFailure(outcome: object): outcome is Packed<Failure> {
  return 'kind' in outcome && outcome.kind === 'failed';
}
