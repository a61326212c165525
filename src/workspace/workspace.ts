import type { GalleyError, Unsubscribe } from '#base';
import type { FrontMatterEdit, ConfigProblem, Post, PostFields, SiteConfig } from '#content';
import type { DraftMoment } from '#drafts';
import type { Credentials, Oid, OpenBranchOutcome, OutboxCommit, PathVersion, Signature, TransferOptions } from '#git';
import type { AddressesOf, CalloutStyle, InspectOptions, ParsedMarkdown, SourceInspection } from '#markdown';
import type { Node } from 'prosemirror-model';
import type { BranchList, CreateBranchOutcome } from './branches.ts';
import type { FileChoices, FileConflict } from './file-conflict.ts';
import type { BranchRules, CodeOutcome, DeviceFlow, PendingSignIn, Right, TokenCheck, TokenPage } from '#hosts';
import type { CommitReview, History } from './history/history.ts';
import type { Reviews } from './reviews.ts';

/** What the served page says about the repository it is for. */
export interface RepositoryDescription {
  /** A short name for people: "demo", "blog". */
  readonly name: string;
  readonly url: string;
  /** `local`: a repository on this computer. `remote`: on a git host, where sign-in may be needed. */
  readonly kind: 'local' | 'remote';
}

/** A host that has more than git. */
export interface HostDescription {
  readonly name: string;
  /** What the host calls a change request. */
  readonly requestWord: 'pull request' | 'merge request';
  /** Where a token of least scope is made, and what to choose there. */
  readonly tokenPage: TokenPage;
}

/** What the host keeps of a branch, with its name. */
export interface NamedBranchRules extends BranchRules {
  readonly branch: string;
  /** Whether the account may write to the repository at all. */
  readonly write: Right;
}

/** What a token may do, and what the host keeps of the branch that is worked on; null where it can't be told. */
export interface TokenReport extends TokenCheck {
  readonly rules: NamedBranchRules | null;
}

/** What the repository says about its site. */
export interface SiteSettings {
  /** The file that says so; null when there is none, and everything has its default. */
  readonly path: string | null;
  readonly config: SiteConfig;
  /** What is wrong with the file. */
  readonly problems: readonly ConfigProblem[];
}

/** A post as its site might show it. All HTML in it is clean: no scripts, no styles, nothing that loads. */
export interface PostPreview {
  /** What stands around the body, with a place for it that has the attribute `data-galley-slot`. */
  readonly page: string;
  /** The body in pieces; `block` is the index of the document's block that a piece begins with. */
  readonly pieces: readonly { readonly block: number; readonly html: string }[];
  /** The addresses of all pictures, as they stand in `data-galley-src`. */
  readonly pictures: readonly string[];
  /** Style sheets as text, of the repository and of the preview itself. */
  readonly styles: readonly string[];
  /** Addresses of style sheets elsewhere, which are loaded after consent only. */
  readonly sheets: readonly string[];
  readonly language: string | null;
  /** Where the site is, for pictures that the repository does not have. */
  readonly baseUrl: string | null;
  /** Files that the settings name and the repository does not have. */
  readonly missing: readonly string[];
}

/** One row of the posts list. */
export interface PostRow {
  readonly path: string;
  readonly title: string;
  readonly author: string;
  readonly thumbnail: string;
  readonly lastChange: { readonly time: number; readonly author: string } | null;
  /** `new`: only a draft so far. `edited`: a draft differs from the repository. `committed`: in the outbox. */
  readonly state: 'published' | 'new' | 'edited' | 'committed';
  readonly unreadable: boolean;
  /** The post's file is still on its way: `title` is made from the path. */
  readonly arriving: boolean;
}

