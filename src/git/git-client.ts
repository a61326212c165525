import type { GalleyError, Unsubscribe } from '#base';
import type { TreeListing } from './tree-listing.ts';

/** A git object id: 40 lower-case hex digits. */
export type Oid = string;

/** Where a repository is served over smart HTTP. `headers` and credentials go with every request to the origin that requests go to, and nowhere else. */
export interface RemoteLocation {
  /** Absolute http(s) URL without credentials. Also the key under which the clone is kept. */
  readonly url: string;
  /** Where requests go when they can't go to `url` itself: the repository's address at a gateway. */
  readonly address?: string;
  /** The branch to work on; absent means the one that was cloned first, which the remote's HEAD named. */
  readonly branch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the remote says that it can do (gitprotocol-v2, "Capability Advertisement"), a line each, where it is known before it is asked. */
  readonly capabilities?: readonly string[];
  /** The branch that the remote's HEAD names, where that is known before the remote is asked. */
  readonly head?: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
}

/** A commit made here that the remote does not have yet. */
export interface OutboxCommit {
  readonly oid: Oid;
  readonly message: string;
  readonly author: Signature;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly parent: Oid | null;
  readonly paths: readonly string[];
  /** The other parents of a merge commit. */
  readonly merged?: readonly Oid[];
}

export interface RepositoryState {
  /** False when the clone lives in this tab's memory only. */
  readonly durable: boolean;
  readonly branch: string;
  /** Tip of the branch here; null while the repository has no commit. */
  readonly head: Oid | null;
  /** Tip of the branch on the remote as last seen. */
  readonly remoteHead: Oid | null;
  /** The newest ancestor of `head` that came from the remote: what the outbox's first commit was made on. Equals `head` when the outbox is empty. */
  readonly outboxBase: Oid | null;
  /** The commits from `outboxBase` (not included) to `head`, oldest first; also when the remote has moved on meanwhile. */
  readonly outbox: readonly OutboxCommit[];
  /** True while files of the branch are on the remote only: `fill` brings them, and `readBlob` each when it is asked for. */
  readonly filling: boolean;
  /** The refs beside the branch that this clone knows, in the order of their names. */
  readonly refs: readonly RefState[];
  /** All branches that were opened here, this one among them, each with its own outbox; in the order of their names. */
  readonly opened: readonly OpenedBranch[];
}

/** A branch that was opened here. */
export interface OpenedBranch {
  readonly name: string;
  /** True for the branch that was cloned first. */
  readonly isFirst: boolean;
  /** It has commits that the remote does not have. */
  readonly hasOutbox: boolean;
}

/** The remote's branches by name. */
export type RemoteBranches =
  | { readonly kind: 'listed'; readonly branches: readonly string[] }
  | { readonly kind: 'failed'; readonly error: GalleyError };

/** `failed` also with `not-found`, when the remote has no such branch. */
export type OpenBranchOutcome = { readonly kind: 'opened' } | { readonly kind: 'failed'; readonly error: GalleyError };

export interface TransferProgress {
  readonly phase: 'connecting' | 'receiving' | 'storing' | 'reading';
  readonly receivedBytes: number;
  readonly objects: number;
  /** Absent while the remote has not said. */
  readonly totalObjects?: number;
}

export interface TransferOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
}

export type FileChange =
  | { readonly kind: 'write'; readonly path: string; readonly content: Uint8Array }
  | { readonly kind: 'delete'; readonly path: string };

export interface CommitRequest {
  readonly changes: readonly FileChange[];
  readonly message: string;
  readonly author: Signature;
  /** The head that the changes were made on; another head gives `head-moved` and writes nothing. */
  readonly expectedHead: Oid | null;
  /** The other parents of a merge commit. Those that are under the head already are left out. */
  readonly merged?: readonly Oid[];
}

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly commit: Oid }
  | { readonly kind: 'head-moved'; readonly head: Oid | null }
  | { readonly kind: 'nothing-to-commit' };

