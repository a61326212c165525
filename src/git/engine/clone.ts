import { GalleyError } from '#base';
import type { CloneOutcome, TransferOptions } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';
import { downloadBranch } from './download-branch.ts';
import { emptyListing, keepWhole, listCommit } from './listing.ts';
import { isWireFailure } from './wire-failure.ts';
import type { Repository } from './repository.ts';

/**
 * Clones the branch at depth 1: commits and folders first where the server can leave files out, which `fill` then brings.
 * Failing or being cancelled leaves nothing that counts.
 */
export async function clone<Row>(repository: Repository<Row>, options: TransferOptions): Promise<CloneOutcome> {
  try {
    return await repository.parts.locks.transfer(() => download(repository, options));
  } catch (thrown) {
    await repository.exclusively(() => Promise.resolve());
    await repository.sweep();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}

async function download<Row>(repository: Repository<Row>, options: TransferOptions): Promise<CloneOutcome> {
  if (await repository.exclusively(() => Promise.resolve(repository.record !== undefined)))
    return { kind: 'cloned', state: await repository.state() };
  const { branch, tip, got, filling } = await downloadBranch(repository, options);
  return repository.exclusively(async () => {
    // Another tab may have been faster.
    if (repository.record !== undefined) return { kind: 'cloned', state: await repository.state() };
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
    };
    const objects = got?.objects ?? [];
    repository.objects.use(record.packs, got === undefined ? [] : [got]);
    const listing = tip === null ? emptyListing : await listCommit(await repository.listingInput(tip, got));
    if (options.signal?.aborted === true) throw new GalleyError('cancelled', 'The clone was cancelled');
    await repository.update({ record, objects, listing: keepWhole(listing) });
    return { kind: 'cloned', state: await repository.state() };
  });
}
