import type { Oid, TransferOptions } from '../git-client.ts';
import { readCapabilities } from '../wire/index.ts';
import { connect, download, withPack } from './download.ts';
import type { Repository } from './repository.ts';

/**
 * Brings older commits with their folders, without their files where the server can leave those out, until the history
 * here is `depth` commits deep. False when there is nothing older, or no way to it.
 */
export async function deepen<Row>(
  repository: Repository<Row>,
  depth: number,
  options: TransferOptions = {},
): Promise<boolean> {
  return repository.parts.locks.transfer(async () => {
    const { remoteHead, shallow } = repository.mustGetRecord();
    if (remoteHead === null || shallow.length === 0) return false;
    const connection = connect(repository, options);
    repository.capabilities ??= await readCapabilities(connection.service);
    const { capabilities } = repository;
    if (capabilities?.has('fetch', 'shallow') !== true) return false;
    const filter = capabilities.has('fetch', 'filter') ? { filter: 'blob:none' } : {};
    const got = await download(repository, connection, {
      wants: [remoteHead],
      haves: [remoteHead],
      shallow,
      depth,
      capabilities,
      ...filter,
    });
    return repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const gone = new Set<Oid>(got.unshallow);
      const edge = new Set([...record.shallow.filter((oid) => !gone.has(oid)), ...got.shallow]);
      const packs = withPack(record.packs, got);
      await repository.update(
        { record: { ...record, version: record.version + 1, packs, shallow: [...edge] }, objects: got.objects },
        'quietly',
      );
      return gone.size > 0;
    });
  });
}
