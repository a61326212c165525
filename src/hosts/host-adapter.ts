/** Hosts do not tell everything of a token. */
export type Right = 'yes' | 'no' | 'unknown';

/** What a token may do with the repository that it is meant for. */
export interface TokenCheck {
  /** The name of the account at the host, as the host writes it; null where the token may not tell. */
  readonly account: string | null;
  readonly read: Right;
  readonly write: Right;
  /** When it ends, in milliseconds since 1970; null where the host does not tell, or where it has no end. */
  readonly expires: number | null;
  /** What lacks and what to do, a sentence for people; null where nothing is known to lack. */
  readonly problem: string | null;
}

/** What the host keeps of a branch. */
export interface BranchRules {
  readonly isProtected: boolean;
  /** Whether this person may push to it without a review. */
  readonly push: Right;
  /** How many have to approve a change request before it is merged; null where the host does not tell. */
  readonly approvals: number | null;
}

/** A change request of the host that is open, as far as Galley mirrors it. */
export interface OpenRequest {
  /** The branch that it is for, without "refs/heads/". */
  readonly branch: string;
  readonly labels: readonly string[];
}

/** A change request of the host, as Galley shows it beside a review. Names and texts are untrusted. */
export interface ChangeRequest {
  readonly number: number;
  /** Its page, on the host itself. */
  readonly address: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** The last word of each who judged it, in the order in which they first did. */
  readonly verdicts: readonly RequestVerdict[];
  /** Oldest first; without those of the host itself. */
  readonly comments: readonly RequestComment[];
  /** Where the site can be seen as it would be; https, on any host. */
  readonly previews: readonly RequestPreview[];
}

export interface RequestVerdict {
  readonly author: string;
  readonly isApproval: boolean;
}

export interface RequestComment {
  /** The host's own id: no two comments of one request have the same. */
  readonly id: string;
  /** Where it stands at the host, on the host itself; null where that is not told. */
  readonly address: string | null;
  /** The file and line that it is about, as `commit` has it; null where it is about the whole, or its lines are gone. */
  readonly place: RequestCommentPlace | null;
  readonly author: string;
  readonly text: string;
  /** Milliseconds since 1970; 0 for a date that can't be read. */
  readonly time: number;
}

export interface RequestCommentPlace {
  readonly commit: string | null;
  readonly path: string;
  /** From 1. Null for the whole file. */
  readonly line: number | null;
}

export interface RequestPreview {
  readonly name: string;
  readonly address: string;
}

/** Names of branches are without "refs/heads/". */
export interface RequestPlace {
  readonly branch: string;
  readonly target: string;
  /** The copy of the repository that has the branch, as `HostPlace.path`; absent where the repository itself has it. */
  readonly fork?: string;
}

/** A change request that was merged, in whatever way. */
export interface MergedRequest {
  readonly number: number;
  readonly branch: string;
  /** The tip of the branch that was merged. */
  readonly head: string;
  /** A commit of the target that has what was merged: a merge, a squashed commit, or the last of those that were put on top. */
  readonly commit: string;
}

/** Something to be said in a change request. */
export interface Remark {
  /** Stands on its own: what is about a passage names it. */
  readonly text: string;
  /** What `text` ends with, which people do not see: whoever reads the request knows by it that this was said. */
  readonly mark: string;
  /** The passage that it is about, as `commit` has it; null where it is about the whole. A verdict has none. */
  readonly place: RemarkPlace | null;
  /** True approves, false asks for changes; null is words alone. */
  readonly isApproval: boolean | null;
  /** The commit that was looked at. */
  readonly commit: string | null;
}

export interface RemarkPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What is said at the line itself, with the mark. */
  readonly text: string;
}

export interface OpenedRequest {
  readonly number: number;
  /** The e-mail addresses of those who were named as reviewers and could not be asked at the host. */
  readonly unasked: readonly string[];
}

/** What a host has beyond git, for one repository and one person. Each call asks the host anew. */
export interface HostAdapter {
  /** Throws `sign-in-needed` for a token that the host does not know, or that has ended. */
  checkToken(signal?: AbortSignal): Promise<TokenCheck>;
  /** Whether the account may write to the repository, whatever its branches keep. */
  mayWrite(signal?: AbortSignal): Promise<Right>;
  /** Throws `not-found` for a branch that is not there. */
  branchRules(branch: string, signal?: AbortSignal): Promise<BranchRules>;
  /** The open change requests whose branch is in the repository itself. */
  listOpenRequests(signal?: AbortSignal): Promise<readonly OpenRequest[]>;
  /** The newest change request for the branch, and the previews of `commit`, its tip; null where there is none. */
  findRequest(place: RequestPlace & { readonly commit: string }, signal?: AbortSignal): Promise<ChangeRequest | null>;
  /** Those of the change requests for `target` that were merged lately, of these branches, wherever the branches are; newest first. */
  listMerged(
    place: { readonly target: string; readonly branches: ReadonlySet<string> },
    signal?: AbortSignal,
  ): Promise<readonly MergedRequest[]>;
  /**
   * Opens a change request, and asks those of the reviewers whose accounts are known. Throws `not-allowed` where the token may not,
   * `invalid-input` where there is one already.
   */
  openRequest(
    request: RequestPlace & {
      readonly title: string;
      readonly summary: string;
      /** E-mail addresses. */
      readonly reviewers: readonly string[];
    },
  ): Promise<OpenedRequest>;
  /**
   * Says something in a change request: at its line where the host takes it there, else about the whole. A verdict that the host does not
   * take from this person becomes words. Throws `not-allowed` where the token may not.
   */
  say(number: number, remark: Remark): Promise<void>;
  /** Who the host takes this person for, as `RequestComment.author` has it; null where the token may not tell. */
  account(signal?: AbortSignal): Promise<string | null>;
  /**
   * Makes this person's own copy of the repository, or finds the one that is there, and gives its path. It may not answer over git yet.
   * Throws `not-allowed` where the host lets nobody copy it, `unsupported` for hosts where that is not known here.
   */
  fork(): Promise<string>;
}

/** What a person signs in to git with. */
export interface HostCredentials {
  readonly username: string;
  readonly password: string;
}
