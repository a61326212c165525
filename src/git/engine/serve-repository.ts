import { assertNever, GalleyError, type Clock } from '#base';
import * as v from 'valibot';
import type { Credentials, RemoteLocation, TransferOptions } from '../git-client.ts';
import { packOutcome, requestSchema, type Answer, type Call } from '../protocol/messages.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import type { RepositoryStore } from '../storage/index.ts';
import { listBranches, openBranch } from './open-branch.ts';
import { findUnderHere } from './relate-commits.ts';
import type { RepositoryLocks } from './repository-locks.ts';
import { isDamage } from './repair.ts';
import { Repository, type RepositoryParts } from './repository.ts';

/** What the worker is told by its composition root. */
export interface RepositoryWorkerParts<Row> {
  readonly rows: RepositoryParts<Row>['rows'];
  readonly isPost: (path: string) => boolean;
  readonly clock: Clock;
  /** What commits are signed with, asked for with each; absent where none are. */
  readonly signingKey?: () => Promise<SigningKey | undefined>;
  readonly openStore: (url: string) => Promise<RepositoryStore>;
  /** Whether nothing was kept in this browser before; absent where that is not told. */
  readonly isFirstVisit?: () => Promise<boolean>;
  /** Gives the locks that all tabs have in common for the repository at `url`. */
  readonly locksFor: (url: string) => RepositoryLocks;
  /** Tells other tabs that the repository at `url` changed, and hears it from them. */
  readonly channelFor: (url: string) => {
    readonly announce: () => void;
    readonly listen: (onChange: () => void) => void;
  };
}

/** Milliseconds in which a tab shows what was opened. Then comes the code that makes any row: a commit may need it when there is no network any more. */
const UNTIL_SHOWN = 1000;

