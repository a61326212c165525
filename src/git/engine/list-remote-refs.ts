import { validateRefName } from '#base';
import type { Oid } from '../git-client.ts';
import { listRemoteRefs, readCapabilities, type ServerCapabilities } from '../wire/index.ts';
import type { Connection } from './download.ts';
import { readAdvertisement } from './read-advertisement.ts';
import { refuseOtherHashes } from './remote-branch.ts';
import type { Repository } from './repository.ts';

/** More refs than a site has reviews; what a hostile remote lists beyond them is not looked at. */
const MOST_REFS = 10_000;

export interface RemoteRefs {
  readonly refs: ReadonlyMap<string, Oid>;
  /** Undefined for a server that speaks an older protocol than 2. */
  readonly capabilities: ServerCapabilities | undefined;
}

/** The remote's refs whose full names begin with one of `prefixes`, as far as their names are names of refs. */
export async function listRefsUnder<Row>(
  repository: Repository<Row>,
  { service, options }: Connection,
  prefixes: readonly string[],
): Promise<RemoteRefs> {
  const capabilities = repository.capabilities ?? (await readCapabilities(service));
  const refs = new Map<string, Oid>();
  const take = (name: string, oid: Oid | null): void => {
    const isAsked = prefixes.some((prefix) => name.startsWith(prefix));
    if (oid !== null && isAsked && refs.size < MOST_REFS && validateRefName(name).kind === 'ok') refs.set(name, oid);
  };
  if (capabilities !== undefined) {
    refuseOtherHashes(capabilities.objectFormat);
    for (const { name, oid } of await listRemoteRefs(service, capabilities, prefixes)) take(name, oid);
    repository.capabilities = capabilities;
    return { refs, capabilities };
  }
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const older = await readAdvertisement(repository.transport, 'git-upload-pack', signal);
  for (const [name, oid] of older.refs) take(name, oid);
  return { refs, capabilities: undefined };
}
