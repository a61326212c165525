import type { Clock, EventChannel } from '#base';
import type { PostSummary } from '#content';
import type { DraftStore } from '#drafts';
import type { CredentialStore, HostAdapter, HostGrant } from '#hosts';
import type { CodeSignInParts } from './code-sign-in.ts';
import type { GivenSignIn } from './host-desk.ts';
import type { RenewOutcome } from './renew-sign-in.ts';
import type { WorkerLike } from '#markdown';
import type { GitClient, RemoteLocation, Signature, SigningKeys } from '#git';
import type {
  ArrivalProblem,
  OpenedPost,
  RepositoryDescription,
  SignedIn,
  WorkspaceEvent,
  WorkspaceStatus,
} from './workspace.ts';

/** What a workspace is made of; the composition root gives the real ones. */
export interface WorkspaceParts {
  readonly repository: RepositoryDescription;
  readonly location: RemoteLocation;
  readonly git: GitClient<PostSummary>;
  readonly drafts: DraftStore;
  readonly clock: Clock;
  /** False when drafts live in this tab's memory only. */
  readonly durable: boolean;
  readonly identities: IdentityStore;
  /**
   * The labels that the host's change requests have, by the branches that they are for ("cms/posts/hello"), as last seen: for
   * hosts that are reached by more than git. Tells how far an entry is in Decap.
   */
  readonly labelsOfBranches?: () => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Opens the key that commits are signed with; where it is absent, they can't be. */
  readonly openSigningKeys?: () => Promise<SigningKeys>;
  /** Asks the browser not to give up what is stored here when room gets short. Called once, when there is something to lose. */
  readonly askToKeepStorage?: () => Promise<unknown>;
  /** What keeps sign-ins in this browser; absent where it can't. */
  readonly openCredentialStore?: () => Promise<CredentialStore>;
  /** The page may ask the repository's host for more than git, at its API's address. */
  readonly mayAskHost?: boolean;
  /** Where hosts send people back to that signed in there, for pages that know. */
  readonly codeSignIn?: CodeSignInParts | undefined;
  /** What the person signed in with when they chose the repository. */
  readonly given?: GivenSignIn | undefined;
  /** Starts the worker for large texts; where it is absent they are parsed and written on this thread. */
  readonly startMarkdownWorker?: () => WorkerLike;
}

/** Where the person's name and e-mail address are kept. */
export interface IdentityStore {
  get(): Promise<Signature | undefined>;
  set(identity: Signature): Promise<void>;
}

/** Who the host is told that the person is. */
export interface Account {
  signedIn: SignedIn | null;
  isFollowed: boolean;
  host?: HostAdapter | undefined;
  /** Of a token that the host gave by a code. */
  grant?: HostGrant | undefined;
  /** Has the host end that token. Nobody waits for it. */
  revoke?: (() => void) | undefined;
  /** The next token is on its way. */
  renewing?: Promise<RenewOutcome> | undefined;
  /** Ends looking whether the token is about to end. */
  callOff?: (() => void) | undefined;
  /** The code of the page's address was used, as it can be once. */
  hasArrived?: boolean;
  /** Why the sign-in that the page was come back from gave no token. */
  arrivalProblem?: ArrivalProblem | null;
}

/** What this tab knows of the host's change requests. */
interface RequestsSeen {
  /** Of open ones by their branches, as last seen. */
  labels: ReadonlyMap<string, readonly string[]>;
  /** Where the site was when merged ones were asked for. */
  mergedUpTo?: string;
  /** The comments that were said at the host from here. */
  said?: Set<string>;
  /** The comments that were written in this tab. */
  written?: Set<string>;
  /** Ends when nothing more is said there for now. */
  mirroring?: Promise<unknown>;
}

/** What the use cases share: the parts, the events they announce, and what this tab knows beyond them. */
export interface WorkspaceContext extends WorkspaceParts {
  readonly events: EventChannel<WorkspaceEvent>;
  /** The blob that each post open in this tab is based on. It moves on when the post is committed under an open editor. */
  readonly bases: Map<string, string | null>;
  /** Where posts went that others renamed, as far as this tab saw it. */
  readonly renames: Map<string, string>;
  /** The state of the branch up to which renames were looked for. */
  readonly followed: { head: string | null };
  /** For each post open in this tab, the text of it that was last stored from here. */
  readonly stored: WeakMap<OpenedPost, string>;
  /** Who signed in, whether this tab hears of other tabs that sign out, and what the host has beyond git for who signed in. */
  readonly account: Account;
  readonly requests: RequestsSeen;
  /** Runs `task` after all earlier tasks on drafts and the outbox, so that a save never falls between a commit's steps. */
  exclusive<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Announces the new status; fields left out stay. */
  announce(change: Partial<WorkspaceStatus>): void;
}
