import { GalleyError } from '#base';
import type { CommitFacts, Oid, PathDifference } from '#git';
import type { Review } from '#review';
import type { WorkspaceContext } from './workspace-context.ts';

/** What a review's branch has, or had, beyond the site's. */
export interface ReviewRange {
  readonly base: Oid;
  readonly head: Oid;
  /** Newest first. */
  readonly commits: readonly CommitFacts[];
  readonly differences: readonly PathDifference[];
}

/**
 * What a review changes: from the newest commit that it has in common with the site's branch, whatever the request says; of a
 * published one, what it changed then. Undefined for a review whose commits are gone. Throws `not-found` when the common
 * commit of an open one can't be found, and nothing could be shown.
 */
export async function rangeOf(
  context: WorkspaceContext,
  { review }: { readonly review: Review },
): Promise<ReviewRange | undefined> {
  const site = (await context.git.state()).head;
  if (site === null) return undefined;
  if (review.state === 'published') return publishedRange(context, review, site);
  const { head } = review;
  if (head === null) return undefined;
  const { base, commits } = await context.git.relateCommits(head, site);
  if (base === null) throw new GalleyError('not-found', 'The review has no commit in common with the branch');
  return { base, head, commits, differences: await context.git.diffCommits(base, head) };
}

/** From the history alone: a merge tells both ends; where the branch was followed, the commits that were talked about do. */
async function publishedRange(context: WorkspaceContext, review: Review, site: Oid): Promise<ReviewRange | undefined> {
  const after = await context.git.relateCommits(site, review.id);
  const first = await context.git.readCommit(review.id);
  if (first === undefined || after.base !== review.id) return replacedRange(context, review, site);
  const commits = new Map([first, ...after.commits].map((commit) => [commit.oid, commit]));
  const own = descendants(review.id, after.commits);
  const ends = mergeOf(own, commits) ?? followedEnds(review, own, commits);
  const base = ends.base === undefined ? undefined : await context.git.relateCommits(ends.head, ends.base);
  if (base === undefined || base.base === null) return undefined;
  return {
    base: base.base,
    head: ends.head,
    commits: base.commits,
    differences: await context.git.diffCommits(base.base, ends.head),
  };
}

/** Of a review whose commits were squashed or put on top anew: what its own branch had, else the commit that stands for them. */
async function replacedRange(context: WorkspaceContext, review: Review, site: Oid): Promise<ReviewRange | undefined> {
  for (const head of [review.head, ...commitsSpokenOf(review), review.id]) {
    if (head === null || (await context.git.readCommit(head)) === undefined) continue;
    const { base, commits } = await context.git.relateCommits(head, site);
    if (base === null || base === head) continue;
    return { base, head, commits, differences: await context.git.diffCommits(base, head) };
  }
  const commit = review.alias === '' ? undefined : await context.git.readCommit(review.alias);
  const [base] = commit?.parents ?? [];
  if (commit === undefined || base === undefined) return undefined;
  const head = commit.oid;
  return { base, head, commits: [commit], differences: await context.git.diffCommits(base, head) };
}

/** The commits that comments name, newest first. */
function commitsSpokenOf(review: Review): readonly Oid[] {
  return review.threads
    .flatMap(({ comment, replies }) => [comment, ...replies])
    .sort((a, b) => b.time - a.time)
    .flatMap(({ location: { commit } }) => (commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? [commit] : []));
}

/** The commits that have `id` under them, and itself. */
function descendants(id: Oid, commits: readonly CommitFacts[]): ReadonlySet<Oid> {
  const found = new Set([id]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { oid, parents } of commits) if (parents.some((parent) => found.has(parent))) found.add(oid);
  }
  return found;
}

interface Ends {
  readonly base: Oid | undefined;
  readonly head: Oid;
}

/** The merge that brought the review into a history that did not have it. */
function mergeOf(own: ReadonlySet<Oid>, commits: ReadonlyMap<Oid, CommitFacts>): Ends | undefined {
  for (const oid of own) {
    const [base, ...others] = commits.get(oid)?.parents ?? [];
    const head = others.find((parent) => own.has(parent));
    if (base !== undefined && !own.has(base) && head !== undefined) return { base, head };
  }
  return undefined;
}

/** The last commit that someone spoke of, and what it was made on: the newest of the site's that was merged into it. */
function followedEnds(review: Review, own: ReadonlySet<Oid>, commits: ReadonlyMap<Oid, CommitFacts>): Ends {
  const named = commitsSpokenOf(review).find((commit) => own.has(commit));
  const head = review.head !== null && own.has(review.head) ? review.head : (named ?? review.id);
  for (let oid: Oid | undefined = head; oid !== undefined;) {
    const parents: readonly Oid[] = commits.get(oid)?.parents ?? [];
    const base = parents.find((parent) => !own.has(parent));
    if (base !== undefined) return { base, head };
    [oid] = parents;
  }
  return { base: undefined, head };
}
