import type { Clock, Unsubscribe } from '#base';
import { addressesOf, checkDocument, type Problem, type ProblemKind } from '#editor';
import type { Workspace } from '#workspace';
import { Store } from '../store.ts';
import type { DeskPreferenceStore } from './desk-preferences.ts';
import type { LiveDocument } from './live-document.ts';

export interface ProblemFinderParts {
  readonly workspace: Pick<Workspace, 'missingAddresses' | 'subscribe'>;
  readonly clock: Clock;
  readonly live: LiveDocument;
  readonly preferences: DeskPreferenceStore;
  readonly path: string;
}

/** Checks that are off until they are turned on: what they find is a matter of taste. */
const offByDefault: ReadonlySet<ProblemKind> = new Set(['long-sentence']);

/** So long after the document was looked at it is checked, in milliseconds, so that the outline is drawn first. */
const checkAfter = 100;

/** Whether a check is on, by the person's likings. */
export function isCheckOn(checks: Readonly<Record<string, boolean>>, kind: ProblemKind): boolean {
  return checks[kind] ?? !offByDefault.has(kind);
}

/** Keeps the list of a post's problems up to date, a moment after the writing rests. */
export class ProblemFinder {
  readonly problems = new Store<readonly Problem[]>([]);
  readonly #parts: ProblemFinderParts;
  /** What is known of addresses; forgotten when files come or go. */
  #addresses = new Map<string, boolean>();
  #callOff: (() => void) | undefined;

  constructor(parts: ProblemFinderParts) {
    this.#parts = parts;
  }

  /** Begins to look; the returned function ends it. */
  follow(): Unsubscribe {
    const { live, preferences, workspace, path } = this.#parts;
    const leave = [
      live.state.subscribe(() => this.#soon()),
      preferences.state.subscribe(() => this.#soon()),
      workspace.subscribe((event) => {
        if (event.kind === 'status' || (event.kind === 'draft' && event.path === path)) return;
        this.#addresses = new Map();
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
    const addresses = this.#addresses;
    const unknown = {
      images: used.images.filter((address) => !addresses.has(`image ${address}`)),
      links: used.links.filter((address) => !addresses.has(`link ${address}`)),
    };
    if (unknown.images.length + unknown.links.length > 0) {
      const missing = await this.#parts.workspace.missingAddresses(unknown, this.#parts.path);
      for (const address of unknown.images) addresses.set(`image ${address}`, missing.images.includes(address));
      for (const address of unknown.links) addresses.set(`link ${address}`, missing.links.includes(address));
      // Written meanwhile, or files came: the next look is on its way.
      if (this.#parts.live.state.get().document !== document || this.#addresses !== addresses) return;
    }
    const problems = checkDocument(document, {
      isOn: (kind) => isCheckOn(checks, kind),
      missing: {
        images: new Set(used.images.filter((address) => addresses.get(`image ${address}`) === true)),
        links: new Set(used.links.filter((address) => addresses.get(`link ${address}`) === true)),
      },
    });
    this.#tell(problems);
  }

  #tell(problems: readonly Problem[]): void {
    const isSame = JSON.stringify(problems) === JSON.stringify(this.problems.get());
    if (!isSame) this.problems.set(problems);
  }
}
