import { GalleyError } from '#base';
import type { CloneOutcome, Oid, TransferOptions } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';
import { downloadBranch, type DownloadedBranch } from './download-branch.ts';
import { FilesAhead } from './files-ahead.ts';
import { emptyListing, keepWhole, listCommit, type ListingInput } from './listing.ts';
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
  if (await repository.exclusively(() => Promise.resolve(repository.record !== undefined)))
    return { kind: 'cloned', state: await repository.state() };
  const { branch, tip, got, filling } = await downloadBranch(repository, {
    ...options,
    onFolders: (commit, capabilities) => ahead.start(commit, capabilities),
  });
  return repository.exclusively(async () => {
    if (repository.record !== undefined) {
      // Another tab was faster, and brings the files too.
      ahead.giveUp();
      return { kind: 'cloned', state: await repository.state() };
    }
    const record: RepositoryRecord = {
      version: 1,
      branch,
      head: tip,
      remoteHead: tip,
      outboxBase: tip,
      shallow: got?.shallow ?? [],
      packs: got?.packName === undefined ? [] : [got.packName],
      filling,
      refs: [],
      others: [],
    };
    const objects = got?.objects ?? [];
    repository.objects.use(record.packs, got === undefined ? [] : [got]);
    const listing =
      tip === null ? emptyListing : await listCommit(await firstListing(repository, tip, { got, filling }));
    if (options.signal?.aborted === true) throw new GalleyError('cancelled', 'The clone was cancelled');
    const kept = keepWhole(listing);
    await repository.update({ record, objects, listing: kept }, 'ahead');
    ahead.cloned({ kept, listing });
    return { kind: 'cloned', state: await repository.state() };
  });
}

/** How the tip is listed: no files are here yet where they were left out, so that none is looked for. */
async function firstListing<Row>(
  repository: Repository<Row>,
  tip: Oid,
  { got, filling }: Pick<DownloadedBranch<Row>, 'got' | 'filling'>,
): Promise<ListingInput<Row>> {
  const input = await listingInput(repository, tip, got);
  return filling ? { ...input, readRows: () => Promise.resolve(new Map()) } : input;
}
