import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { packetText, readPackets } from '../wire/pkt-line.ts';
import type { GitService, HttpTransport, RequestOptions } from './http-transport.ts';

export interface Advertisement {
  readonly refs: ReadonlyMap<string, Oid>;
  /** "side-band-64k", "symref=HEAD:refs/heads/main" and the like. */
  readonly capabilities: ReadonlySet<string>;
}

/**
 * The remote's refs as the first protocol lists them (gitprotocol-pack, "Reference Discovery"); git-receive-pack knows no
 * other. Throws `cut-off` unless the list arrived whole, for a list cut short looks like an empty repository.
 */
export async function readAdvertisement(
  transport: HttpTransport,
  service: GitService,
  options: RequestOptions,
): Promise<Advertisement> {
  const refs = new Map<string, Oid>();
  let capabilities = new Set<string>();
  let flushes = 0;
  let lines = 0;
  for await (const packet of readPackets(await transport.advertise(service, 0, options))) {
    if (packet.kind === 'flush') {
      flushes += 1;
      // The first flush ends the "# service" line, the second the list.
      if (flushes === 2) return { refs, capabilities };
      continue;
    }
    if (packet.kind !== 'data') continue;
    const line = packetText(packet.payload);
    // A proxy may ask for version 1 in our place, which differs by this line alone.
    if (line.startsWith('# service=') || line === 'version 1') continue;
    if (line.startsWith('ERR ')) {
      throw new GalleyError('server-error', 'The remote reported an error', {
        data: { remoteMessage: line.slice(4, 500) },
      });
    }
    const [head = '', rest = ''] = line.split('\0');
    if (lines === 0) capabilities = new Set(rest.split(' '));
    lines += 1;
    const [oid = '', name = ''] = head.split(' ');
    if (name !== 'capabilities^{}' && /^[0-9a-f]{40}$/.test(oid)) refs.set(name, oid);
  }
  throw new GalleyError('cut-off', 'The remote’s list of branches ended early');
}
