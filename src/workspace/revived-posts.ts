import type { Oid, PathDifference } from '#git';
import { findRenamed } from './find-renamed.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** Posts that commits of the outbox renamed and that others deleted meanwhile: under their new names they come back. */
export class RevivedPosts {
  /** From the name that others deleted to the one that the post has after the outbox. */
  readonly names = new Map<string, string>();
  readonly #context: WorkspaceContext;
  readonly #from: Oid | null;
  readonly #onto: Oid;

  /** `from`: where the outbox began; `onto`: what the remote has now. */
  constructor(context: WorkspaceContext, from: Oid | null, onto: Oid) {
    this.#context = context;
    this.#from = from;
    this.#onto = onto;
  }

  /** Looks at one change of a commit; `made` is all that the commit changes. To be called in the order of the commits. */
  async look({ path, before, after }: PathDifference, made: readonly PathDifference[]): Promise<void> {
    if (before === null || after !== null) return;
    const [revived] = [...this.names].find(([, to]) => to === path) ?? [];
    const name = revived ?? ((await this.#isDeletedByOthers(path)) ? path : undefined);
    if (name === undefined) return;
    const to = await findRenamed(this.#context, { path, oid: before }, made);
    if (to === undefined) this.names.delete(name);
    else this.names.set(name, to);
  }

  /** What was never there before the outbox nobody else deleted. */
  async #isDeletedByOthers(path: string): Promise<boolean> {
    const { git } = this.#context;
    if (this.#from === null || (await git.resolvePath(this.#from, path)) === undefined) return false;
    return (await git.resolvePath(this.#onto, path)) === undefined;
  }
}
