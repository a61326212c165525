import { GalleyError } from '#base';
import type { FetchOutcome, Oid, TransferOptions } from '../git-client.ts';
import { diffTrees } from './diff-trees.ts';
import { downloadBranch, type DownloadedBranch } from './download-branch.ts';
import { findUnder } from './find-under.ts';
import type { LastChange } from './listing.ts';
import type { Repository } from './repository.ts';
import { isWireFailure } from './wire-failure.ts';

/** Commits looked at one by one to tell who changed what; behind more than this the listing says only what it knew. */
const MOST_COMMITS = 200;

/** Brings the remote's branch in. Without an outbox the branch follows it; else the branch stays, for `rebuildOutbox`. */
export async function fetchRemote<Row>(repository: Repository<Row>, options: TransferOptions): Promise<FetchOutcome> {
  try {
    const before = repository.mustGetRecord();
    const got = await downloadKnownBranch(repository, options);
    const { tip } = got;
    if (tip === null) {
      if (before.remoteHead !== null) throw branchGone(before.branch);
      return { kind: 'fetched', remoteHead: null, moved: false };
    }
    if (tip === before.remoteHead)
      return { kind: 'fetched', remoteHead: tip, moved: false, ...(await rewriting(repository, tip, [])) };
    const packs = got.packName === undefined ? before.packs : [...before.packs, got.packName];
    repository.objects.usePacks(packs);
    const shallow = [...before.shallow.filter((oid) => !got.unshallow.includes(oid)), ...got.shallow];
    const replaced = await rewriting(repository, tip, got.shallow);
    const path = await walkTo(repository, tip, new Set([before.head, before.remoteHead]));
    // The remote has our commits when they are under its tip: an answer to our push was lost, or someone went on from it.
    const follows = before.head === before.outboxBase || path.reached === before.head;
    const head = follows ? tip : before.head;
    // It may also have the first of them only: others were made after that push.
    const hasFirst = (await repository.outbox()).some(({ oid }) => oid === tip);
    const listing = follows
      ? await repository.relist({ head: tip, changed: await changesAlong(repository, path.commits), rows: got.rows })
      : await repository.listFiles();
    await repository.update({
      record: {
        ...before,
        version: before.version + 1,
        packs,
        shallow: [...new Set(shallow)],
        remoteHead: tip,
        head,
        outboxBase: follows || hasFirst ? tip : before.outboxBase,
      },
      listing,
    });
    return { kind: 'fetched', remoteHead: tip, moved: true, ...replaced };
  } catch (thrown) {
    await repository.reload();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

/** The branch of the clone as the remote has it now. Throws `branch-gone` when it has others but not this one. */
async function downloadKnownBranch<Row>(
  repository: Repository<Row>,
  options: TransferOptions,
): Promise<DownloadedBranch<Row>> {
  const { branch } = repository.mustGetRecord();
  return downloadBranch(repository, options).catch((error: unknown) => {
    const isGone = error instanceof GalleyError && error.code === 'not-found' && error.data['branch'] === branch;
    throw isGone ? branchGone(branch) : error;
  });
}

function branchGone(branch: string): GalleyError {
  return new GalleyError('branch-gone', 'The branch is not on the remote any more', { data: { branch } });
}

/** Says whether the remote's `tip` left behind what the branch here is based on. `shallow`: what this fetch left out. */
async function rewriting<Row>(
  repository: Repository<Row>,
  tip: Oid,
  shallow: readonly Oid[],
): Promise<{ readonly rewritten?: true }> {
  const goal = repository.mustGetRecord().outboxBase;
  if (goal === null) return {};
  const found = await findUnder(repository, { tip, goal, edges: new Set(shallow) });
  return found === 'absent' ? { rewritten: true } : {};
}

interface Path {
  /** Newest first, down to the one reached or to the edge of what is here. */
  readonly commits: readonly Oid[];
  readonly reached: Oid | null;
}

/** Walks first parents from `tip` until one of `goals`, the edge of the history here, or too far. */
async function walkTo<Row>(repository: Repository<Row>, tip: Oid, goals: ReadonlySet<Oid | null>): Promise<Path> {
  const commits: Oid[] = [];
  for (let oid: Oid | undefined = tip; oid !== undefined && commits.length < MOST_COMMITS;) {
    if (goals.has(oid)) return { commits, reached: oid };
    if (!(await repository.objects.has(oid))) break;
    commits.push(oid);
    oid = (await repository.readCommit(oid)).parents[0];
  }
  return { commits, reached: null };
}

/** Who last changed each path among commits that follow one another, newest first. */
async function changesAlong<Row>(
  repository: Repository<Row>,
  commits: readonly Oid[],
): Promise<ReadonlyMap<string, LastChange>> {
  const changed = new Map<string, LastChange>();
  for (const oid of commits) {
    const commit = await repository.readCommit(oid);
    const parent = commit.parents[0];
    if (parent === undefined || !(await repository.objects.has(parent))) break;
    const before = (await repository.readCommit(parent)).tree;
    for (const { path } of await diffTrees(before, commit.tree, repository.readTree)) {
      if (!changed.has(path)) changed.set(path, { time: commit.time, author: commit.author.name });
    }
  }
  return changed;
}
