import { GalleyError } from '#base';
import type { Oid, TransferOptions } from '../git-client.ts';
import { readCapabilities } from '../wire/index.ts';
import { connect, download, type Downloaded } from './download.ts';
import type { Repository } from './repository.ts';

/** Fetches single objects by their ids, which servers of protocol version 2 give. Throws `unsupported` for an older one. */
export async function fetchObjects<Row>(
  repository: Repository<Row>,
  oids: readonly Oid[],
  options: TransferOptions = {},
): Promise<Downloaded<Row>> {
  const connection = connect(repository, options);
  repository.capabilities ??= await readCapabilities(connection.service);
  const { capabilities } = repository;
  if (capabilities === undefined)
    throw new GalleyError('unsupported', 'The server gives no single objects: its protocol is too old');
  return download(repository, connection, { wants: oids, capabilities });
}

/** Fetches objects that are missing here and keeps them. */
export async function bringObjects<Row>(repository: Repository<Row>, oids: readonly Oid[]): Promise<void> {
  await repository.parts.locks.transfer(async () => {
    const { packName, objects } = await fetchObjects(repository, oids);
    await repository.exclusively(async () => {
      const record = repository.mustGetRecord();
      const packs = packName === undefined ? record.packs : [...record.packs, packName];
      await repository.update({ record: { ...record, version: record.version + 1, packs }, objects }, 'quietly');
    });
  });
}
