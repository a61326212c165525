import type { Clock, Unsubscribe } from '#base';
import { addressesOf, checkDocument, type Problem } from '#editor';
import type { Workspace } from '#workspace';
import { Store } from '../store.ts';
import type { DeskPreferenceStore } from './desk-preferences.ts';
import { isCheckOn } from './is-check-on.ts';
import { KnownAddresses } from './known-addresses.ts';
import type { LiveDocument } from './live-document.ts';

export interface ProblemFinderParts {
  readonly workspace: Pick<Workspace, 'missingAddresses' | 'subscribe'>;
  readonly clock: Clock;
  readonly live: LiveDocument;
  readonly preferences: DeskPreferenceStore;
  readonly path: string;
}

/** So long after the document was looked at it is checked, in milliseconds, so that the outline is drawn first. */
const checkAfter = 100;

/** Keeps the list of the rich text's problems up to date, a moment after the writing rests. */
export class ProblemFinder {
  readonly problems = new Store<readonly Problem[]>([]);
  readonly #parts: ProblemFinderParts;
  readonly #addresses: KnownAddresses;
  #callOff: (() => void) | undefined;

  constructor(parts: ProblemFinderParts) {
    this.#parts = parts;
    this.#addresses = new KnownAddresses((used) => parts.workspace.missingAddresses(used, parts.path));
  }

  /** Begins to look; the returned function ends it. */
  follow(): Unsubscribe {
    const { live, preferences, workspace, path } = this.#parts;
    const leave = [
      live.state.subscribe(() => this.#soon()),
      preferences.state.subscribe(() => this.#soon()),
      workspace.subscribe((event) => {
        if (event.kind === 'status' || (event.kind === 'draft' && event.path === path)) return;
        this.#addresses.forget();
        this.#soon();
      }),
    ];
    this.#soon();
    return () => {
      for (const each of leave) each();
      this.#callOff?.();
    };
  }

  #soon(): void {
    this.#callOff?.();
    this.#callOff = this.#parts.clock.schedule(() => {
      this.#look().catch((error: unknown) => reportError(error));
    }, checkAfter);
  }

  async #look(): Promise<void> {
    const { document } = this.#parts.live.state.get();
    if (document === null) {
      this.#tell([]);
      return;
    }
    const { checks } = this.#parts.preferences.state.get();
    const used = addressesOf(document);
    const knowledge = await this.#addresses.learn(used);
    // Written meanwhile, or files came: the next look is on its way.
    if (this.#parts.live.state.get().document !== document || knowledge === 'forgotten') return;
    const missing = this.#addresses.missing();
    const problems = checkDocument(document, {
      isOn: (kind) => isCheckOn(checks, kind),
      missing: { images: new Set(missing.images), links: new Set(missing.links) },
    });
    this.#tell(problems);
  }

  #tell(problems: readonly Problem[]): void {
    const isSame = JSON.stringify(problems) === JSON.stringify(this.problems.get());
    if (!isSame) this.problems.set(problems);
  }
}
