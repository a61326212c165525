import { GalleyError, type Clock } from '#base';

/** After this long without another key the work is saved, in milliseconds. */
export const quietTime = 400;
/** Work that goes on without a pause is saved this often, in milliseconds. */
export const longestWait = 800;

export interface AutosaveParts {
  readonly clock: Clock;
  /** Stores the work as it is at the moment of the call. */
  readonly save: () => Promise<void>;
  /** Told when a save is done and nothing newer waits for the next one. */
  readonly onSaved: () => void;
  /** Told when a save failed; the work stays unsaved until the next key or `flush`. */
  readonly onError: (error: GalleyError) => void;
}

/**
 * Decides when to save: never at the moment of a key, 400 ms after the last one, at most 800 ms after the first, and one
 * save at a time. Work that came while a save ran is saved by a next one.
 */
export class Autosave {
  readonly #parts: AutosaveParts;
  #firstUnsaved: number | undefined;
  #callOff: (() => void) | undefined;
  #running: Promise<boolean> | undefined;

  constructor(parts: AutosaveParts) {
    this.#parts = parts;
  }

  /** True while there is work that no finished save has stored. */
  get isPending(): boolean {
    return this.#firstUnsaved !== undefined || this.#running !== undefined;
  }

  /** True when something came that the save that runs now does not hold. */
  get hasNewer(): boolean {
    return this.#firstUnsaved !== undefined;
  }

  /** Says that there is something new to save. Cheap: it only moves a timer. */
  touch(): void {
    const now = this.#parts.clock.now();
    this.#firstUnsaved ??= now;
    this.#callOff?.();
    const delay = Math.max(0, Math.min(quietTime, this.#firstUnsaved + longestWait - now));
    this.#callOff = this.#parts.clock.schedule(() => {
      this.flush().catch((error: unknown) => reportError(error));
    }, delay);
  }

  /** Saves now what is unsaved, and resolves when all of it is stored (true) or could not be (false). Does nothing when all is. */
  async flush(): Promise<boolean> {
    const earlier = this.#running === undefined ? true : await this.#running;
    // Another caller may have begun the next save while this one waited.
    if (this.#running !== undefined) return this.flush();
    if (this.#firstUnsaved === undefined) return earlier;
    this.#running = this.#saveOnce();
    return this.#running;
  }

  /** Forgets unsaved work: nothing is saved until the next `touch`. */
  drop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#firstUnsaved = undefined;
  }

  async #saveOnce(): Promise<boolean> {
    this.drop();
    try {
      await this.#parts.save();
    } catch (thrown) {
      // Still unsaved, but without a timer: the next key or flush tries again.
      this.#firstUnsaved ??= this.#parts.clock.now();
      this.#parts.onError(GalleyError.from(thrown));
      return false;
    } finally {
      this.#running = undefined;
    }
    if (!this.isPending) this.#parts.onSaved();
    return true;
  }
}
