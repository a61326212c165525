import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { encodePackets, flush, packetText, readPackets } from './pkt-line.ts';
import { throwIfCancelled, type PackSink, type ShallowChange } from './upload-pack.ts';

export interface OlderPackRequest {
  readonly wants: readonly Oid[];
  readonly haves: readonly Oid[];
  readonly shallow: readonly Oid[];
  readonly sink: PackSink;
}

/**
 * Fetches one pack from a server that speaks the first protocol only (gitprotocol-pack, "Packfile Negotiation"), in one round:
 * all that is here is said at once, and `done` after it.
 */
export async function fetchPackInOlderProtocol(
  post: (body: Uint8Array) => Promise<AsyncIterable<Uint8Array>>,
  { wants, haves, shallow, sink }: OlderPackRequest,
): Promise<ShallowChange> {
  const body = encodePackets([
    ...wants.map((oid, index) =>
      index === 0 ? `want ${oid} side-band-64k thin-pack ofs-delta agent=galley` : `want ${oid}`,
    ),
    ...shallow.map((oid) => `shallow ${oid}`),
    flush,
    ...haves.map((oid) => `have ${oid}`),
    'done',
  ]);
  for await (const packet of readPackets(await post(body))) {
    throwIfCancelled(sink);
    if (packet.kind === 'flush') return { shallow: [], unshallow: [] };
    if (packet.kind !== 'data') continue;
    const band = packet.payload[0];
    if (band === 1) await sink.onPack(packet.payload.subarray(1));
    else if (band !== 2 && !/^(?:NAK|ACK |shallow |unshallow )/.test(packetText(packet.payload)))
      throw new GalleyError('server-error', 'The remote reported an error', {
        data: { remoteMessage: packetText(packet.payload).slice(0, 500) },
      });
  }
  throw new GalleyError('cut-off', 'The pack ended early');
}
