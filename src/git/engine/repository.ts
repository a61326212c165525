import { GalleyError, type Clock } from '#base';
import type {
  CloneOutcome,
  CommitOutcome,
  CommitRequest,
  Credentials,
  FetchOutcome,
  Oid,
  OutboxCommit,
  PathDifference,
  PushOutcome,
  RebuildRequest,
  RemoteLocation,
  RepositoryState,
  TransferOptions,
  TreeListing,
} from '../git-client.ts';
import { loadPackKernel, PackScratch, type PackKernel } from '../pack/index.ts';
import type { RepositoryRecord, RepositoryStore, StoreUpdate } from '../storage/index.ts';
import { buildCommits } from './build-commits.ts';
import { clone } from './clone.ts';
import { parseCommit, type CommitObject } from './commit-object.ts';
import { diffTrees } from './diff-trees.ts';
import { fetchRemote } from './fetch-remote.ts';
import { HttpTransport } from './http-transport.ts';
import { makeListing, type LastChange, type ReadTree } from './listing.ts';
import { ObjectDatabase } from './object-database.ts';
import { push } from './push.ts';
import { resolvePath } from './resolve-path.ts';

const COMMIT = 1;
const TREE = 2;
const BLOB = 3;

/** What a repository needs from around it. */
export interface RepositoryParts<Row> {
  readonly location: RemoteLocation;
  readonly store: RepositoryStore;
  /** Reads a post's row from its bytes. */
  readonly summarise: (content: Uint8Array) => Row;
  readonly isPost: (path: string) => boolean;
  /** Runs `work` while no other tab changes this repository. */
  readonly lock: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Dates the commits. */
  readonly clock: Clock;
  /** Called after each change made here. */
  readonly onChange: (state: RepositoryState) => void;
}

/** What is known already when a commit is listed. */
interface RelistInput<Row> {
  readonly head: Oid | null;
  /** The commit's tree, where it is at hand. */
  readonly root?: Oid | null;
  readonly changed?: ReadonlyMap<string, LastChange>;
  readonly rows?: ReadonlyMap<Oid, Row>;
  readonly readTree?: ReadTree;
}

/** One clone: what the commands in this folder share, and the one way in which its record changes. */
export class Repository<Row> {
  readonly parts: RepositoryParts<Row>;
  readonly transport: HttpTransport;
  readonly objects: ObjectDatabase;
  readonly scratch: PackScratch;
  #record: RepositoryRecord | undefined;
  #listing: TreeListing<Row> | undefined;
  #outbox: { readonly version: number; readonly commits: readonly OutboxCommit[] } | undefined;

  private constructor(parts: RepositoryParts<Row>, kernel: PackKernel) {
    this.parts = parts;
    this.transport = new HttpTransport(parts.location);
    this.objects = new ObjectDatabase(parts.store, kernel);
    this.scratch = new PackScratch(kernel);
  }

  static async create<Row>(parts: RepositoryParts<Row>): Promise<Repository<Row>> {
    return new Repository(parts, await loadPackKernel());
  }

  setCredentials(credentials: Credentials | undefined): void {
    this.transport.setCredentials(credentials);
  }

  /** The kept clone's state; undefined when there is none. */
  async open(): Promise<RepositoryState | undefined> {
    await this.reload();
    return this.#record === undefined ? undefined : this.state();
  }

  /** Deletes what a crash left over, once no tab is between writing a pack and naming it. */
  sweep(): Promise<void> {
    return this.parts.lock(() => this.parts.store.sweep());
  }

