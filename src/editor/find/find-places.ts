import { findInTexts, type FindPattern, type TextMatch } from '#content';
import * as v from 'valibot';
import { notText, type FindText, type FoundPlace } from './find-target.ts';

/** What finding needs of a Worker. */
export interface FindWorker {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** How long a pattern may take, in milliseconds. */
export const patience = 1500;

const answer = v.object({
  id: v.number(),
  matches: v.array(v.object({ text: v.number(), from: v.number(), to: v.number(), groups: v.array(v.string()) })),
});

/**
 * Looks for patterns in a worker, which is stopped when one takes too long. Without a worker the search is done here.
 */
export class PatternSearch {
  readonly #start: (() => FindWorker) | undefined;
  #worker: FindWorker | undefined;
  #waiting: { readonly id: number; readonly settle: (matches: readonly TextMatch[] | null) => void } | undefined;
  #lastId = 0;

  constructor(start: (() => FindWorker) | undefined) {
    this.#start = start;
  }

  /** The matches; null when the pattern took too long, or another search came in between. */
  search(texts: readonly string[], pattern: FindPattern): Promise<readonly TextMatch[] | null> {
    if (this.#start === undefined) return Promise.resolve(findInTexts(texts, pattern));
    if (this.#waiting !== undefined) this.stop();
    this.#worker ??= this.#begin(this.#start);
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.postMessage({ id, texts, pattern });
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.stop(), patience);
      this.#waiting = {
        id,
        settle: (matches) => {
          clearTimeout(timer);
          this.#waiting = undefined;
          resolve(matches);
        },
      };
    });
  }

  /** Gives up what is being looked for. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting?.settle(null);
  }

  #begin(start: () => FindWorker): FindWorker {
    const worker = start();
    worker.addEventListener('message', (event) => {
      const { id, matches } = v.parse(answer, event.data);
      if (this.#waiting?.id === id) this.#waiting.settle(matches);
    });
    worker.addEventListener('error', () => this.stop());
    return worker;
  }
}

/** Matches of the texts as places of the editor. What holds a picture, a break or locked source can't be replaced as text, and is left out. */
export function placesOf(texts: readonly FindText[], matches: readonly TextMatch[]): readonly FoundPlace[] {
  const places: FoundPlace[] = [];
  for (const { text, from, to, groups } of matches) {
    const start = texts[text]?.start;
    if (start === undefined || groups[0]?.includes(notText) === true) continue;
    places.push({ from: start + from, to: start + to, groups });
  }
  return places;
}
