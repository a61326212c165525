import { findCollision, validateRefName, type GalleyError } from '#base';
import type { OpenBranchOutcome } from '#git';
import { reviewBranches } from '#review';
import type { WorkspaceContext } from './workspace-context.ts';

/** A branch that a person can work on. */
export interface BranchRow {
  readonly name: string;
  readonly isCurrent: boolean;
  /** True for the one that was cloned first: the site's own. */
  readonly isFirst: boolean;
  /** It was open in this browser before, and can be opened without a network. */
  readonly isHere: boolean;
  /** Commits made here wait to be published on it. */
  readonly hasOutbox: boolean;
}

export interface BranchList {
  /** The site's own first, then those that are here, then the others, each by name. */
  readonly branches: readonly BranchRow[];
  /** Why the remote's branches are not among them; null when they are. */
  readonly failure: GalleyError | null;
}

export type CreateBranchOutcome =
  | { readonly kind: 'created' }
  /** `reason` is a sentence for people, or the remote's own. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: GalleyError };

const BRANCHES = 'refs/heads/';

/** The branches to work on: the remote's, and those that are here. Branches of reviews are left to the reviews. */
export async function listBranches(context: WorkspaceContext): Promise<BranchList> {
  const { branch, opened } = await context.git.state();
  const remote = await context.git.listBranches();
  context.announce({ online: remote.kind === 'listed' || remote.error.code !== 'offline' });
  const names = new Set(opened.map(({ name }) => name));
  if (remote.kind === 'listed') for (const name of remote.branches) if (!isOfReviews(name)) names.add(name);
  const rows = Array.from(names, (name): BranchRow => {
    const here = opened.find((one) => one.name === name);
    return {
      name,
      isCurrent: name === branch,
      isFirst: here?.isFirst === true,
      isHere: here !== undefined,
      hasOutbox: here?.hasOutbox === true,
    };
  });
  const rank = ({ isFirst, isHere }: BranchRow): number => (isFirst ? 0 : isHere ? 1 : 2);
  rows.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return { branches: rows, failure: remote.kind === 'failed' ? remote.error : null };
}

/** Brings a branch here, so that a tab can work on it. What is worked on now stays as it is. */
export async function openBranch(context: WorkspaceContext, name: string): Promise<OpenBranchOutcome> {
  return context.git.openBranch(name);
}

/** Why no branch of this name can be made beside `taken`, in words; undefined when one can. */
function whyNotBranch(name: string, taken: readonly string[]): string | undefined {
  const verdict = validateRefName(name);
  if (verdict.kind === 'rejected') return `A branch can’t be called that. ${verdict.reason}`;
  if (name === 'HEAD' || validateRefName(BRANCHES + name).kind === 'rejected') return 'A branch can’t be called that.';
  if (isOfReviews(name)) return 'Names that begin with “cms/” are for reviews.';
  const other = findCollision(name, taken);
  if (other === undefined) return undefined;
  return other === name
    ? 'There is a branch of this name already.'
    : `It can’t be told from the branch “${other}” everywhere.`;
}

/** Makes a branch on the remote from what is published on the one that is worked on, and brings it here. */
export async function createBranch(context: WorkspaceContext, name: string): Promise<CreateBranchOutcome> {
  const { remoteHead, opened } = await context.git.state();
  const remote = await context.git.listBranches();
  if (remote.kind === 'failed') return remote;
  const reason = whyNotBranch(name, [...remote.branches, ...opened.map((one) => one.name)]);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (remoteHead === null) return { kind: 'refused', reason: 'Nothing is published yet that it could begin with.' };
  const ref = BRANCHES + name;
  const author = (await context.identities.get()) ?? { name: 'Galley', email: 'galley@localhost' };
  await context.git.updateRefs({
    author,
    commits: [{ ref, expected: null, onto: remoteHead, changes: [], message: '' }],
  });
  const pushed = await context.git.pushRefs([ref]);
  if (pushed.kind === 'pushed' || pushed.kind === 'nothing-to-push') {
    const brought = await context.git.openBranch(name);
    return brought.kind === 'opened' ? { kind: 'created' } : brought;
  }
  // It must not go there later, when nobody thinks of it any more.
  await context.git.updateRefs({ author, deletions: [{ ref, expected: remoteHead }] });
  if (pushed.kind === 'failed') return pushed;
  return { kind: 'refused', reason: pushed.kind === 'refused' ? pushed.reason : 'Someone else made it meanwhile.' };
}

function isOfReviews(name: string): boolean {
  return (BRANCHES + name).startsWith(reviewBranches);
}
