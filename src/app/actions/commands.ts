import type { Unsubscribe } from '#base';
import { Store } from '../store.ts';
import type { Action } from './action.ts';

/** What can stand over any screen. */
export type CommandDialog = 'palette' | 'shortcuts' | 'new-post' | 'branches' | 'repositories';

/** What can be done on the screen that is shown, and the dialogs that are there on all of them. */
export class Commands {
  readonly dialog = new Store<CommandDialog | null>(null);
  #ofScreen: (() => readonly Action[]) | undefined;

  /** The screen's actions as they are now. */
  get actions(): readonly Action[] {
    return this.#ofScreen?.() ?? [];
  }

  /** Says what can be done on a screen, asked each time that it is to be shown; the returned function takes it back. */
  provide(actions: () => readonly Action[]): Unsubscribe {
    this.#ofScreen = actions;
    return () => {
      if (this.#ofScreen === actions) this.#ofScreen = undefined;
    };
  }
}
