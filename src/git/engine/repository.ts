import { GalleyError, type Clock } from '#base';
import type {
  BranchHistory,
  CloneOutcome,
  CommitOutcome,
  CommitFacts,
  CommitRelation,
  CommitRequest,
  Credentials,
  FetchOutcome,
  FetchRefsOutcome,
  FillOutcome,
  LineFile,
  Oid,
  OutboxCommit,
  PathDifference,
  PathHistory,
  PathHistoryOptions,
  PushOutcome,
  PushRefsOutcome,
  RebuildRequest,
  RefPrefixes,
  RefsUpdate,
  RefsUpdateOutcome,
  RemoteLocation,
  RepositoryState,
  TransferOptions,
} from '../git-client.ts';
import type { ListingAnswer } from '../protocol/messages.ts';
import { loadPackKernel, PackScratch, type PackKernel } from '../pack/index.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import { signCommit } from '../signing/sign-commit.ts';
import {
  LateStore,
  recordOf,
  type RepositoryRecord,
  type RepositoryStore,
  type StoreUpdate,
} from '../storage/index.ts';
import type { ServerCapabilities } from '../wire/index.ts';
import { branchHistory } from './branch-history.ts';
import { BranchList, type NamedListing } from './branch-list.ts';
import { buildCommits } from './build-commits.ts';
import { clone } from './clone.ts';
import { serializeCommit, type NewCommit } from './commit-object.ts';
import { diffTrees } from './diff-trees.ts';
import { EarlyDiscovery } from './early-discovery.ts';
import { fastForward } from './fast-forward.ts';
import { fetchRefs } from './fetch-refs.ts';
import { fetchRemote } from './fetch-remote.ts';
import { HttpTransport } from './http-transport.ts';
import type { FilesAhead } from './files-ahead.ts';
import { fill } from './fill.ts';
import type { KeptListing } from './listing.ts';
import { ObjectDatabase } from './object-database.ts';
import { ObjectGraph } from './object-graph.ts';
import { ObjectRequests } from './object-requests.ts';
import { openBranch } from './open-branch.ts';
import { readOutbox } from './outbox.ts';
import { pathHistory } from './path-history.ts';
import { push } from './push.ts';
import { pushRefs } from './push-refs.ts';
import { readLineFiles } from './line-files.ts';
import { commitFacts, relateCommits } from './relate-commits.ts';
import { repair } from './repair.ts';
import type { RepositoryLocks } from './repository-locks.ts';
import { updateRefs } from './update-refs.ts';
import { resolvePath } from './resolve-path.ts';
import type { Summarisers } from './summarise.ts';

const BLOB = 3;

/** What a repository needs from around it. */
export interface RepositoryParts<Row> {
  readonly location: RemoteLocation;
  readonly store: RepositoryStore;
  /** Make a post's row of its bytes. */
  readonly rows: Summarisers<Row>;
  readonly isPost: (path: string) => boolean;
  readonly locks: RepositoryLocks;
  /** Dates the commits. */
  readonly clock: Clock;
  /** What commits are signed with; undefined while they are not. */
  readonly signingKey: () => Promise<SigningKey | undefined>;
  /** Called after each change made here. */
  readonly onChange: (state: RepositoryState) => void;
}

/** The same before the store is opened. */
interface OpeningParts<Row> extends Omit<RepositoryParts<Row>, 'store'> {
  readonly openStore: () => Promise<RepositoryStore>;
  readonly credentials: Credentials | undefined;
  /** Whether nothing can be kept here yet, so that a clone comes next. */
  readonly isFirstVisit: boolean;
}

/** A step on the record, with the list of the branch that is worked on, or of another one. */
interface RepositoryStep<Row> extends Omit<StoreUpdate, 'expectedVersion' | 'listing' | 'listingOf'> {
  readonly listing?: KeptListing<Row>;
  readonly beside?: NamedListing<Row>;
}

