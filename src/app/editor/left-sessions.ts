import type { PostSession } from './post-session.ts';

/**
 * The sessions that the person has left but whose last words are still on their way to storage. Whoever reads drafts
 * next waits for them, and a session that could not be saved is given back instead of being opened anew.
 */
export class LeftSessions {
  readonly #saving = new Set<Promise<void>>();
  readonly #unsaved = new Map<string, PostSession>();
  readonly #shown = new Set<PostSession>();

  /** Says that a screen shows the session now. */
  enter(session: PostSession): void {
    this.#shown.add(session);
  }

  /** Saves what is unsaved in `session`, which no screen shows any more. */
  leave(session: PostSession): void {
    this.#shown.delete(session);
    const saving = session
      .flush()
      .then((isSaved) => {
        if (!isSaved) this.#unsaved.set(session.path, session);
      })
      .finally(() => {
        this.#saving.delete(saving);
      });
    this.#saving.add(saving);
  }

  /** Stores all that was typed, in the sessions that are shown as well as in those that were left. False when something could not be. */
  async flush(): Promise<boolean> {
    const shown = await Promise.all(Array.from(this.#shown, (session) => session.flush()));
    await this.settled();
    return shown.every(Boolean) && this.#unsaved.size === 0;
  }

  /** Resolves when all that was left is stored, or could not be. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#saving);
  }

  /** The session of the post at `path` that still holds unsaved work; it is the caller's from now on. */
  async takeUnsaved(path: string): Promise<PostSession | undefined> {
    await this.settled();
    const session = this.#unsaved.get(path);
    this.#unsaved.delete(path);
    return session;
  }
}
