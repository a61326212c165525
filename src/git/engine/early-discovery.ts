import type { Clock } from '#base';
import type { TransferOptions } from '../git-client.ts';
import type { HttpTransport } from './http-transport.ts';
import { discover, type DiscoveredRemote } from './remote-branch.ts';

/** After so many milliseconds the remote may have moved on. */
const HOLDS_FOR = 10_000;

/**
 * What the remote can do and has, asked while the browser opens its storage for the first time: a clone, which is what comes
 * next, then need not wait for it. It is taken once, soon, and with the credentials that it was asked with, or not at all.
 */
export class EarlyDiscovery {
  readonly transport: HttpTransport;
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  #askedAt = 0;
  #answer: Promise<DiscoveredRemote | undefined> | undefined;

  constructor(transport: HttpTransport, clock: Clock) {
    this.transport = transport;
    this.#clock = clock;
  }

  ask(): void {
    this.#askedAt = this.#clock.now();
    // What goes wrong is asked again, and told then.
    this.#answer = discover(this.transport.uploadPack({ signal: this.#controller.signal, isHasty: true })).catch(
      () => undefined,
    );
  }

  /** Undefined where nothing was asked or answered; the remote is asked in full then. */
  async take({ signal }: TransferOptions): Promise<DiscoveredRemote | undefined> {
    const answer = this.#answer;
    const isOld = this.#clock.now() > this.#askedAt + HOLDS_FOR;
    this.#answer = undefined;
    const cancel = (): void => this.#controller.abort();
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true || isOld) cancel();
    const remote = await answer;
    signal?.removeEventListener('abort', cancel);
    return isOld ? undefined : remote;
  }

  /** Lets go of the answer, and of the requests where they are still on their way. */
  forget(): void {
    this.#answer = undefined;
    this.#controller.abort();
  }
}
