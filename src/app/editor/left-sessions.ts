import type { PostSession } from './post-session.ts';

/**
 * The sessions that the person has left but whose last words are still on their way to storage. Whoever reads drafts
 * next waits for them, and a session that could not be saved is given back instead of being opened anew.
 */
export class LeftSessions {
  readonly #saving = new Set<Promise<void>>();
  readonly #unsaved = new Map<string, PostSession>();

  /** Saves what is unsaved in `session`, which no screen shows any more. */
  leave(session: PostSession): void {
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
