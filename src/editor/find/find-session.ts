import type { Unsubscribe } from '#base';
import { fillReplacement, findInTexts, mostMatches, readQuery, type FindQuery } from '#content';
import { PatternSearch, placesOf, type FindWorker } from './find-places.ts';
import type { FindTarget, FoundPlace } from './find-target.ts';

/** What the panel shows of a search. */
export interface FindState {
  readonly query: FindQuery;
  readonly replacement: string;
  readonly count: number;
  /** There are more than were looked for. */
  readonly isCut: boolean;
  /** Which of them is chosen, from 0; -1 for none. */
  readonly active: number;
  /** Why nothing can be found, in words. */
  readonly problem: string | null;
  /** What was just done, in words. */
  readonly done: string | null;
}

/** So long after the last key in the text it is searched anew, in milliseconds. */
const restAfter = 250;

const nothing: Pick<FindState, 'count' | 'isCut' | 'active' | 'problem'> = {
  count: 0,
  isCut: false,
  active: -1,
  problem: null,
};

/** One search in one editor, from opening its panel to closing it. */
export class FindSession {
  readonly #target: FindTarget;
  readonly #patterns: PatternSearch;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: Unsubscribe;
  #state: FindState;
  #places: readonly FoundPlace[] = [];
  #isStale = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(target: FindTarget, asked: Pick<FindState, 'query' | 'replacement'>, startWorker?: () => FindWorker) {
    this.#target = target;
    this.#patterns = new PatternSearch(startWorker);
    this.#state = { ...asked, ...nothing, done: null };
    this.#unsubscribe = target.subscribe(() => {
      this.#isStale = true;
      this.#later(restAfter);
    });
  }

  readonly getState = (): FindState => this.#state;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  ask(change: Partial<FindQuery>): void {
    this.#change({ query: { ...this.#state.query, ...change }, done: null });
    this.#isStale = true;
    this.#later(0);
  }

  setReplacement(replacement: string): void {
    this.#change({ replacement });
  }

  /** Goes to the next place, or with -1 to the one before; after the last comes the first. */
  async go(direction: 1 | -1): Promise<void> {
    const active = this.#isStale ? -1 : this.#state.active;
    if (!(await this.#search()) || this.#places.length === 0) return;
    const { length } = this.#places;
    const at = this.#target.position();
    const next = this.#places.findIndex(({ from }) => from >= at);
    const start = direction === 1 ? (next < 0 ? 0 : next) : (next < 0 ? length : next) - 1;
    this.#choose(active < 0 ? (start + length) % length : (active + direction + length) % length);
  }

  /** Replaces the chosen place and goes to the next one. */
  async replace(): Promise<void> {
    if (this.#isStale || this.#state.active < 0) return this.go(1);
    const place = this.#places[this.#state.active];
    if (place === undefined) return;
    const insert = this.#filled(place);
    this.#target.replace([{ place, insert }]);
    if (!(await this.#search())) return;
    const next = this.#places.findIndex(({ from }) => from >= place.from + insert.length);
    if (this.#places.length > 0) this.#choose(Math.max(0, next));
  }

  async replaceAll(): Promise<void> {
    if (!(await this.#search()) || this.#places.length === 0) return;
    const count = this.#places.length;
    this.#target.replace(this.#places.map((place) => ({ place, insert: this.#filled(place) })));
    await this.#search();
    this.#change({ done: count === 1 ? '1 replaced' : `${count.toLocaleString('en')} replaced` });
  }

  /** Takes the marks off and stops looking. The focus goes back to the text, at the place that was chosen. */
  close(): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.#unsubscribe();
    this.#patterns.stop();
    this.#target.mark([], -1);
  }

  #filled(place: FoundPlace): string {
    const { query, replacement } = this.#state;
    return query.isPattern ? fillReplacement(replacement, place.groups) : replacement;
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#search().catch((error: unknown) => reportError(error));
    }, delay);
  }

  /** Finds all places anew where that is needed; false when there is no pattern, or it came to nothing. */
  async #search(): Promise<boolean> {
    if (!this.#isStale) return this.#state.problem === null;
    clearTimeout(this.#timer);
    this.#round += 1;
    const round = this.#round;
    const read = readQuery(this.#state.query);
    if (read.kind !== 'pattern') return this.#fail(read.kind === 'broken' ? read.reason : null);
    this.#isStale = false;
    const texts = this.#target.readTexts();
    const strings = texts.map(({ text }) => text);
    const matches = this.#state.query.isPattern
      ? await this.#patterns.search(strings, read.pattern)
      : findInTexts(strings, read.pattern);
    if (round !== this.#round) return false;
    if (matches === null) return this.#fail('This pattern takes too long. Try a simpler one.');
    // Written on meanwhile: the places are not where they were.
    if (this.#isStale) return this.#search();
    this.#places = placesOf(texts, matches);
    const at = this.#target.position();
    const active = this.#places.findIndex(({ from }) => from === at);
    this.#target.mark(this.#places, active);
    const isCut = matches.length >= mostMatches;
    this.#change({ count: this.#places.length, isCut, active, problem: null });
    return true;
  }

  #fail(problem: string | null): false {
    this.#places = [];
    this.#target.mark([], -1);
    this.#change({ ...nothing, problem });
    return false;
  }

  #choose(active: number): void {
    const place = this.#places[active];
    if (place === undefined) return;
    this.#target.mark(this.#places, active);
    this.#target.reveal(place);
    this.#change({ active, done: null });
  }

  #change(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
