/** The passage of time as the program sees it, so that tests can hold it still. Times are milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls `callback` once after `delay` milliseconds; the returned function calls it off. */
  schedule(callback: () => void, delay: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delay) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