export interface PostList {
  /** Sorted by title, in the person's language. */
  readonly posts: readonly PostRow[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** How many posts have their title; fewer than `posts` while files are still on their way. */
  readonly titled: number;
}

/** A post opened for editing: from its draft when there is one, else from the repository. */
export interface OpenedPost {
  readonly path: string;
  readonly post: Post;
  readonly parsed: ParsedMarkdown;
  /** The document to edit: `parsed.document`, or the draft's own where it could not be written as text. */
  readonly document: Node;
  readonly baseOid: string | null;
  readonly origin: 'draft' | 'repository';
  /** `source`: only as Markdown source; `read-only`: not at all. `reason` is in words for people. */
  readonly editing:
    | { readonly kind: 'rich' }
    | { readonly kind: 'source'; readonly reason: string }
    | { readonly kind: 'read-only'; readonly reason: string };
}

/** What the editor holds at one moment. */
export type PostContent =
  | {
      readonly kind: 'rich';
      readonly fields: PostFields;
      readonly document: Node;
      /** What other keys of the front matter shall say. */
      readonly frontMatter?: FrontMatterEdit;
    }
  /** The whole file as text, from source mode. */
  | { readonly kind: 'source'; readonly text: string };

export type SaveDraftOutcome =
  /** `text` is what the editor holds as text, without what another tab stored. */
  | { readonly kind: 'saved'; readonly text: string }
  /** Equal to the repository's text: there is no draft any more. */
  | { readonly kind: 'unchanged'; readonly text: string }
  /** The work is kept, but not as text: `reason` says which part could not be written. */
  | { readonly kind: 'refused'; readonly reason: string };

/** One thing on the Changes screen: a draft that is not committed. */
export interface PendingChange {
  readonly path: string;
  readonly title: string;
  readonly kind: 'added' | 'edited' | 'deleted';
  readonly content: 'text' | 'image';
  readonly updatedAt: number;
  /** Paths of the drafts that are committed with this one: the new images of a post, both sides of a renamed file. */
  readonly goesWith: readonly string[];
}

/** An image that someone uploads, pastes or drops. */
export interface NewImage {
  /** As the file is called; '' where it has no name. */
  readonly name: string;
  readonly content: Blob;
  /** The path of the post that it is for: names an image that has no name of its own. */
  readonly forPost?: string;
  /** Takes the file as it is: neither made smaller nor cleared of place and camera. */
  readonly keepOriginal?: boolean;
}

export type AddImageOutcome =
  /** `address`: as a post writes it. `isReused`: the same picture was there already. */
  | { readonly kind: 'added'; readonly path: string; readonly address: string; readonly isReused: boolean }
  /** `reason` is a sentence for people. */
  | { readonly kind: 'refused'; readonly reason: string };

export type RenameOutcome =
  | { readonly kind: 'renamed'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Changes {
  readonly drafts: readonly PendingChange[];
  readonly outbox: readonly OutboxCommit[];
}

/** What a post was once, taken apart. */
export interface EarlierText {
  readonly text: string;
  readonly fields: PostFields;
  readonly document: Node;
}

/** A draft that was thrown away, and can be taken up again. */
export interface DiscardedDraft {
  readonly path: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly discardedAt: number;
  /** The blob that it was made from; null for a new post, undefined where an earlier version of Galley did not keep that. */
  readonly baseOid: Oid | null | undefined;
}

/** The text of one change before and after; `before` is null for a new file, `after` for a deleted one. */
export interface ChangeDiff {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Set, and the texts null, where the file is an image. */
  readonly images?: { readonly before: Blob | null; readonly after: Blob | null };
}

/** A stretch of two merged texts: settled, or with what each side made of the same lines of the base. */
export type MergePiece =
  | { readonly kind: 'settled'; readonly text: string }
  | { readonly kind: 'conflict'; readonly base: string; readonly mine: string; readonly theirs: string };

/** A post that was changed here and on the remote; a text is null where that side has no such file. */
export interface ConflictTexts {
  readonly path: string;
  readonly base: string | null;
  readonly theirs: string | null;
  /** The blob that theirs is; what is made of it is on top of that. */
  readonly theirOid: Oid | null;
  readonly mine: string | null;
  /** The three put together. Empty unless all three are there. */
  readonly pieces: readonly MergePiece[];
  /** Who changed the post on the remote, where this clone has seen it. */
  readonly theirChange: { readonly time: number; readonly author: string } | null;
  /** Where the post went when it was renamed on the remote. */
  readonly renamedTo: string | null;
}

/** What becomes of a conflict. */
export interface SettledConflict {
  /** The whole file; null takes theirs. */
  readonly text: string | null;
  /** As `ConflictTexts` had both when the person decided. */
  readonly theirOid: Oid | null;
  readonly mine: string | null;
}

/** One commit that changed a post. */
export interface PostVersion extends PathVersion {
  /** False while the commit waits in the outbox. */
  readonly isPublished: boolean;
  /** The review that the commit came with. */
  readonly review?: CommitReview;
}

export interface PostHistory {
  /** Newest first. */
  readonly versions: readonly PostVersion[];
  /** False when there is more than was asked for, or more on the remote, which can't be reached now. */
  readonly complete: boolean;
}

/** What others changed in a post since its draft was begun. */
export interface RemoteChange {
  /** The branch has no post of this name any more. */
  readonly isGone: boolean;
  /** The name that it has now, when it was renamed. */
  readonly renamedTo: string | null;
  readonly lastChange: { readonly time: number; readonly author: string } | null;
}

export interface PublishRequest {
  /** The drafts to commit together; empty to push what is committed already. */
  readonly paths: readonly string[];
  readonly message: string;
  readonly author: Signature;
  /** Whose version stays of files that came back as `files-differ`. */
  readonly choices?: FileChoices;
}

export type PublishOutcome =
  /** `notice` is what the server said besides ("the work tree was not clean…"). */
  | { readonly kind: 'published'; readonly commit: string; readonly notice?: string }
  | { readonly kind: 'nothing-to-publish' }
  /** Someone else changed the same lines. The drafts stay as they are. */
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /**
   * Someone else changed files too that can't be put together (deleted ones, images) and that drafts or commits that wait
   * have. Nothing was written; publish again with a choice for each.
   */
  | { readonly kind: 'files-differ'; readonly files: readonly FileConflict[] }
  /** The remote said no; the commit waits in the outbox. */
  | { readonly kind: 'refused'; readonly reason: string }
  /**
   * The wire failed; the commit waits in the outbox, the text is kept. With `branch-rewritten` the outbox came back as
   * drafts, and nothing was pushed over the new history.
   */
  | { readonly kind: 'failed'; readonly error: GalleyError };

export type OpenOutcome =
  | { readonly kind: 'ready' }
  /** No clone is kept yet: call `clone`. */
  | { readonly kind: 'not-cloned' };

/** What anyone may want to know of the state of work; announced whenever it changes. */
export interface WorkspaceStatus {
  readonly online: boolean;
  readonly activity: 'idle' | 'cloning' | 'publishing' | 'syncing';
  readonly outboxLength: number;
  readonly draftCount: number;
  /** The branch that is worked on; '' until it is known. */
  readonly branch: string;
  /** Reviews that wait for this person's eyes. */
  readonly reviewsWaiting: number;
  /** When the next review is to be published that has a date, in milliseconds since 1970; null when none has. */
  readonly nextDue: number | null;
  /** False when the browser keeps nothing and all work lives in this tab's memory. */
  readonly durable: boolean;
}

/** What changed, so that only the queries that show it are asked again. */
export type WorkspaceEvent =
  | { readonly kind: 'repository' }
  | { readonly kind: 'draft'; readonly path: string }
  /** Images came, changed or went among the drafts. */
  | { readonly kind: 'media' }
  /** Reviews came or went, or what is said in them, or how far the site's branch is. */
  | { readonly kind: 'reviews' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'status'; readonly status: WorkspaceStatus };

/** Whether commits made here are signed. */
export type SigningState =
  | { readonly kind: 'off' }
  /** `publicKey`: in one line, as git hosts take it. */
  | { readonly kind: 'on'; readonly publicKey: string }
  /** This browser makes no Ed25519 keys, or keeps none. */
  | { readonly kind: 'unsupported'; readonly reason: 'no-ed25519' | 'no-storage' };

/** Sign-in at the host by a code that comes back to the page. */
export interface CodeSignIn {
  /** What people call the host. */
  readonly host: string;
  /** The host's address to go to, and what the page keeps until the person comes back. */
  begin(): Promise<{ readonly address: string; readonly pending: PendingSignIn }>;
}

/** Why a sign-in that the page was come back from gave no token. */
export type ArrivalProblem = Exclude<CodeOutcome, { readonly kind: 'granted' }>;

/** Who the host is told that the person is. */
export interface SignedIn {
  readonly username: string;
  /** The host gave the token by a code; the user name says nothing then. */
  readonly byCode?: boolean;
  /** Kept in this browser, not in memory alone. */
  readonly isKept: boolean;
}

/** Everything the app can do. One object per repository. */
export interface Workspace {
  readonly repository: RepositoryDescription;
  readonly reviews: Reviews;
  readonly history: History;
  status(): WorkspaceStatus;
  subscribe(listener: (event: WorkspaceEvent) => void): Unsubscribe;

  open(): Promise<OpenOutcome>;
  clone(
    options: TransferOptions,
  ): Promise<{ readonly kind: 'cloned' } | { readonly kind: 'failed'; readonly error: GalleyError }>;
  /** Never fails for want of a network: what is here is given then. */
  listBranches(): Promise<BranchList>;
  /** Brings a branch here, so that a workspace on it can be opened. This one stays on its own, with its drafts and outbox. */
  openBranch(name: string): Promise<OpenBranchOutcome>;
  /** Makes a branch on the remote from what is published on this one, and brings it here. */
  createBranch(name: string): Promise<CreateBranchOutcome>;
  /** Whether this browser can keep a sign-in beyond the tab. */
  readonly canKeepSignIn: boolean;
  /** Who signed in; null when nobody did. Asked again after the event `sign-in`. */
  signedIn(): SignedIn | null;
  /** The host that the repository's address leads to; null for servers of git alone, and where the page may ask its own server only. */
  host(): Promise<HostDescription | null>;
  /**
   * Asks the host what the credentials may do, and forgets them. Null where `host` is. Throws `sign-in-needed` where the host does not
   * know them.
   */
  checkToken(credentials: Credentials): Promise<TokenReport | null>;
  /** Gets a token by a code that the person enters at the host; null where that is not set up. The token is kept nowhere. */
  deviceSignIn(): Promise<DeviceFlow | null>;
  /** Sign-in by a code that comes back to the page; null where that is not set up. */
  codeSignIn(): Promise<CodeSignIn | null>;
  /** Why the sign-in that the page was come back from gave no token; null where it did, and where there was none. */
  arrivalProblem(): ArrivalProblem | null;
  /** What the host keeps of the branch that is worked on; null where nobody signed in to a host that tells. */
  branchRules(): Promise<NamedBranchRules | null>;
  /** Whether the host takes the credentials shows on the next request. They stay in memory unless `keep` is asked for. */
  signIn(credentials: Credentials, options?: { readonly keep: boolean }): Promise<void>;
  /** Forgets the credentials in this tab, and in all where they were kept. Drafts and commits stay. */
  signOut(): Promise<void>;
  /**
   * Brings in what the remote has. Quiet when offline. `rewritten`: the history of the branch was replaced on the remote,
   * and the branch here follows it; while an outbox waits, that is the failure `branch-rewritten`.
   */
  sync(): Promise<
    { readonly kind: 'synced'; readonly rewritten?: true } | { readonly kind: 'failed'; readonly error: GalleyError }
  >;

  listPosts(): Promise<PostList>;
  /** The posts of a list that have every word of `query` in title or author, best first; cheap from the second search in one list on. */
  searchPosts(posts: readonly PostRow[], query: string): readonly PostRow[];
  /** Throws `not-found` when neither a draft nor the repository has the path. */
  openPost(path: string): Promise<OpenedPost>;
  /** Makes a post that is probably opened next come sooner. */
  preparePost(path: string): Promise<void>;
  /** Whether the draft, or the branch where there is none, still holds what was opened or last saved from here. */
  isCurrent(opened: OpenedPost): Promise<boolean>;
  /**
   * Stores the draft of an opened post; resolves once it is durable. What another tab stored meanwhile is joined with it:
   * the post is then not current any more and should be opened again.
   */
  saveDraft(opened: OpenedPost, content: PostContent): Promise<SaveDraftOutcome>;
  /** The text of the whole file as `content` would be saved, or why it can't be. */
  renderSource(
    opened: OpenedPost,
    content: PostContent,
  ): Promise<{ readonly kind: 'saved'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string }>;
  /** The texts that the post had in this browser in the last 30 days, oldest first. */
  draftMoments(path: string): Promise<readonly DraftMoment[]>;
  /** What the post was before it became `text`: at most `limit` texts with their documents, the nearest first. */
  earlierTexts(path: string, text: string, limit: number): Promise<readonly EarlierText[]>;
  /** The drafts that were discarded in the last 30 days, newest first. */
  discardedDrafts(): Promise<readonly DiscardedDraft[]>;
  /** Makes the text of a discarded draft the draft of its post again. */
  restoreDiscarded(draft: DiscardedDraft): Promise<void>;
  /** What can be said of a whole file while its source is written; places are offsets of the file. */
  inspectSource(text: string, options: InspectOptions): Promise<SourceInspection>;
  /** Where in the text of the whole file a place of its document lies. */
  placeInSource(text: string, places: readonly number[]): Promise<readonly number[]>;
  /** Where in the post's document a place of its text lies. */
  placeInDocument(opened: OpenedPost, places: readonly number[]): Promise<readonly number[]>;
  /** Makes a draft of a new post and returns its path. */
  createPost(title: string): Promise<string>;

  listChanges(): Promise<Changes>;
  diffChange(path: string): Promise<ChangeDiff>;
  discardDrafts(paths: readonly string[]): Promise<void>;
  /** Who changed a post, across renames; at most `limit` versions. */
  postHistory(path: string, limit: number): Promise<PostHistory>;
  /** The text of a version; null for one that deleted the post, or that is no text. */
  versionText(oid: string | null): Promise<string | null>;
  /** Makes an old version the draft of the post, in place of the draft that is there. */
  restoreVersion(path: string, oid: string): Promise<void>;
  /** What others did with a post since its draft was begun; without a draft, where it was renamed to. Null when nothing. */
  remoteChange(path: string): Promise<RemoteChange | null>;
  /** Puts that into the draft. `conflict`: both changed the same, and nothing was written; see `openConflict`. */
  mergeRemoteChange(path: string): Promise<'merged' | 'conflict'>;
  /**
   * The three texts of a post that was changed here and on the remote; null where the file is absent. Of a renamed post,
   * theirs is the one at its new name. With `onto`, theirs is what that commit has, which a review's changes were to go on top of.
   */
  openConflict(path: string, onto?: Oid): Promise<ConflictTexts>;
  /** Makes the draft of a post that was renamed on the remote one of the renamed post, and returns its path. */
  moveDraft(path: string): Promise<string>;
  /** Makes the text the draft on top of the version that was decided about, so that it can be published. Returns where the draft is now. `onto` as it was opened. */
  resolveConflict(path: string, settled: SettledConflict, onto?: Oid): Promise<string>;
  /** Turns the commits that wait in the outbox back into drafts. */
  returnOutboxToDrafts(): Promise<void>;
  publish(request: PublishRequest, options?: TransferOptions): Promise<PublishOutcome>;

  /** The post, from its draft where there is one, as its site might show it. Throws `not-found` when neither has it. */
  previewPost(path: string): Promise<PostPreview>;
  /** What `.galley.yml` on the branch says; asked again after the event `repository`. */
  siteConfig(): Promise<SiteSettings>;
  /** Makes ready what opening a post needs. For a moment in which nobody waits. */
  prepare(): Promise<void>;
  /** Paths of the repository's images, in tree order. */
  listMedia(): Promise<readonly string[]>;
  /**
   * The image that `address`, as written in the post at `postPath`, stands for in the repository or a draft, or at `commit` alone;
   * undefined when it is not in it.
   */
  readImage(address: string, postPath: string, commit?: Oid): Promise<Blob | undefined>;
  /** How most callouts of the repository are written. */
  calloutStyle(): Promise<CalloutStyle>;

  /** Makes a draft of an image in the repository's media folder; resolves once it is durable. */
  addImage(image: NewImage): Promise<AddImageOutcome>;
  /** Makes a draft that deletes a post or an image; what was only a draft is let go. */
  deleteFile(path: string): Promise<void>;
  /** Gives a post another path; published as one commit. Links to it stay as they are: see `findMentions`. */
  renamePost(path: string, to: string): Promise<RenameOutcome>;
  /** The posts that show an image, or link to a post. Reads every post. */
  findMentions(path: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Which of the addresses, as written in the post at `postPath`, stand for files that neither the branch nor a draft has. */
  missingAddresses(addresses: AddressesOf, postPath: string): Promise<AddressesOf>;

  /** Who commits are by; undefined while not known. */
  identity(): Promise<Signature | undefined>;
  setIdentity(identity: Signature): Promise<void>;
  signingState(): Promise<SigningState>;
  /** Signs all commits made in this browser from now on, or none. `new-key` forgets the key that was used so far. */
  setSigning(choice: 'on' | 'off' | 'new-key'): Promise<void>;
}