/** One clone: what the commands in this folder share, and the one way in which its record changes. */
export class Repository<Row> {
  readonly parts: RepositoryParts<Row>;
  readonly transport: HttpTransport;
  readonly early: EarlyDiscovery;
  readonly objects: ObjectDatabase;
  readonly graph: ObjectGraph;
  readonly scratch: PackScratch;
  /** The files that a first clone asked for. */
  ahead: FilesAhead<Row> | undefined;
  /** What the remote was last found able to do. */
  capabilities: ServerCapabilities | undefined;
  readonly #requests = new ObjectRequests<Row>(this);
  #isFirstVisit = false;
  #record: RepositoryRecord | undefined;
  /** The version that the store has; null when it has none. */
  #keptVersion: number | null = null;
  /** The branch that is worked on; undefined for the one that was cloned first. */
  #branch: string | undefined;
  /** The branch that was cloned first: the record is kept as its own. */
  #first: string | undefined;
  readonly #list = new BranchList<Row>(this);
  #outbox: { readonly version: number; readonly commits: readonly OutboxCommit[] } | undefined;

  private constructor(parts: RepositoryParts<Row>, early: EarlyDiscovery, kernel: PackKernel) {
    this.parts = parts;
    this.early = early;
    this.transport = early.transport;
    this.objects = new ObjectDatabase(parts.store, kernel);
    this.graph = new ObjectGraph(this.objects);
    this.scratch = new PackScratch(kernel);
    this.capabilities = early.known;
    this.#branch = parts.location.branch;
  }

  static async create<Row>({
    openStore,
    credentials,
    isFirstVisit,
    ...parts
  }: OpeningParts<Row>): Promise<Repository<Row>> {
    const transport = new HttpTransport(parts.location, parts.clock);
    const early = new EarlyDiscovery(transport, parts.clock, parts.location);
    early.transport.setCredentials(credentials);
    if (isFirstVisit) early.ask();
    const [store, kernel] = await Promise.all([
      isFirstVisit ? new LateStore(openStore) : openStore(),
      loadPackKernel(),
    ]);
    const repository = new Repository({ ...parts, store }, early, kernel);
    repository.#isFirstVisit = isFirstVisit;
    return repository;
  }

  setCredentials(credentials: Credentials | undefined): void {
    this.early.forget();
    this.transport.setCredentials(credentials);
  }