/** Failures of the wire that people meet every day come as `failed` with the cause's code; all else is thrown. */
export type FetchOutcome =
  | {
      readonly kind: 'fetched';
      readonly remoteHead: Oid | null;
      readonly moved: boolean;
      /** Set when what the branch here was based on is no longer part of the remote's: its history was replaced. */
      readonly rewritten?: true;
    }
  | { readonly kind: 'failed'; readonly error: GalleyError };

export type PushOutcome =
  | { readonly kind: 'published'; readonly head: Oid; readonly notice?: string }
  | { readonly kind: 'nothing-to-push' }
  /** The remote's branch is not where the outbox starts; fetch, then put the outbox on top of it. */
  | { readonly kind: 'remote-moved' }
  /** The remote took the request and said no (protected branch, hook); `reason` is the remote's own text. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: GalleyError };

export type CloneOutcome =
  | { readonly kind: 'cloned'; readonly state: RepositoryState }
  | { readonly kind: 'failed'; readonly error: GalleyError };

export type FillOutcome = { readonly kind: 'filled' } | { readonly kind: 'failed'; readonly error: GalleyError };

/** One path that differs between two commits; null where the path is absent. */
export interface PathDifference {
  readonly path: string;
  readonly before: Oid | null;
  readonly after: Oid | null;
}

/** One commit that changed a file. */
export interface PathVersion {
  readonly commit: Oid;
  /** The file as the commit left it; null when it was deleted. */
  readonly oid: Oid | null;
  /** The file's name in the commit. */
  readonly path: string;
  /** The name that it had before, when the commit renamed it. */
  readonly previousPath?: string;
  readonly author: Signature;
  /** Milliseconds since 1970; 0 where the date can't be read. */
  readonly time: number;
  readonly message: string;
  /** The versions that it was made from, by their commits, as far as they are among those given: two or more where branches met. */
  readonly parents: readonly Oid[];
}

export interface PathHistory {
  /** Newest first. */
  readonly versions: readonly PathVersion[];
  /** False when there is more: behind `limit`, or on the remote, which can't be reached now. */
  readonly complete: boolean;
}

/** One commit of the branch, with what it changed. */
export interface BranchCommit extends CommitFacts {
  /** The files that differ from the first parent; `null` where that is not here. */
  readonly differences: readonly PathDifference[] | null;
}

export interface BranchHistory {
  /** Newest first. */
  readonly commits: readonly BranchCommit[];
  /** False when there is more: behind `limit`, or on the remote, which can't be reached now. */
  readonly complete: boolean;
}

export interface PathHistoryOptions {
  /** How many versions are wanted at most; absent means all. */
  readonly limit?: number;
  readonly transfer?: TransferOptions;
}

/** One commit of a rebuilt outbox. */
export interface PlannedCommit {
  readonly changes: readonly FileChange[];
  readonly message: string;
  readonly author: Signature;
  readonly time: number;
  /** The other parents of a merge commit. Those that are under the commit's first parent already are left out. */
  readonly merged?: readonly Oid[];
}

export interface RebuildRequest {
  /** The local head that the plan was made from; another head gives `head-moved` and writes nothing. */
  readonly expectedHead: Oid | null;
  /** The commit that the plan goes on top of; it must be here already. */
  readonly onto: Oid;
  /** Empty to drop the outbox. A commit that would change nothing is left out. */
  readonly commits: readonly PlannedCommit[];
}

/** A ref beside the branch. While `local` and `remote` differ, the difference waits to be pushed. */
export interface RefState {
  /** The full name: "refs/heads/cms/posts/hello". */
  readonly name: string;
  /** Its tip here; null once it is deleted here. */
  readonly local: Oid | null;
  /** Its tip on the remote as last seen; null while the remote does not have it. */
  readonly remote: Oid | null;
  /** `lines`: its files are sets of lines that join by themselves, as notes do. `none`: a branch. */
  readonly merge: 'lines' | 'none';
  /** What the person's own copy of the repository (a fork) was given of it, as last sent. */
  readonly copy?: { readonly url: string; readonly tip: Oid };
}

/** Branches that go to the person's own copy of the repository. */
export interface RefCopies {
  /** Where the copy is: at the origin that requests go to anyway. */
  readonly to: Pick<RemoteLocation, 'url' | 'address'>;
  readonly names: readonly string[];
}

