import { GalleyError } from '#base';
import type { CloneOutcome, TransferOptions } from '../git-client.ts';
import type { RepositoryRecord } from '../storage/index.ts';
import { downloadBranch } from './download-branch.ts';
import { isWireFailure } from './wire-failure.ts';
import type { Repository } from './repository.ts';

/** Clones the branch at depth 1. Failing or being cancelled leaves nothing that counts. */
export async function clone<Row>(repository: Repository<Row>, options: TransferOptions): Promise<CloneOutcome> {
  if (repository.record !== undefined) return { kind: 'cloned', state: await repository.state() };
  try {
    const got = await downloadBranch(repository, options);
    const record: RepositoryRecord = {
      version: 1,
      branch: got.branch,
      head: got.tip,
      remoteHead: got.tip,
      outboxBase: got.tip,
      shallow: got.shallow,
      packs: got.packName === undefined ? [] : [got.packName],
    };
    repository.objects.usePacks(record.packs);
    const listing = await repository.relist({ head: got.tip, rows: got.rows });
    if (options.signal?.aborted === true) throw new GalleyError('cancelled', 'The clone was cancelled');
    await repository.update({ record, listing });
    return { kind: 'cloned', state: await repository.state() };
  } catch (thrown) {
    await repository.reload();
    await repository.parts.store.sweep();
    if (isWireFailure(thrown)) return { kind: 'failed', error: thrown };
    throw thrown;
  }
}
