import type { Clock, Unsubscribe } from '#base';
import type { PostEditorHandle, SourceEditorHandle } from '#editor';
import { Store } from '../store.ts';

/** What outline, checks and counts look at: the rich text where it is shown, else the source. */
export interface LiveState {
  readonly document: ReturnType<PostEditorHandle['document']> | null;
  /** The whole file while its source is shown alone. */
  readonly source: string | null;
  /** Of the cursor: a position of the document, or an offset of the source. */
  readonly position: number;
}

/** The surfaces that are shown. */
export interface LiveSurfaces {
  readonly editor: Store<PostEditorHandle | null>;
  readonly source: Store<SourceEditorHandle | null>;
}

/** So long after the last key or move of the cursor it is looked at, in milliseconds. */
const restAfter = 250;

const nothing: LiveState = { document: null, source: null, position: 0 };

/**
 * Follows the document at a distance: announces it once the writing rests, never while a key is handled. Blocks that did
 * not change are the same objects from one announcement to the next.
 */
export class LiveDocument {
  readonly state = new Store<LiveState>(nothing);
  readonly #surfaces: LiveSurfaces;
  readonly #clock: Clock;

  constructor(surfaces: LiveSurfaces, clock: Clock) {
    this.#surfaces = surfaces;
    this.#clock = clock;
  }

  /** Begins to follow; the returned function ends it. */
  follow(): Unsubscribe {
    let callOff: (() => void) | undefined;
    let unsubscribe: Unsubscribe | undefined;
    const { editor, source } = this.#surfaces;
    const look = (): void => this.state.set(stateOf(editor.get(), source.get()));
    const attach = (): void => {
      unsubscribe?.();
      callOff?.();
      unsubscribe = (editor.get() ?? source.get())?.subscribe(() => {
        callOff?.();
        callOff = this.#clock.schedule(look, restAfter);
      });
      callOff = this.#clock.schedule(look, 0);
    };
    const leave = [editor.subscribe(attach), source.subscribe(attach)];
    attach();
    return () => {
      for (const each of leave) each();
      callOff?.();
      unsubscribe?.();
    };
  }
}

function stateOf(editor: PostEditorHandle | null, source: SourceEditorHandle | null): LiveState {
  if (editor !== null) return { document: editor.document(), source: null, position: editor.position() };
  if (source !== null) return { document: null, source: source.text(), position: source.position() };
  return nothing;
}