/** Which refs beside the branch are brought: those under a prefix that ends with a slash, and those of exactly the other names. */
export interface RefPrefixes {
  readonly lines: readonly string[];
  readonly branches: readonly string[];
}

/** A commit on a branch that is not the one of the clone. */
export interface RefCommit {
  /** "refs/heads/cms/posts/hello" */
  readonly ref: string;
  /** The tip that the caller knows; null for a new branch. Another tip gives `ref-moved`. */
  readonly expected: Oid | null;
  /** The commit's first parent. */
  readonly onto: Oid;
  /** The other parents of a merge commit. */
  readonly merged?: readonly Oid[];
  readonly changes: readonly FileChange[];
  readonly message: string;
}

/** Lines that are put into the files of a ref that joins by lines. */
export interface LinesAddition {
  readonly ref: string;
  /** A note's object, the folder and file ("reviews/0123…") on a branch; `tipOf`: the commit that the same update makes on that ref. */
  readonly key: string | { readonly folder: string; readonly tipOf: string };
  readonly lines: readonly string[];
}

/** Changes of refs beside the branch, made in one step. */
export interface RefsUpdate {
  readonly author: Signature;
  readonly commits?: readonly RefCommit[];
  readonly additions?: readonly LinesAddition[];
  readonly deletions?: readonly { readonly ref: string; readonly expected: Oid }[];
}

export type RefsUpdateOutcome =
  /** `tips`: where each branch of `commits` is now. A commit that would change nothing is left out. */
  | { readonly kind: 'updated'; readonly tips: Readonly<Record<string, Oid>> }
  | { readonly kind: 'ref-moved'; readonly ref: string; readonly tip: Oid | null };

export type FetchRefsOutcome =
  /** `moved`: the names of those that are not here as they were before. */
  | { readonly kind: 'fetched'; readonly moved: readonly string[] }
  | { readonly kind: 'failed'; readonly error: GalleyError };

export type PushRefsOutcome =
  | { readonly kind: 'pushed'; readonly notice?: string }
  | { readonly kind: 'nothing-to-push' }
  /** Others moved these branches, and what was made here does not follow theirs: it has to be put on top. Nothing else waits. */
  | { readonly kind: 'remote-moved'; readonly refs: readonly string[] }
  /** The remote said no to these, which wait; others of the same request may have been taken. */
  | { readonly kind: 'refused'; readonly refs: readonly string[]; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: GalleyError };

/** One file of a ref that joins by lines. */
export interface LineFile {
  /** The object of a note; the path on a branch. */
  readonly key: string;
  readonly lines: readonly string[];
}

/** One commit, with what it changes against its first parent left to `diffCommits`. */
export interface CommitFacts {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  /** Milliseconds since 1970; 0 where the date can't be read. */
  readonly time: number;
  readonly message: string;
}

/** How two commits of one history lie to each other. */
export interface CommitRelation {
  /** The newest commit that is under both; null when they have none in common, or none that is here or comes. */
  readonly base: Oid | null;
  /** The commits under `tip` and not under `other`, newest first, 500 at most. */
  readonly commits: readonly CommitFacts[];
}

/**
 * The tab's side of the repository. Every method is one message to the repository worker and back.
 * `Row` is what the worker's summariser makes of a post: an object of JSON values, with the same keys for every post.
 */
