/** Clients that are remembered at most; the oldest minute is forgotten first. */
const mostClients = 50_000;

/** Counts the requests of each client in the running minute. Kept in memory, and only that: another instance counts for itself. */
export class RequestRate {
  readonly #most: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, { minute: number; count: number }>();

  constructor(mostPerMinute: number, now: () => number) {
    this.#most = mostPerMinute;
    this.#now = now;
  }

  /** Counts one request. Gives the seconds to wait when it is one too many, else 0. */
  take(client: string): number {
    const now = this.#now();
    const minute = Math.floor(now / 60_000);
    const known = this.#counts.get(client);
    if (known?.minute === minute) {
      known.count += 1;
      return known.count > this.#most ? Math.max(1, Math.ceil(((minute + 1) * 60_000 - now) / 1000)) : 0;
    }
    // Set anew, so that the map stays in the order of the minutes.
    this.#counts.delete(client);
    this.#counts.set(client, { minute, count: 1 });
    if (this.#counts.size > mostClients) {
      for (const [oldest] of this.#counts) {
        this.#counts.delete(oldest);
        break;
      }
    }
    return 0;
  }
}