  /** The kept clone's state; undefined when there is none. */
  async open(): Promise<RepositoryState | undefined> {
    if (this.#isFirstVisit) return undefined;
    const reading = this.#reload();
    // Behind the record, so that the list is no older. Which branch it is of is known only where none is named.
    const early = this.#branch === undefined ? this.#list.readStored(undefined) : undefined;
    await reading;
    if (this.#record === undefined) return undefined;
    if (early !== undefined) this.#list.begin(early);
    const state = await this.state();
    // Not waited for: it is what is asked for next. A failure comes again then.
    this.#list.keep().catch(() => undefined);
    return state;
  }

  /** Deletes what a crash left over, once no tab is between writing a pack and naming it. */
  sweep(): Promise<void> {
    const { locks, store } = this.parts;
    return locks.unlessTransferring(() => locks.exclusive(() => store.sweep()));
  }

  /** Reads the record again, for what another tab may have changed. */
  refresh(): Promise<void> {
    return this.exclusively(() => Promise.resolve());
  }

  async #reload(): Promise<void> {
    this.#isFirstVisit = false;
    const kept = await this.parts.store.readRecord();
    this.#first = kept?.branch;
    const record = kept === undefined ? undefined : recordOf(kept, this.#branch ?? kept.branch);
    if (record?.version !== this.#record?.version) {
      this.#list.forget();
      this.objects.forget();
      this.graph.forget();
    }
    if (record === undefined) this.#list.isStored(undefined);
    this.#record = record;
    this.#keptVersion = record?.version ?? null;
    this.objects.use(record?.packs ?? []);
  }

  /** Forgets all that was read: a pack was damaged, and what comes in its place may be less. */
  reopen(): void {
    this.objects.reopen();
    this.graph.forget();
  }

  /** Nothing was kept in this browser before, nor was it looked at since. */
  get isFirstVisit(): boolean {
    return this.#isFirstVisit;
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
    { listing, beside, ...step }: RepositoryStep<Row>,
    announced: 'aloud' | 'quietly' = 'aloud',
  ): Promise<void> {
    const { record } = step;
    const first = this.#first ?? record.branch;
    const listed = beside ?? (listing === undefined ? undefined : { branch: record.branch, listing });
    const done = await this.parts.store.update({
      ...step,
      record: recordOf(record, first) ?? record,
      expectedVersion: this.#keptVersion,
      ...(listed === undefined ? {} : { listing: this.#list.toStore(listed) }),
      ...(listed === undefined || listed.branch === first ? {} : { listingOf: listed.branch }),
    });
    if (!done) throw new GalleyError('internal', 'Another tab changed the repository at the same moment');
    this.#keptVersion = record.version;
    this.#record = record;
    this.#first = first;
    if (listing !== undefined) this.#list.set(listing);
    if (listed !== undefined) this.#list.isStored(listed);
    this.objects.use(record.packs);
    if (step.objects !== undefined) this.objects.stored(step.objects);
    if (announced === 'aloud') await this.announce();
  }

  /** Shows a first clone within the step that makes it durable, before the store is looked at. Where that fails, the next step finds that there is none. */
  async showAhead(record: RepositoryRecord, listing: KeptListing<Row>): Promise<void> {
    [this.#record, this.#first] = [record, record.branch];
    this.#list.set(listing);
    await this.announce();
  }

  /** Shows what is kept instead. */
  async showKept(): Promise<void> {
    this.#record = undefined;
    await this.refresh();
    await this.announce();
  }

  /** Says that there is something new to show. */
  async announce(): Promise<void> {
    this.parts.onChange(await this.state());
  }

  async state(): Promise<RepositoryState> {
    const { branch, head, remoteHead, outboxBase, filling, refs, others } = this.mustGetRecord();
    const opened = [{ branch, head, outboxBase }, ...others]
      .map((one) => ({ name: one.branch, isFirst: one.branch === this.#first, hasOutbox: one.head !== one.outboxBase }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { durable } = this.parts.store;
    return { durable, branch, head, remoteHead, outboxBase, outbox: await this.outbox(), filling, refs, opened };
  }

  /** The commits that the remote does not have, oldest first. */
  async outbox(): Promise<readonly OutboxCommit[]> {
    const { version } = this.mustGetRecord();
    if (this.#outbox?.version === version) return this.#outbox.commits;
    const commits = await readOutbox(this, this.#outbox?.commits ?? []);
    this.#outbox = { version, commits };
    return commits;
  }

  /** The bytes of a new commit, signed where that is asked for. Throws `signing-failed` before anything is written. */
  async writeCommit(commit: NewCommit): Promise<Uint8Array> {
    const content = serializeCommit(commit);
    const key = await this.parts.signingKey();
    return key === undefined ? content : signCommit(content, key);
  }

  /** The list of the branch's files; made anew where none is kept or where it can't be read. */
  listing(): Promise<KeptListing<Row>> {
    return this.#list.get();
  }

  /** The list as it is shown and as the tab gets it. */
  async listingForTab(knownBase: string | undefined): Promise<ListingAnswer<Row>> {
    const answer = await this.#list.forTab(await this.shownListing(), knownBase);
    if (answer !== undefined) return answer;
    // Its file is lost.
    await this.#list.makeAnew();
    return this.listingForTab(knownBase);
  }

  /** The name under which the store has what belongs to a branch; undefined for the one that was cloned first. */
  besideFirst(branch: string): string | undefined {
    return branch === this.#first ? undefined : branch;
  }

  /** The list as it is shown: with titles that have come and are not kept yet. */
  async shownListing(): Promise<KeptListing<Row>> {
    const kept = await this.listing();
    return this.ahead?.withTitles(kept) ?? kept;
  }

  /** A file's bytes; fetched from the remote where they are not here yet. */
  async readBlob(oid: Oid): Promise<Uint8Array> {
    if (!(await this.objects.has(oid))) await this.#bring(oid);
    return this.objects.readTyped(oid, BLOB);
  }

  async #bring(oid: Oid): Promise<void> {
    try {
      await this.#requests.bring(oid);
    } catch (error) {
      // A host that gives no single objects gives the branch whole, and the file with it.
      if (!(error instanceof GalleyError && error.code === 'not-found' && this.#record?.filling === true)) throw error;
      const filled = await fill(this, {});
      if (filled.kind === 'failed') throw filled.error;
      if (!(await this.objects.has(oid))) throw error;
    }
  }

  async resolvePath(commit: Oid, path: string): Promise<Oid | undefined> {
    return resolvePath((await this.graph.readCommit(commit)).tree, path, {
      scratch: this.scratch,
      readTree: this.graph.readTree,
    });
  }

  async diffCommits(before: Oid, after: Oid): Promise<readonly PathDifference[]> {
    const [from, to] = [await this.graph.readCommit(before), await this.graph.readCommit(after)];
    return diffTrees(from.tree, to.tree, this.graph.readTree);
  }

  pathHistory(path: string, options: PathHistoryOptions): Promise<PathHistory> {
    return pathHistory(this, path, options);
  }

  branchHistory(limit: number, options: TransferOptions): Promise<BranchHistory> {
    return branchHistory(this, limit, options);
  }

  repair(options: TransferOptions): Promise<void> {
    return repair(this, options);
  }

  /** Clones the remote's own branch where there is no clone yet, and brings the one that the location names. */
  async clone(options: TransferOptions): Promise<CloneOutcome> {
    const branch = this.#branch;
    if (branch === undefined || this.#record !== undefined) return clone(this, options);
    this.#branch = undefined;
    try {
      const outcome = await clone(this, options);
      // Its other files come when someone works on it.
      this.ahead?.giveUp();
      await this.ahead?.finish(options);
      this.ahead = undefined;
      const opened = outcome.kind === 'failed' ? outcome : await openBranch(this, branch, options);
      if (opened.kind === 'failed') return opened;
    } finally {
      this.#branch = branch;
      await this.refresh();
    }
    return { kind: 'cloned', state: await this.state() };
  }

  fill(options: TransferOptions): Promise<FillOutcome> {
    return fill(this, options);
  }

  fetch(options: TransferOptions): Promise<FetchOutcome> {
    return fetchRemote(this, options);
  }

  push(options: TransferOptions): Promise<PushOutcome> {
    return push(this, options);
  }

  commit(request: CommitRequest): Promise<CommitOutcome> {
    return this.exclusively(async () => {
      const { head } = this.mustGetRecord();
      if (head !== request.expectedHead) return { kind: 'head-moved', head };
      const { expectedHead: _, ...commit } = request;
      return buildCommits(this, { onto: head, commits: [{ ...commit, time: this.parts.clock.now() }] });
    });
  }

  rebuildOutbox(request: RebuildRequest): Promise<CommitOutcome> {
    return this.exclusively(async () => {
      const { head } = this.mustGetRecord();
      if (head !== request.expectedHead) return { kind: 'head-moved', head };
      return buildCommits(this, { onto: request.onto, commits: request.commits, replace: true });
    });
  }

  updateRefs(update: RefsUpdate): Promise<RefsUpdateOutcome> {
    return this.exclusively(() => updateRefs(this, update));
  }

  fetchRefs(prefixes: RefPrefixes, options: TransferOptions): Promise<FetchRefsOutcome> {
    return fetchRefs(this, prefixes, options);
  }

  pushRefs(names: readonly string[] | undefined, options: TransferOptions): Promise<PushRefsOutcome> {
    return pushRefs(this, names, options);
  }

  readLines(ref: string): Promise<readonly LineFile[]> {
    return readLineFiles(this, ref);
  }

  async commitFacts(oid: Oid): Promise<CommitFacts | undefined> {
    const commit = await this.graph.findCommit(oid);
    return commit === undefined ? undefined : commitFacts(oid, commit);
  }

  relateCommits(tip: Oid, other: Oid, options: TransferOptions): Promise<CommitRelation> {
    return relateCommits(this, { tip, other }, options);
  }

  fastForward(to: Oid): Promise<CommitOutcome> {
    return this.exclusively(() => fastForward(this, to));
  }

  /** Deletes the clone, outbox included. */
  remove(): Promise<void> {
    return this.exclusively(async () => {
      await this.parts.store.remove();
      this.#list.forget();
      await this.#reload();
    });
  }

  /** Runs a step on the newest record while no other tab makes one. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.parts.locks.exclusive(async () => {
      await this.#reload();
      return work();
    });
  }
}