  /** Reads the record again, for what another tab may have changed. */
  async reload(): Promise<void> {
    const record = await this.parts.store.readRecord();
    if (record?.version !== this.#record?.version) this.#listing = undefined;
    this.#record = record;
    this.objects.usePacks(record?.packs ?? []);
  }

  get record(): RepositoryRecord | undefined {
    return this.#record;
  }

  /** Throws `not-found` before there is a clone. */
  mustGetRecord(): RepositoryRecord {
    if (this.#record === undefined) throw new GalleyError('not-found', 'The repository is not cloned yet');
    return this.#record;
  }

  /** Makes one step durable. Throws when another tab was faster, which the lock rules out unless it was broken. */
  async update(
    step: Omit<StoreUpdate, 'expectedVersion' | 'listing'> & { readonly listing?: TreeListing<Row> },
  ): Promise<void> {
    const done = await this.parts.store.update({ ...step, expectedVersion: this.#record?.version ?? null });
    if (!done) throw new GalleyError('internal', 'Another tab changed the repository at the same moment');
    this.#record = step.record;
    this.#listing = step.listing ?? this.#listing;
    this.objects.usePacks(step.record.packs);
    this.parts.onChange(await this.state());
  }

  async state(): Promise<RepositoryState> {
    const { branch, head, remoteHead, outboxBase } = this.mustGetRecord();
    return { durable: this.parts.store.durable, branch, head, remoteHead, outboxBase, outbox: await this.outbox() };
  }

  /** The commits that the remote does not have, oldest first. */
  async outbox(): Promise<readonly OutboxCommit[]> {
    const { version, head, outboxBase } = this.mustGetRecord();
    if (this.#outbox?.version === version) return this.#outbox.commits;
    const commits: OutboxCommit[] = [];
    for (let oid = head; oid !== null && oid !== outboxBase;) {
      const commit = await this.readCommit(oid);
      const parent = commit.parents[0] ?? null;
      const before = parent === null ? null : (await this.readCommit(parent)).tree;
      const differences = await diffTrees(before, commit.tree, this.readTree);
      commits.unshift({
        oid,
        message: commit.message.trimEnd(),
        author: commit.author,
        time: commit.time,
        parent,
        paths: differences.map(({ path }) => path),
      });
      oid = parent;
    }
    this.#outbox = { version, commits };
    return commits;
  }

  async readCommit(oid: Oid): Promise<CommitObject> {
    return parseCommit(await this.objects.readTyped(oid, COMMIT));
  }

  readonly readTree = (oid: Oid): Promise<Uint8Array> => this.objects.readTyped(oid, TREE);

  async listFiles(): Promise<TreeListing<Row>> {
    const { head } = this.mustGetRecord();
    if (this.#listing?.head === head) return this.#listing;
    const kept = await this.parts.store.readListing();
    if (isListingOf<Row>(kept, head)) this.#listing = kept;
    else this.#listing = await this.relist({ head });
    return this.#listing;
  }

  /** Lists a commit, reading only posts whose row neither `rows` nor the last listing has. */
  async relist(input: RelistInput<Row>): Promise<TreeListing<Row>> {
    const { head, changed = new Map(), rows = new Map(), readTree = this.readTree } = input;
    if (head === null) return { head, files: [], refused: [] };
    return makeListing({
      head,
      root: input.root ?? (await this.readCommit(head)).tree,
      readTree,
      rowOf: async (_path, oid) => rows.get(oid) ?? this.parts.summarise(await this.objects.readTyped(oid, BLOB)),
      isPost: this.parts.isPost,
      previous: this.#listing,
      changed,
    });
  }

  readBlob(oid: Oid): Promise<Uint8Array> {
    return this.objects.readTyped(oid, BLOB);
  }

  async resolvePath(commit: Oid, path: string): Promise<Oid | undefined> {
    const listed = this.#listing?.head === commit ? this.#listing.files.find((file) => file.path === path) : undefined;
    if (listed !== undefined) return listed.oid;
    return resolvePath((await this.readCommit(commit)).tree, path, this.readTree);
  }

  async diffCommits(before: Oid, after: Oid): Promise<readonly PathDifference[]> {
    const [from, to] = [await this.readCommit(before), await this.readCommit(after)];
    return diffTrees(from.tree, to.tree, this.readTree);
  }

  clone(options: TransferOptions): Promise<CloneOutcome> {
    return this.#exclusively(() => clone(this, options));
  }

  fetch(options: TransferOptions): Promise<FetchOutcome> {
    return this.#exclusively(() => fetchRemote(this, options));
  }

  push(options: TransferOptions): Promise<PushOutcome> {
    return this.#exclusively(() => push(this, options));
  }

  commit(request: CommitRequest): Promise<CommitOutcome> {
    return this.#exclusively(async () => {
      const { head } = this.mustGetRecord();
      if (head !== request.expectedHead) return { kind: 'head-moved', head };
      const { changes, message, author } = request;
      return buildCommits(this, { onto: head, commits: [{ changes, message, author, time: this.parts.clock.now() }] });
    });
  }

  rebuildOutbox(request: RebuildRequest): Promise<CommitOutcome> {
    return this.#exclusively(async () => {
      const { head } = this.mustGetRecord();
      if (head !== request.expectedHead) return { kind: 'head-moved', head };
      return buildCommits(this, { onto: request.onto, commits: request.commits, replace: true });
    });
  }

  /** Deletes the clone, outbox included. */
  remove(): Promise<void> {
    return this.#exclusively(async () => {
      await this.parts.store.remove();
      this.#listing = undefined;
      await this.reload();
    });
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.parts.lock(async () => {
      await this.reload();
      return work();
    });
  }
}

/** Listings are made here alone; only one of this head is used, so that a stale or foreign record is made anew. */
function isListingOf<Row>(kept: unknown, head: Oid | null): kept is TreeListing<Row> {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'head' in kept &&
    kept.head === head &&
    'files' in kept &&
    Array.isArray(kept.files) &&
    'refused' in kept &&
    Array.isArray(kept.refused)
  );
}
