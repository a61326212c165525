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

/** What a host has beyond git, for one repository and one person. Each call asks the host anew. */
export interface HostAdapter {
  /** Throws `sign-in-needed` for a token that the host does not know, or that has ended. */
  checkToken(signal?: AbortSignal): Promise<TokenCheck>;
  /** Throws `not-found` for a branch that is not there. */
  branchRules(branch: string, signal?: AbortSignal): Promise<BranchRules>;
  /** The open change requests whose branch is in the repository itself. */
  listOpenRequests(signal?: AbortSignal): Promise<readonly OpenRequest[]>;
}

/** What a person signs in to git with. */
export interface HostCredentials {
  readonly username: string;
  readonly password: string;
}
