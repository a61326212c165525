/** Ends a subscription; calling it again does nothing. */
export type Unsubscribe = () => void;

/** One kind of event: `emit` calls each listener in the order of subscription. */
export class EventChannel<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  subscribe(listener: (event: Event) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: Event): void {
    // oxlint-disable-next-line unicorn/no-useless-spread -- a copy: listeners may come and go while they are called
    for (const listener of [...this.#listeners]) listener(event);
  }
}
