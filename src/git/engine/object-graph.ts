import type { Oid } from '../git-client.ts';
import { parseCommit, type CommitObject } from './commit-object.ts';
import { HeldBytes } from './held-bytes.ts';
import type { ObjectDatabase } from './object-database.ts';

const COMMIT = 1;
const TREE = 2;
/** Commits held in memory: a few megabytes. */
const MOST_COMMITS = 20_000;
/** Of folders held in memory: most of a history of a site. */
const MOST_TREE_BYTES = 12 << 20;

/** The commits and folders of a clone, as they name one another. What was read is held in memory, for it never changes. */
export class ObjectGraph {
  readonly #objects: ObjectDatabase;
  readonly #commits = new Map<Oid, CommitObject>();
  readonly #trees = new HeldBytes<Oid, Uint8Array>(MOST_TREE_BYTES, ({ length }) => length);

  constructor(objects: ObjectDatabase) {
    this.#objects = objects;
  }

  /** Forgets what was read: it may not be here any more. */
  forget(): void {
    this.#commits.clear();
    this.#trees.clear();
  }

  /** Throws `not-found` where it is not here. */
  async readCommit(oid: Oid): Promise<CommitObject> {
    const known = this.#commits.get(oid);
    if (known !== undefined) return known;
    const commit = parseCommit(await this.#objects.readTyped(oid, COMMIT));
    if (this.#commits.size >= MOST_COMMITS) this.#commits.clear();
    this.#commits.set(oid, commit);
    return commit;
  }

  /** A commit, if it is in memory. */
  heldCommit(oid: Oid): CommitObject | undefined {
    return this.#commits.get(oid);
  }

  /** A commit; undefined where it is not here. */
  async findCommit(oid: Oid): Promise<CommitObject | undefined> {
    const isHere = this.#commits.has(oid) || (await this.#objects.has(oid));
    return isHere ? this.readCommit(oid) : undefined;
  }

  /** A folder's bytes. Throws `not-found` where it is not here. */
  readonly readTree = async (oid: Oid): Promise<Uint8Array> => {
    const known = this.#trees.get(oid);
    if (known !== undefined) return known;
    const found = await this.#objects.readTyped(oid, TREE);
    // It may be a view of much more memory.
    const tree = found.length < found.buffer.byteLength ? found.slice() : found;
    this.#trees.set(oid, tree);
    return tree;
  };

  /** A folder's bytes, if they are in memory. */
  heldTree(oid: Oid): Uint8Array | undefined {
    return this.#trees.get(oid);
  }
}
