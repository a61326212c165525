import { GalleyError } from '#base';
import type { Workspace } from '#workspace';
import { Store } from '../store.ts';
import type { StatusLine } from '../shell/status-line.ts';
import type { CloneProgress } from './clone-progress.ts';
import { OutboxPusher } from './push-outbox.ts';

/** How far the tab is on the way to a repository that can be worked on. */
export type BootState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'cloning'; readonly progress: CloneProgress }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: GalleyError }
  | { readonly kind: 'ready' };

/** Opens the kept clone or makes one, and can be cancelled and tried again. */
export class Boot {
  readonly state = new Store<BootState>({ kind: 'opening' });
  /** Why the last look at the remote failed; null when it did not. */
  readonly syncFailure = new Store<GalleyError | null>(null);
  readonly #workspace: Workspace;
  readonly #outbox: OutboxPusher;
  #running: AbortController | undefined;
  /** Opening anew would forget who signed in meanwhile. */
  #isKnownEmpty = false;

  constructor(workspace: Workspace, statusLine: StatusLine) {
    this.#workspace = workspace;
    this.#outbox = new OutboxPusher(workspace, statusLine);
  }

  /** Begins, or begins again after a failure; does nothing while it runs. */
  start(): void {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.state.set({ kind: 'opening' });
    this.#run(running.signal)
      .catch((error: unknown): BootState => ({ kind: 'failed', error: GalleyError.from(error) }))
      .then((state) => {
        this.#running = undefined;
        this.state.set(state);
      })
      .catch((error: unknown) => reportError(error));
  }

  /** Stops a running clone; nothing of it is kept. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Brings in what others published and pushes what waits, once the repository is open. A failure is no reason to stop work. */
  sync(): void {
    if (this.state.get().kind === 'ready') this.#sync();
  }

  async #run(signal: AbortSignal): Promise<BootState> {
    if (!this.#isKnownEmpty) {
      const opened = await this.#workspace.open();
      if (opened.kind === 'ready') {
        this.#sync();
        return { kind: 'ready' };
      }
      this.#isKnownEmpty = true;
    }
    this.state.set({ kind: 'cloning', progress: { phase: 'connecting', receivedBytes: 0, objects: 0 } });
    const outcome = await this.#workspace.clone({
      signal,
      onProgress: (progress) => this.state.set({ kind: 'cloning', progress }),
    });
    if (outcome.kind === 'cloned') {
      // The clone has the site's branch alone; this brings the reviews.
      this.#sync();
      return { kind: 'ready' };
    }
    return signal.aborted || outcome.error.code === 'cancelled'
      ? { kind: 'cancelled' }
      : { kind: 'failed', error: outcome.error };
  }

  #sync(): void {
    this.#workspace
      .sync()
      .then((outcome) => {
        this.syncFailure.set(outcome.kind === 'failed' ? outcome.error : null);
        return outcome.kind === 'failed' ? undefined : this.#outbox.push();
      })
      .catch((error: unknown) => reportError(error));
  }
}
