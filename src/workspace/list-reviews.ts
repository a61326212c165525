import type { Oid, RefState } from '#git';
import { deriveReview, queueGroup, currentRequest, type Review } from '#review';
import { listDecapBranches, prepareDecapBranches } from './decap-reviews.ts';
import { reviewRules } from './review-rules.ts';
import { readReviewNotes, type ReviewNotes } from './review-notes.ts';
import type { ReviewPresence, ReviewRow } from './reviews.ts';
import type { WorkspaceContext } from './workspace-context.ts';

/** All reviews that can be read, newest first. Asks nothing of the remote. */
export async function listReviews(context: WorkspaceContext): Promise<readonly ReviewRow[]> {
  const me = (await context.identities.get())?.email ?? '';
  const { refs } = await context.git.state();
  const rows: ReviewRow[] = [];
  for (const review of await readReviews(context)) {
    const ref = refs.find(({ name }) => name === review.reviewRef);
    rows.push({
      review,
      group: queueGroup(review, me, context.clock.now()),
      paths: await pathsOf(context, review),
      isWaiting: ref !== undefined && ref.local !== ref.remote && ref.local !== ref.copy?.tip,
    });
  }
  return rows.sort((a, b) => b.review.lastTime - a.review.lastTime || (a.review.id < b.review.id ? -1 : 1));
}

/** Reads every review: those of the notes, and those that Decap began. */
async function readReviews(context: WorkspaceContext): Promise<readonly Review[]> {
  const { notes, reviews, taken } = await readNotedReviews(context);
  const rules = await reviewRules(context);
  const ids = new Set(reviews.map(({ id }) => id));
  const begun: Review[] = [];
  for (const { tip, first, requestLine, state } of await listDecapBranches(context, taken)) {
    if (ids.has(first.oid)) continue;
    ids.add(first.oid);
    const commentLines = notes.get(first.oid)?.discuss ?? [];
    const source = { id: first.oid, requestLines: [requestLine], commentLines, head: tip, isPublished: false };
    const review = deriveReview({ ...source, decap: state }, rules);
    if (review !== undefined) begun.push(review);
  }
  return [...reviews, ...begun];
}

/** Makes sure that what Decap began can be listed, as far as the remote can be reached. */
export async function prepareDecapReviews(context: WorkspaceContext): Promise<void> {
  await prepareDecapBranches(context, (await readNotedReviews(context)).taken);
}

interface NotedReviews {
  readonly notes: ReadonlyMap<string, ReviewNotes>;
  readonly reviews: readonly Review[];
  /** The branches that they are on. One that was given up keeps its branch. */
  readonly taken: ReadonlySet<string>;
}

/** Reads every review that the notes have, from them and from what the repository says of its commits. */
async function readNotedReviews(context: WorkspaceContext): Promise<NotedReviews> {
  const notes = await readReviewNotes(context);
  const { refs, remoteHead, branch, opened } = await context.git.state();
  // What is for another branch that is worked on here is shown there, where it can be told whether it is published.
  const elsewhere = new Set(opened.flatMap(({ name }) => (name === branch ? [] : [`refs/heads/${name}`])));
  const ids = [...notes].filter(([, { reviews }]) => reviews.length > 0).map(([id]) => id);
  const requests = new Map(ids.map((id) => [id, currentRequest(notes.get(id)?.reviews ?? [])]));
  const aliases = [...requests.values()].map((request) => request?.alias ?? '');
  const valid = [...ids, ...aliases].filter((oid) => /^[0-9a-f]{40}$/.test(oid));
  const published = remoteHead === null ? { found: [], isCut: false } : await context.git.findUnder(remoteHead, valid);
  const rules = await reviewRules(context);
  const reviews: Review[] = [];
  const taken = new Set<string>();
  for (const [id, request] of requests) {
    if (request === undefined) continue;
    if (elsewhere.has(request.targetRef)) {
      taken.add(request.reviewRef);
      continue;
    }
    const head = await headOf(context, refs, { id, alias: request.alias, reviewRef: request.reviewRef });
    const isIn = published.found.includes(id) || published.found.includes(request.alias);
    // The branch goes when its review was published; the history here may end before that.
    const isLongAgo = head === null && published.isCut && request.targetRef !== '';
    const review = deriveReview(
      {
        id,
        requestLines: notes.get(id)?.reviews ?? [],
        commentLines: notes.get(id)?.discuss ?? [],
        scheduleLines: notes.get(id)?.schedule ?? [],
        head,
        isPublished: isIn || isLongAgo,
      },
      rules,
    );
    if (review === undefined) continue;
    reviews.push(review);
    // Decap rebases its branches: what is on one then is not the review that was spoken of.
    if (review.head !== null || review.targetRef === '') taken.add(review.reviewRef);
  }
  return { notes, reviews, taken };
}

/** The tip of the review's branch, when the branch is here and has the review's first commit. */
async function headOf(
  context: WorkspaceContext,
  refs: readonly RefState[],
  review: { readonly id: Oid; readonly alias: string; readonly reviewRef: string },
): Promise<Oid | null> {
  const tip = refs.find(({ name, merge }) => name === review.reviewRef && merge === 'none')?.local ?? null;
  if (tip === null) return null;
  const { found, isCut } = await context.git.findUnder(tip, [review.id]);
  return found.length > 0 || isCut ? tip : null;
}

/** Paths by base and head: commits never change. */
const known = new Map<string, readonly string[]>();

/** The files that a review changes, by the base that it names itself: enough to say where it is, not for what it publishes. */
async function pathsOf(context: WorkspaceContext, { baseCommit, head, state }: Review): Promise<readonly string[]> {
  if (head === null || state === 'published' || state === 'abandoned' || !/^[0-9a-f]{40}$/.test(baseCommit)) return [];
  const key = `${baseCommit}..${head}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // The base may not be here, and looking at a list is no reason to fetch it.
  const differences = await context.git.diffCommits(baseCommit, head).catch(() => undefined);
  const paths = (differences ?? []).map(({ path }) => path);
  if (differences !== undefined) known.set(key, paths);
  return paths;
}

/** The open reviews that change the file, and whether its draft goes on from the text of one. */
export async function findPresence(context: WorkspaceContext, path: string): Promise<readonly ReviewPresence[]> {
  const rows = (await listReviews(context)).filter(({ paths }) => paths.includes(path));
  if (rows.length === 0) return [];
  const baseOid = (await context.drafts.get(path))?.baseOid;
  const found: ReviewPresence[] = [];
  for (const row of rows) {
    const { head } = row.review;
    const oid = head === null ? undefined : await context.git.resolvePath(head, path);
    found.push({ ...row, isDrafted: oid !== undefined && oid === baseOid });
  }
  return found;
}
