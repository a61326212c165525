import type { CommitFacts, CommitRelation, Oid, TransferOptions } from '../git-client.ts';
import type { CommitObject } from './commit-object.ts';
import { deepen } from './deepen.ts';
import type { Repository } from './repository.ts';

/** Commits that are listed at most. */
const MOST_COMMITS = 500;
/** Commits looked at before the answer is that there is no base. */
const FARTHEST = 20_000;
/** How deep the history is brought when what is here does not tell; each next time four times as deep. */
const FIRST_DEPTH = 200;
const DEEPEST = 51_200;

/**
 * How `tip` lies to `other`: their newest common commit and what `tip` has beyond `other`. Where the history here ends too
 * early to tell, more of it is brought; what can't be brought counts as not there.
 */
export async function relateCommits<Row>(
  repository: Repository<Row>,
  { tip, other }: { readonly tip: Oid; readonly other: Oid },
  options: TransferOptions = {},
): Promise<CommitRelation> {
  for (let depth = FIRST_DEPTH; ; depth *= 4) {
    const found = await relate(repository, tip, other);
    if (found.base !== null || !found.isCut || depth > DEEPEST) return { base: found.base, commits: found.commits };
    if (!(await deepen(repository, depth, options))) return { base: null, commits: found.commits };
  }
}

async function relate<Row>(
  repository: Repository<Row>,
  tip: Oid,
  other: Oid,
): Promise<CommitRelation & { readonly isCut: boolean }> {
  const theirs = await ancestors(repository, other);
  const ours = new Map<Oid, CommitObject>();
  let isCut = theirs.isCut;
  let base: { readonly oid: Oid; readonly time: number } | null = null;
  const waiting = new Set([tip]);
  for (const oid of waiting) {
    if (ours.size > FARTHEST) break;
    const commit = await repository.graph.findCommit(oid);
    if (theirs.commits.has(oid)) {
      const time = commit?.time ?? 0;
      // Of several the newest: it has the others under it, unless clocks were wrong.
      if (base === null || time > base.time) base = { oid, time };
      continue;
    }
    if (commit === undefined) {
      isCut = true;
      continue;
    }
    ours.set(oid, commit);
    for (const parent of commit.parents) waiting.add(parent);
  }
  const commits = Array.from(ours, ([oid, commit]) => commitFacts(oid, commit));
  return { base: base?.oid ?? null, commits: commits.slice(0, MOST_COMMITS), isCut };
}

/** A commit as other layers see it. */
export function commitFacts(oid: Oid, commit: CommitObject): CommitFacts {
  const { parents, author, time, message } = commit;
  return { oid, parents, author, time, message: message.trimEnd() };
}

/** All commits under `tip` by their ids, those at the edge of the history here included; `isCut` when there is such an edge. */
async function ancestors<Row>(
  repository: Repository<Row>,
  tip: Oid,
): Promise<{ readonly commits: ReadonlySet<Oid>; readonly isCut: boolean }> {
  const commits = new Set([tip]);
  let isCut = false;
  for (const oid of commits) {
    if (commits.size > FARTHEST) return { commits, isCut: true };
    const commit = await repository.graph.findCommit(oid);
    if (commit === undefined) isCut = true;
    else for (const parent of commit.parents) commits.add(parent);
  }
  return { commits, isCut };
}

/** Which of `oids` are `tip` or under it, as far as the history here tells. */
export async function findUnderHere<Row>(
  repository: Repository<Row>,
  tip: Oid,
  oids: readonly Oid[],
): Promise<{ readonly found: readonly Oid[]; readonly isCut: boolean }> {
  const { commits, isCut } = await ancestors(repository, tip);
  return { found: oids.filter((oid) => commits.has(oid)), isCut };
}
