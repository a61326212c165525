import { GalleyError } from '#base';
import { isPostPath, summarizePost } from '#content';
import type { CommitFacts, Oid, RefState } from '#git';
import { decapStateOf, fallbackRef, reviewBranches, serializeRequest, timestampOf, type DecapState } from '#review';
import { refreshLabels } from './host-labels.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** A branch that Decap made, and that nobody has spoken of in Galley yet. */
export interface DecapBranch {
  readonly ref: string;
  readonly tip: Oid;
  /** The first commit that the site does not have: notes are about it. */
  readonly first: CommitFacts;
  /** The request as it would stand in the notes; the same for everyone. */
  readonly requestLine: string;
  readonly state: DecapState;
}

/** Decap rebases its branches: they have few commits of their own. */
const MOST_COMMITS = 100;
const MOST_BRANCHES = 200;

/** The titles of the posts that tips have; commits never change. */
const titles = new Map<Oid, string>();
/** The tips for which each workspace has brought what it needs. */
const prepared = new WeakMap<WorkspaceContext, Set<Oid>>();

/**
 * The branches under `cms/` that are not in `taken`, as far as what is here tells what they have beyond the site. Asks nothing
 * of the remote.
 */
export async function listDecapBranches(
  context: WorkspaceContext,
  taken: ReadonlySet<string>,
): Promise<readonly DecapBranch[]> {
  const { opened } = await context.git.state();
  const site = opened.find(({ isFirst }) => isFirst);
  const labels = (await context.labelsOfBranches?.()) ?? new Map<string, readonly string[]>();
  return (await readBranches(context, taken)).flatMap(({ ref, tip, own, base }): readonly DecapBranch[] => {
    const [first, last] = [own.at(-1), own[0]];
    if (first === undefined || last === undefined || base === undefined || site === undefined) return [];
    const [subject = ''] = last.message.split('\n');
    const requestLine = serializeRequest({
      timestamp: timestampOf(first.time),
      reviewRef: ref,
      targetRef: `refs/heads/${site.name}`,
      requester: first.author.email,
      reviewers: [],
      description: titles.get(tip) ?? subject,
      baseCommit: base,
      alias: '',
      signature: '',
    });
    const state = decapStateOf(labels.get(ref.replace('refs/heads/', '')) ?? []) ?? 'draft';
    return [{ ref, tip, first, requestLine, state }];
  });
}

/**
 * Brings what the list of these branches needs and what is not here: the history down to what they have in common with the site,
 * and their posts, for the titles. Each tip is asked for once; what can't be had now stays as it is.
 */
export async function prepareDecapBranches(context: WorkspaceContext, taken: ReadonlySet<string>): Promise<void> {
  const { remoteHead } = await context.git.state();
  const asked = prepared.get(context) ?? new Set<Oid>();
  prepared.set(context, asked);
  const before = asked.size;
  const branches = await readBranches(context, taken);
  const isRelabelled = branches.length > 0 && (await refreshLabels(context));
  try {
    for (const { tip, base } of branches) {
      if (asked.has(tip) || remoteHead === null) continue;
      const common = base ?? (await context.git.relateCommits(tip, remoteHead)).base;
      if (common !== null) await readTitle(context, common, tip);
      asked.add(tip);
    }
  } catch (error) {
    // What is missing is asked for with the next look at the remote.
    if (!(error instanceof GalleyError)) throw error;
  }
  if (asked.size > before || isRelabelled) context.events.emit({ kind: 'reviews' });
}

/** The title of the post that a branch is about, when it changes one. */
async function readTitle(context: WorkspaceContext, base: Oid, tip: Oid): Promise<void> {
  const posts = (await context.git.diffCommits(base, tip)).filter(({ path }) => isPostPath(path));
  const [post] = posts;
  if (post === undefined || post.after === null || posts.length > 1) return;
  const { title } = summarizePost(post.path, await context.git.readBlob(post.after));
  if (title !== '') titles.set(tip, title);
}

interface BranchReading {
  readonly ref: string;
  readonly tip: Oid;
  /** The commits that the site does not have, newest first, by first parents. */
  readonly own: readonly CommitFacts[];
  /** The commit that they were made on; undefined while what is here does not tell. */
  readonly base: Oid | undefined;
}

async function readBranches(context: WorkspaceContext, taken: ReadonlySet<string>): Promise<readonly BranchReading[]> {
  const { refs, remoteHead, branch, opened } = await context.git.state();
  const isOnSite = opened.some(({ name, isFirst }) => isFirst && name === branch);
  // Decap makes its branches from the site's own, and only there can it be told what they have beyond it.
  if (!isOnSite || remoteHead === null) return [];
  const chains: { readonly ref: string; readonly tip: Oid; readonly commits: readonly CommitFacts[] }[] = [];
  for (const { name, local } of refs.filter((ref) => isOfDecap(ref) && !taken.has(ref.name)).slice(0, MOST_BRANCHES))
    if (local !== null) chains.push({ ref: name, tip: local, commits: await chainOf(context, local) });
  const all = chains.flatMap(({ commits }) => commits.flatMap(({ oid, parents }) => [oid, ...parents.slice(0, 1)]));
  const found = new Set((await context.git.findUnder(remoteHead, all)).found);
  return chains.map(({ ref, tip, commits }) => {
    const end = commits.findIndex(({ oid }) => found.has(oid));
    const own = end < 0 ? commits : commits.slice(0, end);
    const parent = own.at(-1)?.parents[0];
    return { ref, tip, own, base: parent !== undefined && found.has(parent) ? parent : undefined };
  });
}

function isOfDecap({ name, local, merge }: RefState): boolean {
  return name.startsWith(reviewBranches) && name !== fallbackRef && merge === 'none' && local !== null;
}

/** The commits of a branch by their first parents, as far as they are here. */
async function chainOf(context: WorkspaceContext, tip: Oid): Promise<readonly CommitFacts[]> {
  const commits: CommitFacts[] = [];
  for (let oid: Oid | undefined = tip; oid !== undefined && commits.length < MOST_COMMITS;) {
    const commit = await context.git.readCommit(oid);
    if (commit === undefined) break;
    commits.push(commit);
    [oid] = commit.parents;
  }
  return commits;
}
