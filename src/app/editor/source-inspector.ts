import type { Clock, Unsubscribe } from '#base';
import { problemKinds, type Problem } from '#editor';
import type { InspectOptions, SourceInspection, Workspace } from '#workspace';
import { Store } from '../store.ts';
import type { DeskPreferenceStore } from './desk-preferences.ts';
import { isCheckOn } from './is-check-on.ts';
import { KnownAddresses } from './known-addresses.ts';
import type { LiveDocument } from './live-document.ts';

export interface SourceInspectorParts {
  readonly workspace: Pick<Workspace, 'inspectSource' | 'missingAddresses' | 'subscribe'>;
  readonly clock: Clock;
  readonly live: LiveDocument;
  readonly preferences: DeskPreferenceStore;
  readonly path: string;
}

/**
 * Knows the headings, problems and counts of the source while it is shown alone. They are looked for in the worker of the
 * Markdown, one look at a time, so that a long text costs the keys nothing.
 */
export class SourceInspector {
  /** Null until the source was looked at once, and while the rich text is shown. */
  readonly state = new Store<SourceInspection | null>(null);
  readonly #parts: SourceInspectorParts;
  readonly #addresses: KnownAddresses;
  #isLooking = false;
  #isAsked = false;

  constructor(parts: SourceInspectorParts) {
    this.#parts = parts;
    this.#addresses = new KnownAddresses((used) => parts.workspace.missingAddresses(used, parts.path));
  }

  /** Begins to look; the returned function ends it. */
  follow(): Unsubscribe {
    const { live, preferences, workspace, path, clock } = this.#parts;
    let seen = live.state.get().source;
    let callOff: (() => void) | undefined;
    const soon = (): void => {
      callOff?.();
      callOff = clock.schedule(() => this.#look(), 0);
    };
    const leave = [
      live.state.subscribe(() => {
        const { source } = live.state.get();
        // The cursor moves more often than the text changes.
        if (source !== seen) soon();
        seen = source;
      }),
      preferences.state.subscribe(soon),
      workspace.subscribe((event) => {
        if (event.kind === 'status' || (event.kind === 'draft' && event.path === path)) return;
        this.#addresses.forget();
        soon();
      }),
    ];
    soon();
    return () => {
      for (const each of leave) each();
      callOff?.();
    };
  }

  /** The text with one of its problems mended; null where that can't be done, or it has no such problem any more. */
  async mend(source: string, problem: Problem): Promise<string | null> {
    const { mended } = await this.#parts.workspace.inspectSource(source, { ...this.#options(), mend: problem });
    return mended;
  }

  #options(): InspectOptions {
    const { checks } = this.#parts.preferences.state.get();
    return { checks: problemKinds.filter((kind) => isCheckOn(checks, kind)), missing: this.#addresses.missing() };
  }

  #look(): void {
    this.#isAsked = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#lookWhileAsked()
      .catch((error: unknown) => reportError(error))
      .finally(() => (this.#isLooking = false));
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      const { source } = this.#parts.live.state.get();
      if (source === null) this.state.set(null);
      // oxlint-disable-next-line no-await-in-loop -- one look at a time
      else await this.#inspect(source);
    }
  }

  async #inspect(source: string): Promise<void> {
    const { workspace, live } = this.#parts;
    const inspection = await workspace.inspectSource(source, this.#options());
    const { source: now } = live.state.get();
    this.state.set(now === null ? null : inspection);
    if (now !== source) return;
    if ((await this.#addresses.learn(inspection.addresses)) !== 'known') this.#isAsked = true;
  }
}
