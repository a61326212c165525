import type { Clock, Unsubscribe } from '#base';
import type { PostEditorHandle } from '#editor';
import { Store } from '../store.ts';

/** What outline, checks and counts look at; `document` is null while the source is shown. */
export interface LiveState {
  readonly document: ReturnType<PostEditorHandle['document']> | null;
  readonly position: number;
}

/** So long after the last key or move of the cursor it is looked at, in milliseconds. */
const restAfter = 250;

const nothing: LiveState = { document: null, position: 0 };

/**
 * Follows the document at a distance: announces it once the writing rests, never while a key is handled. Blocks that did
 * not change are the same objects from one announcement to the next.
 */
export class LiveDocument {
  readonly state = new Store<LiveState>(nothing);
  readonly #editor: Store<PostEditorHandle | null>;
  readonly #clock: Clock;

  constructor(editor: Store<PostEditorHandle | null>, clock: Clock) {
    this.#editor = editor;
    this.#clock = clock;
  }

  /** Begins to follow; the returned function ends it. */
  follow(): Unsubscribe {
    let callOff: (() => void) | undefined;
    let unsubscribe: Unsubscribe | undefined;
    const look = (): void => {
      const handle = this.#editor.get();
      this.state.set(handle === null ? nothing : { document: handle.document(), position: handle.position() });
    };
    const attach = (): void => {
      unsubscribe?.();
      callOff?.();
      unsubscribe = this.#editor.get()?.subscribe(() => {
        callOff?.();
        callOff = this.#clock.schedule(look, restAfter);
      });
      callOff = this.#clock.schedule(look, 0);
    };
    const leave = this.#editor.subscribe(attach);
    attach();
    return () => {
      leave();
      callOff?.();
      unsubscribe?.();
    };
  }
}
