import { GalleyError } from '#base';
import type { Oid, TransferOptions } from '../git-client.ts';
import { readCapabilities } from '../wire/index.ts';
import { connect, download, type Downloaded } from './download.ts';
import type { Repository } from './repository.ts';

/** What git says of an id that it does not have or does not give. */
const NOT_THERE = /not our ref|not our object|unadvertised object|bad object|missing (?:blob|object)/i;

/**
 * Fetches single objects by their ids, which servers of protocol version 2 give. Throws `not-found` when the remote refuses
 * one of them, and `unsupported` for a server of an older protocol.
 */
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
  return download(repository, connection, { wants: oids, capabilities }).catch((error: unknown) => {
    const words = error instanceof GalleyError ? error.data['remoteMessage'] : undefined;
    if (typeof words !== 'string' || !NOT_THERE.test(words)) throw error;
    throw new GalleyError('not-found', 'The remote does not have the object', { data: { remoteMessage: words } });
  });
}