/** What a worker's own scope and a message port have in common. */
export interface TabEndpoint {
  postMessage(message: unknown, options: { readonly transfer: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  start?(): void;
}

/** Answers a tab's requests over `endpoint`, one repository at a time. */
export function serveRepository<Row>(endpoint: TabEndpoint, parts: RepositoryWorkerParts<Row>): void {
  let current: Repository<Row> | undefined;
  let signedIn: { readonly address: string; readonly credentials: Credentials | undefined } | undefined;
  const running = new Map<number, AbortController>();
  const answer = (message: Answer, transfer: Transferable[] = []): void => endpoint.postMessage(message, { transfer });

  const openRepository = async (location: RemoteLocation): Promise<Repository<Row>> => {
    const channel = parts.channelFor(location.url);
    const repository = await Repository.create<Row>({
      location,
      credentials: signedIn?.address === addressOf(location) ? signedIn.credentials : undefined,
      // Asked before the store is opened, which begins to keep something.
      isFirstVisit: (await parts.isFirstVisit?.()) ?? false,
      openStore: () => parts.openStore(location.url),
      rows: parts.rows,
      isPost: parts.isPost,
      clock: parts.clock,
      signingKey: parts.signingKey ?? (() => Promise.resolve(undefined)),
      locks: parts.locksFor(location.url),
      onChange(state) {
        if (repository === current) answer({ kind: 'changed', state });
        channel.announce();
      },
    });
    channel.listen(() => {
      if (repository !== current) return;
      repository
        .refresh()
        .then(async () => {
          if (repository.record !== undefined) answer({ kind: 'changed', state: await repository.state() });
        })
        .catch((error: unknown) => reportError(error));
    });
    return repository;
  };

  const run = async (call: Call, options: TransferOptions): Promise<unknown> => {
    if (call.method === 'open') {
      current?.early.forget();
      current = await openRepository(call.location);
      const state = await current.open();
      if (state !== undefined) {
        // Not waited for: nobody needs the room at once.
        current.sweep().catch((error: unknown) => reportError(error));
        parts.clock.schedule(() => void parts.rows.summariser().catch(() => undefined), UNTIL_SHOWN);
      }
      return state;
    }
    if (current === undefined) throw new GalleyError('internal', 'No repository is open');
    switch (call.method) {
      case 'setCredentials':
        signedIn = { address: addressOf(current.parts.location), credentials: call.credentials };
        return current.setCredentials(call.credentials);
      case 'clone':
        return current.clone(options);
      case 'fill':
        return current.fill(options);
      case 'listBranches':
        return listBranches(current, options);
      case 'openBranch':
        return openBranch(current, call.name, options);
      case 'remove':
        return current.remove();
      case 'state':
        return current.state();
      case 'listFiles':
        return listingAnswer(current, call.knownBase);
      case 'readBlob':
        return current.readBlob(call.oid);
      case 'resolvePath':
        return current.resolvePath(call.commit, call.path);
      case 'commit':
        return current.commit(call.request);
      case 'push':
        return current.push(options);
      case 'fetch':
        return current.fetch(options);
      case 'pathHistory': {
        const limit = call.limit === undefined ? {} : { limit: call.limit };
        return current.pathHistory(call.path, { ...limit, transfer: options });
      }
      case 'branchHistory':
        return current.branchHistory(call.limit, options);
      case 'diffCommits':
        return current.diffCommits(call.before, call.after);
      case 'rebuildOutbox':
        return current.rebuildOutbox(call.request);
      case 'updateRefs':
        return current.updateRefs(call.update);
      case 'fetchRefs':
        return current.fetchRefs(call.prefixes, options);
      case 'pushRefs':
        return current.pushRefs(call.names, options);
      case 'pushCopies':
        // Few people have one, so its code comes only then.
        return (await import('./push-copies.ts')).pushCopies(current, call.copies, options);
      case 'readLines':
        return current.readLines(call.ref);
      case 'findUnder':
        return findUnderHere(current, call.tip, call.oids);
      case 'readCommit':
        return current.commitFacts(call.oid);
      case 'relateCommits':
        return current.relateCommits(call.tip, call.other, options);
      case 'fastForward':
        return current.fastForward(call.to);
      default:
        return assertNever(call);
    }
  };

  /** Does a call; when it meets damage in what is kept here, that is healed first and the call done again. */
  const runAndHeal = async (call: Call, options: TransferOptions): Promise<unknown> => {
    const damage = (error: unknown): GalleyError | undefined => (isDamage(error) ? error : undefined);
    let found: GalleyError | undefined;
    try {
      const value = await run(call, options);
      found = typeof value === 'object' && value !== null && 'error' in value ? damage(value.error) : undefined;
      if (found === undefined) return value;
    } catch (error) {
      found = damage(error);
      if (found === undefined) throw error;
    }
    if (current === undefined) throw found;
    await current.repair(options);
    return run(call, options);
  };

  const answerCall = async (id: number, call: Call): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await runAndHeal(call, {
        signal: controller.signal,
        onProgress: (progress) => answer({ kind: 'progress', id, progress }),
      });
      if (value instanceof Moved) answer({ kind: 'result', id, value: value.value }, value.parts);
      else answer({ kind: 'result', id, value: packOutcome(value) });
    } catch (error) {
      answer({ kind: 'error', id, error: GalleyError.from(error).toRecord() });
    } finally {
      running.delete(id);
    }
  };

  endpoint.addEventListener('message', (event: MessageEvent<unknown>) => {
    const request = v.parse(requestSchema, event.data);
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else answerCall(request.id, request.call).catch((error: unknown) => reportError(error));
  });
  endpoint.start?.();
}

/** Where requests go: credentials are for that address alone. */
function addressOf({ address, url }: RemoteLocation): string {
  return address ?? url;
}

/** An answer with parts that go over to the tab instead of being copied. */
class Moved {
  readonly value: unknown;
  readonly parts: Transferable[];

  constructor(value: unknown, parts: Transferable[]) {
    this.value = value;
    this.parts = parts;
  }
}

/** The list for the tab; the bytes of its base go over, if it has some. */
async function listingAnswer<Row>(repository: Repository<Row>, knownBase: string | undefined): Promise<Moved> {
  const answer = await repository.listingForTab(knownBase);
  repository.ahead?.listGiven();
  const bytes = typeof answer.base === 'object' ? answer.base.texts.data : undefined;
  return new Moved(answer, bytes instanceof ArrayBuffer ? [bytes] : []);
}
