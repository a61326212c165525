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
  readonly author: string;
  readonly text: string;
  /** Milliseconds since 1970; 0 for a date that can't be read. */
  readonly time: number;
}

export interface RequestPreview {
  readonly name: string;
  readonly address: string;
}

/** Names of branches are without "refs/heads/". */
export interface RequestPlace {
  readonly branch: string;
  readonly target: string;
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
  /** Opens a change request. Throws `not-allowed` where the token may not, `invalid-input` where there is one already. */
  openRequest(request: RequestPlace & { readonly title: string; readonly summary: string }): Promise<void>;
  /** Says something in a change request, about the whole. Throws `not-allowed` where the token may not. */
  comment(number: number, text: string): Promise<void>;
}

/** What a person signs in to git with. */
export interface HostCredentials {
  readonly username: string;
  readonly password: string;
}
