import { GalleyError } from '#base';
import type { FetchOutcome, Oid, TransferOptions } from '../git-client.ts';
import { changesAlong, walkTo } from './changes-along.ts';
import { withPack, type Downloaded } from './download.ts';
import { downloadBranch, type DownloadedBranch } from './download-branch.ts';
import { fetchObjects } from './fetch-objects.ts';
import { findUnder } from './find-under.ts';
import { listChanges } from './list-tree.ts';
import { relist } from './list-branch.ts';
import type { ReadLastChanges } from './listing.ts';
import type { Repository } from './repository.ts';
import { isWireFailure } from './wire-failure.ts';

/** How often a fetch begins again because another tab fetched something else meanwhile. */
const RACES = 3;

/** Brings the remote's branch in. Without an outbox the branch follows it; else the branch stays, for `rebuildOutbox`. */
export async function fetchRemote<Row>(repository: Repository<Row>, options: TransferOptions): Promise<FetchOutcome> {
  try {
    for (let race = 1; ; race += 1) {
      const outcome = await repository.parts.locks.transfer(() => fetchOnce(repository, options));
      if (outcome !== 'outrun') return outcome;
      if (race === RACES) throw new GalleyError('server-error', 'Other tabs fetch faster than this one gets through');
    }
  } catch (thrown) {
    await repository.refresh();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

async function fetchOnce<Row>(repository: Repository<Row>, options: TransferOptions): Promise<FetchOutcome | 'outrun'> {
  await repository.refresh();
  const { remoteHead: known } = repository.mustGetRecord();
  const downloaded = await downloadKnownBranch(repository, options);
  const missing = await bringMissingPosts(repository, downloaded, options);
  return repository.exclusively(async () => {
    const { branch, remoteHead } = repository.mustGetRecord();
    const { tip } = downloaded;
    if (tip === null) {
      if (remoteHead !== null) throw branchGone(branch);
      return { kind: 'fetched', remoteHead: null, moved: false };
    }
    if (tip === remoteHead) {
      const replaced = await rewriting(repository, tip, []);
      return { kind: 'fetched', remoteHead: tip, moved: tip !== known, ...replaced };
    }
    if (remoteHead !== known) return 'outrun';
    return {
      kind: 'fetched',
      remoteHead: tip,
      moved: true,
      ...(await bringIn(repository, tip, [downloaded.got, missing])),
    };
  });
}

/**
 * The posts of the new tip whose files did not come with it: the remote took them for here, for a commit that is here has
 * them, though that commit's files were never fetched.
 */
async function bringMissingPosts<Row>(
  repository: Repository<Row>,
  { tip, got, filling, protocol }: DownloadedBranch<Row>,
  options: TransferOptions,
): Promise<Downloaded<Row> | undefined> {
  if (tip === null || got === undefined || filling || protocol !== 2) return undefined;
  repository.objects.use(withPack(repository.mustGetRecord().packs, got), [got]);
  const { head } = await repository.listing().then(({ base, patch }) => patch ?? base);
  const before = head === null ? null : (await repository.graph.readCommit(head)).tree;
  const after = (await repository.graph.readCommit(tip)).tree;
  const missing: Oid[] = [];
  for (const [path, item] of await listChanges(before, after, repository.graph.readTree)) {
    const isPost = item !== null && 'oid' in item && repository.parts.isPost(path);
    if (isPost && !(await repository.objects.has(item.oid))) missing.push(item.oid);
  }
  return missing.length === 0 ? undefined : fetchObjects(repository, missing, options);
}

/** Makes what was fetched count: the remote's branch moves to `tip`, and the branch here with it where nothing waits. */
async function bringIn<Row>(
  repository: Repository<Row>,
  tip: Oid,
  fetched: readonly (Downloaded<Row> | undefined)[],
): Promise<{ readonly rewritten?: true }> {
  const before = repository.mustGetRecord();
  const parts = fetched.filter((part) => part !== undefined);
  const packs = parts.reduce<readonly string[]>(withPack, before.packs);
  const objects = parts.flatMap((part) => part.objects);
  repository.objects.use(packs, parts);
  const [unshallow, edges] = [parts.flatMap((part) => part.unshallow), parts.flatMap((part) => part.shallow)];
  const shallow = new Set([...before.shallow.filter((oid) => !unshallow.includes(oid)), ...edges]);
  const replaced = await rewriting(repository, tip, edges);
  const path = await walkTo(repository, tip, new Set([before.head, before.remoteHead]));
  // The remote has our commits when they are under its tip: an answer to our push was lost, or someone went on from it.
  const follows = before.head === before.outboxBase || path.reached === before.head;
  // It may also have the first of them only: others were made after that push.
  const lastThere = (await repository.outbox()).findLast(({ oid }) => path.commits.includes(oid));
  const record = {
    ...before,
    version: before.version + 1,
    packs,
    shallow: [...shallow],
    remoteHead: tip,
    head: follows ? tip : before.head,
    outboxBase: follows ? tip : (lastThere?.oid ?? before.outboxBase),
  };
  const rows = new Map<Oid, Row>();
  for (const part of parts) for (const [oid, row] of part.rows) rows.set(oid, row);
  const lastChanges: ReadLastChanges = (paths) => changesAlong(repository, path.commits, paths);
  const listing = follows ? { listing: await relist(repository, tip, { lastChanges, rows }) } : {};
  await repository.update({ record, objects, ...listing });
  return replaced;
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