export interface GitClient<Row> {
  /** Looks for a kept clone of `location`; undefined when there is none. No network. Must come before the methods below. */
  open(location: RemoteLocation): Promise<RepositoryState | undefined>;
  /** Kept in memory only; sent to the location's origin only. */
  setCredentials(credentials: Credentials | undefined): Promise<void>;
  /**
   * Clones at depth 1; where the remote can leave files out, they come by `fill`. Cancelling or failing leaves nothing
   * half-made: the next `open` gives undefined.
   */
  clone(options?: TransferOptions): Promise<CloneOutcome>;
  /** Brings the files that the clone left out, in parts. Cancelled or failed, it goes on with the rest when called again. */
  fill(options?: TransferOptions): Promise<FillOutcome>;
  listBranches(options?: TransferOptions): Promise<RemoteBranches>;
  /**
   * Brings another branch here, so that a location that names it can be opened, also offline. The branch that is open stays
   * as it is, drafts, outbox and all.
   */
  openBranch(name: string, options?: TransferOptions): Promise<OpenBranchOutcome>;
  /** Deletes the kept clone, outboxes of all branches included. */
  remove(): Promise<void>;
  state(): Promise<RepositoryState>;
  listFiles(): Promise<TreeListing<Row>>;
  /** Asks the remote for a file that is not here. Throws `not-found` when the remote does not give it either. */
  readBlob(oid: Oid): Promise<Uint8Array>;
  /** The oid of the file at `path` in `commit`, undefined when there is none. */
  resolvePath(commit: Oid, path: string): Promise<Oid | undefined>;
  commit(request: CommitRequest): Promise<CommitOutcome>;
  /** Pushes the outbox with the last seen remote tip as the lease; first asks the remote whether it has it already. Never forces. */
  push(options?: TransferOptions): Promise<PushOutcome>;
  /**
   * Brings `remoteHead` up to date. When the outbox is empty the branch follows it; else the branch stays. Fails with
   * `branch-gone` when the remote no longer has the branch; all that is here stays.
   */
  fetch(options?: TransferOptions): Promise<FetchOutcome>;
  diffCommits(before: Oid, after: Oid): Promise<readonly PathDifference[]>;
  /** Who changed a file, across renames. Older history is brought from the remote only when it is asked for here. */
  pathHistory(path: string, options?: PathHistoryOptions): Promise<PathHistory>;
  /** The commits of the branch, outbox included, each with what it changed. Older history is brought only when it is asked for here. */
  branchHistory(limit: number, options?: TransferOptions): Promise<BranchHistory>;
  /** Changes refs beside the branch, all in one durable step; they wait to be pushed. */
  updateRefs(update: RefsUpdate): Promise<RefsUpdateOutcome>;
  /**
   * Brings refs beside the branch up to date, branches without their files where the server can leave those out. What waits
   * here stays: files of lines are joined with the remote's, and a branch that others moved too keeps both tips.
   */
  fetchRefs(prefixes: RefPrefixes, options?: TransferOptions): Promise<FetchRefsOutcome>;
  /**
   * Pushes what waits of the refs, or of those that are named, in one request, with the last seen tips as leases. Refs that
   * join by lines are joined with what others pushed meanwhile and tried again. Never forces.
   */
  pushRefs(names?: readonly string[], options?: TransferOptions): Promise<PushRefsOutcome>;
  /**
   * Pushes branches to the person's own copy of the repository, which may go on from what the copy has of them. The remote hears nothing
   * of it. Fails with `not-found` while the copy is not there or has no branch. Never forces.
   */
  pushCopies(copies: RefCopies, options?: TransferOptions): Promise<PushRefsOutcome>;
  /** The files of a ref that joins by lines, as it is here; none when it is not here. */
  readLines(ref: string): Promise<readonly LineFile[]>;
  /** Which of `oids` are `tip` or under it, as far as the history here tells; `isCut` when it ends before its beginning. */
  findUnder(tip: Oid, oids: readonly Oid[]): Promise<{ readonly found: readonly Oid[]; readonly isCut: boolean }>;
  /** A commit that is here; undefined for one that is not. */
  readCommit(oid: Oid): Promise<CommitFacts | undefined>;
  /** How `tip` lies to `other`; older history is brought where what is here does not tell. */
  relateCommits(tip: Oid, other: Oid): Promise<CommitRelation>;
  /** Moves the branch to `to`, a commit that follows its head. `head-moved` when it does not; the outbox has what is new. */
  fastForward(to: Oid): Promise<CommitOutcome>;
  /** Replaces the outbox in one step. */
  rebuildOutbox(request: RebuildRequest): Promise<CommitOutcome>;
  /** Called when the repository changed, also by another tab. */
  subscribe(listener: (state: RepositoryState) => void): Unsubscribe;
}
