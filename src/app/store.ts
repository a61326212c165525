import { EventChannel, type Unsubscribe } from '#base';

/** One value that changes over time and can be watched, outside of React. */
export class Store<State> {
  readonly #changes = new EventChannel<State>();
  #state: State;

  constructor(initial: State) {
    this.#state = initial;
  }

  readonly get = (): State => this.#state;

  readonly subscribe = (listener: () => void): Unsubscribe => this.#changes.subscribe(listener);

  /** Announces `state` unless it is the one there already. */
  readonly set = (state: State): void => {
    if (Object.is(state, this.#state)) return;
    this.#state = state;
    this.#changes.emit(state);
  };
}
