import type { Clock } from '#base';
import type { RemoteLocation, TransferOptions } from '../git-client.ts';
import { requestPack, type ServerCapabilities } from '../wire/index.ts';
import type { HttpTransport } from './http-transport.ts';
import { discover, knownCapabilities, listBranches, type DiscoveredRemote } from './remote-branch.ts';

/** After so many milliseconds the remote may have moved on. */
const HOLDS_FOR = 10_000;

/** What is on its way from a remote that was asked early. */
export interface EarlyAnswer {
  /** What it can do and has; undefined where it did not say so, or was not asked since its folders say it. */
  readonly remote: Promise<DiscoveredRemote | undefined>;
  /** The commit and the folders of its HEAD's branch; undefined where they were not asked for, or not given. */
  readonly folders: Promise<EarlyFolders | undefined>;
}

export interface EarlyFolders {
  /** The branch that was asked for; undefined where HEAD was, and the remote has to say which branch that is. */
  readonly branch: string | undefined;
  /** The remote's answer, which goes on to arrive. */
  readonly answer: AsyncIterable<Uint8Array>;
  readonly capabilities: ServerCapabilities;
  readonly receivedBytes: () => number;
}

/**
 * What the remote can do and has, asked while the tab gets ready for its first clone, which then need not wait for it. Where
 * it is known what the remote can do, and it gives a branch's tip by the branch's name, the folders are asked for too. It is
 * taken once, soon, and with the credentials that it was asked with, or not at all.
 */
export class EarlyDiscovery {
  readonly transport: HttpTransport;
  /** What the remote can do, where that is known before it is asked. */
  readonly known: ServerCapabilities | undefined;
  readonly #head: string | undefined;
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  #askedAt = 0;
  #answer: EarlyAnswer | undefined;

  constructor(transport: HttpTransport, clock: Clock, location: RemoteLocation) {
    this.transport = transport;
    this.#clock = clock;
    this.known = knownCapabilities(location);
    this.#head = location.head;
  }

  ask(): void {
    this.#askedAt = this.#clock.now();
    const known = this.known;
    const service = this.transport.uploadPack({ signal: this.#controller.signal, isHasty: true });
    // What goes wrong is asked again, and told then.
    const folders = this.#askFolders().catch(() => undefined);
    const remote =
      known === undefined
        ? discover(service)
        : // A server that has begun to answer the one is faster with both.
          folders.then((asked) => (asked?.branch === undefined ? listBranches(service, known) : undefined));
    this.#answer = { folders, remote: remote.catch(() => undefined) };
  }

  async #askFolders(): Promise<EarlyFolders | undefined> {
    const capabilities = this.known;
    const isAble = ['ref-in-want', 'filter', 'shallow'].every((feature) => capabilities?.has('fetch', feature));
    if (capabilities === undefined || !isAble) return undefined;
    let receivedBytes = 0;
    const service = this.transport.uploadPack({
      signal: this.#controller.signal,
      isHasty: true,
      onBytes: (count) => {
        receivedBytes += count;
      },
    });
    const branch = this.#head;
    const name = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
    const request = { wants: [], wantRefs: [name], depth: 1, filter: 'blob:none' };
    const answer = await requestPack(service, capabilities, request);
    return { branch, answer, capabilities, receivedBytes: () => receivedBytes };
  }

  /** Undefined where nothing was asked, or too long ago; the remote is asked in full then. */
  take({ signal }: TransferOptions): EarlyAnswer | undefined {
    const answer = this.#answer;
    const isOld = this.#clock.now() > this.#askedAt + HOLDS_FOR;
    this.#answer = undefined;
    const cancel = (): void => this.#controller.abort();
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true || isOld) cancel();
    return isOld ? undefined : answer;
  }

  /** Lets go of the answer, where it was not taken, and of the requests where they are still on their way. */
  forget(): void {
    if (this.#answer === undefined) return;
    this.#answer = undefined;
    this.#controller.abort();
  }
}
