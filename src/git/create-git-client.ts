import { EventChannel, GalleyError, type ErrorRecord } from '#base';
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
  TreeListing,
} from './git-client.ts';
import { decodeListing, patchListing } from './kept-listing.ts';
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
  endpoint.addEventListener('messageerror', () => die('The repository worker sent something that can not be read'));
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

  return {
    open: (location) => call({ method: 'open', location }),
    setCredentials: (credentials) => call({ method: 'setCredentials', credentials }),
    async clone(options) {
      const outcome = await call<Packed<CloneOutcome>>({ method: 'clone' }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    async fill(options) {
      const outcome = await call<Packed<FillOutcome>>({ method: 'fill' }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    async listBranches(options) {
      const outcome = await call<Packed<RemoteBranches>>({ method: 'listBranches' }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    async openBranch(name, options) {
      const outcome = await call<Packed<OpenBranchOutcome>>({ method: 'openBranch', name }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    remove: () => call({ method: 'remove' }),
    state: () => call<RepositoryState>({ method: 'state' }),
    listFiles: createListReader((knownBase) => call<ListingAnswer<Row>>({ method: 'listFiles', knownBase })),
    readBlob: (oid) => call<Uint8Array>({ method: 'readBlob', oid }),
    resolvePath: (commit, path) => call<Oid | undefined>({ method: 'resolvePath', commit, path }),
    commit: (request) => call<CommitOutcome>({ method: 'commit', request }),
    async push(options) {
      const outcome = await call<Packed<PushOutcome>>({ method: 'push' }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    async fetch(options) {
      const outcome = await call<Packed<FetchOutcome>>({ method: 'fetch' }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    pathHistory: (path, { limit, transfer } = {}) =>
      call<PathHistory>({ method: 'pathHistory', path, limit }, transfer),
    branchHistory: (limit, options) => call<BranchHistory>({ method: 'branchHistory', limit }, options),
    diffCommits: (before, after) => call<readonly PathDifference[]>({ method: 'diffCommits', before, after }),
    updateRefs: (update) => call<RefsUpdateOutcome>({ method: 'updateRefs', update }),
    async fetchRefs(prefixes, options) {
      const outcome = await call<Packed<FetchRefsOutcome>>({ method: 'fetchRefs', prefixes }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
    async pushRefs(names, options) {
      const outcome = await call<Packed<PushRefsOutcome>>({ method: 'pushRefs', names }, options);
      return outcome.kind === 'failed' ? unpack(outcome) : outcome;
    },
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
    const asked = last;
    const { base, patch } = await ask(asked?.id);
    if (typeof base !== 'string') last = { id: base.id, listing: decodeListing<Row>(base) };
    const known = typeof base === 'string' ? asked : last;
    if (known === undefined) throw new GalleyError('internal', 'The list of files came without its base');
    return patchListing(known.listing, patch);
  };
}

/** Makes the record of a failed outcome's error an error again. */
function unpack({ error }: { readonly error: ErrorRecord }): { readonly kind: 'failed'; readonly error: GalleyError } {
  return { kind: 'failed', error: GalleyError.fromRecord(error) };
}
