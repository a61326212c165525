import type { Clock, Unsubscribe } from '#base';
import { countAhead, countText, type TextCounts } from '#editor';
import { Store } from '../store.ts';
import type { LiveDocument } from './live-document.ts';

/** A stretch of counting, in milliseconds: short enough that a key never waits for it. */
const stretch = 8;

/** Counts the words of the rich text a moment after the writing rests, a stretch at a time. */
export class WordCount {
  /** Null until the text was counted once, and while the source is shown. */
  readonly counts = new Store<TextCounts | null>(null);
  readonly #live: LiveDocument;
  readonly #clock: Clock;

  constructor(live: LiveDocument, clock: Clock) {
    this.#live = live;
    this.#clock = clock;
  }

  /** Begins to count; the returned function ends it. */
  follow(): Unsubscribe {
    let callOff: (() => void) | undefined;
    const count = (): void => {
      const { document } = this.#live.state.get();
      if (document === null) {
        this.counts.set(null);
        return;
      }
      const until = this.#clock.now() + stretch;
      if (countAhead(document, () => this.#clock.now() < until)) this.#tell(countText(document));
      else callOff = this.#clock.schedule(count, stretch);
    };
    const leave = this.#live.state.subscribe(() => {
      callOff?.();
      callOff = this.#clock.schedule(count, 0);
    });
    return () => {
      leave();
      callOff?.();
    };
  }

  #tell(counts: TextCounts): void {
    const last = this.counts.get();
    if (last?.words !== counts.words || last.characters !== counts.characters) this.counts.set(counts);
  }
}
