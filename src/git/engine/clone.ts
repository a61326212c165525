import type { CloneOutcome, Oid, TransferOptions } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';
import { throwIfCancelled } from '../wire/index.ts';
import { withPack, type Downloaded, type Received } from './download.ts';
import { receiveBranch } from './download-branch.ts';
import { FilesAhead } from './files-ahead.ts';
import { listFolders } from './list-folders.ts';
import { emptyListing, keepWhole, listCommit, type KeptListing } from './listing.ts';
import { isWireFailure } from './wire-failure.ts';
import { listingInput } from './list-branch.ts';
import type { Repository } from './repository.ts';

/**
 * Clones the branch at depth 1: commits and folders first where the server can leave files out. Those are on their way when
 * it ends, and `fill` brings them. Failing or being cancelled leaves nothing that counts.
 */
export async function clone<Row>(repository: Repository<Row>, options: TransferOptions): Promise<CloneOutcome> {
  const ahead = new FilesAhead(repository);
  repository.ahead = ahead;
  try {
    return await repository.parts.locks.transfer(() => download(repository, ahead, options));
  } catch (thrown) {
    ahead.giveUp();
    await ahead.finish({});
    await repository.exclusively(() => Promise.resolve());
    await repository.sweep();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

async function download<Row>(
  repository: Repository<Row>,
  ahead: FilesAhead<Row>,
  options: TransferOptions,
): Promise<CloneOutcome> {
  // On a first visit the browser's storage need not be waited for.
  if (!repository.isFirstVisit) await repository.refresh();
  if (repository.record !== undefined) {
    repository.early.forget();
    ahead.giveUp();
    return { kind: 'cloned', state: await repository.state() };
  }
  const { branch, tip, got, filling } = await receiveBranch(repository, {
    ...options,
    onFolders: (commit, capabilities) => ahead.start(commit, capabilities),
  });
  const { locks, store } = repository.parts;
  const isKept = await locks.exclusive(async () => {
    // Another tab was faster, as this one has heard, and brings the files too.
    if (repository.record !== undefined) return false;
    const fresh: RepositoryRecord = {
      version: 1,
      branch,
      head: tip,
      remoteHead: tip,
      outboxBase: tip,
      shallow: got?.shallow ?? [],
      packs: [],
      filling,
      refs: [],
      others: [],
    };
    // Folders are shown before they are kept: what is lost with them can be had again.
    const folders = filling && got !== undefined && tip !== null ? await listReceived(repository, tip, got) : undefined;
    throwIfCancelled(options);
    if (folders !== undefined) {
      await ahead.tellTab(() => repository.showAhead(fresh, folders));
      ahead.shown(folders);
    } else ahead.giveUp();
    // The same, where it has not heard of it.
    if ((await store.readRecord()) !== undefined) return false;
    const kept = await got?.keep();
    const record = { ...fresh, packs: withPack([], kept) };
    repository.objects.use(record.packs, kept === undefined ? [] : [kept]);
    // The list of folders alone is not kept: one with titles follows soon, and else it is made of the folders again.
    const listed = folders === undefined ? { listing: await listWhole(repository, tip, kept) } : {};
    throwIfCancelled(options);
    await repository.update({ record, objects: kept?.objects ?? [], ...listed });
    return true;
  });
  if (!isKept) {
    ahead.giveUp();
    await repository.showKept();
  }
  return { kind: 'cloned', state: await repository.state() };
}

/** The list of a tip whose files have come. */
async function listWhole<Row>(
  repository: Repository<Row>,
  tip: Oid | null,
  kept: Downloaded<Row> | undefined,
): Promise<KeptListing<Row>> {
  return keepWhole(tip === null ? emptyListing : await listCommit(await listingInput(repository, tip, kept)));
}

/** The list of a tip whose folders have come and are not kept yet. */
async function listReceived<Row>(
  repository: Repository<Row>,
  tip: Oid,
  { passed }: Received<Row>,
): Promise<KeptListing<Row>> {
  repository.objects.use([], [{ objects: [], passed }]);
  const { graph, scratch, parts } = repository;
  const { tree } = await graph.readCommit(tip);
  const input = { head: tip, root: tree, readTree: graph.readTree, isPost: parts.isPost, scratch };
  return { base: await listFolders(input), patch: null };
}
