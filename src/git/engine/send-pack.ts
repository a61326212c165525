import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { writePack, type PackedObject } from '../pack/index.ts';
import { encodePackets, flush, packetText, readPackets } from '../wire/pkt-line.ts';
import type { HttpTransport, RequestOptions } from './http-transport.ts';

export const NO_OID: Oid = '0'.repeat(40);

export interface SendPackRequest {
  readonly ref: string;
  /** Where the ref must be on the remote for the push to be taken; NO_OID when it must not be there. */
  readonly old: Oid;
  readonly new: Oid;
  readonly objects: readonly PackedObject[];
}

export type SendPackOutcome =
  /** `words` is what the remote said besides. */
  | { readonly kind: 'taken'; readonly words: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly words: string };

/** Pushes one ref with its objects (gitprotocol-pack, "Pushing Data To a Server"). Never forces: `old` is the lease. */
export async function sendPack(
  transport: HttpTransport,
  request: SendPackRequest & { readonly capabilities: ReadonlySet<string> },
  options: RequestOptions,
): Promise<SendPackOutcome> {
  const { capabilities } = request;
  const wanted = ['report-status', 'side-band-64k'].filter((name) => capabilities.has(name));
  const command = `${request.old} ${request.new} ${request.ref}\0 ${wanted.join(' ')} agent=galley`;
  const pack = await writePack(request.objects);
  const head = encodePackets([command, flush]);
  const body = new Uint8Array(head.length + pack.length);
  body.set(head);
  body.set(pack, head.length);
  const answer = await transport.post('git-receive-pack', body, 0, options);
  const report = wanted.includes('side-band-64k') ? await readSideband(answer) : { status: answer, words: [] };
  return readReport(report.status, report.words.join('').trim(), request.ref);
}

/** Splits a side-band answer into the report, itself packets, and the remote's words. */
async function readSideband(
  answer: AsyncIterable<Uint8Array>,
): Promise<{ readonly status: AsyncIterable<Uint8Array>; readonly words: string[] }> {
  const report: Uint8Array[] = [];
  const words: string[] = [];
  let ended = false;
  for await (const packet of readPackets(answer)) {
    if (packet.kind === 'flush') ended = true;
    if (packet.kind !== 'data') continue;
    const rest = packet.payload.slice(1);
    if (packet.payload[0] === 1) report.push(rest);
    else if (packet.payload[0] === 2) words.push(new TextDecoder().decode(rest));
    else
      throw new GalleyError('server-error', 'The remote reported an error', {
        data: { remoteMessage: packetText(rest).slice(0, 500) },
      });
  }
  if (!ended) throw new GalleyError('cut-off', 'The remote’s report on the push ended early');
  return { status: chunksOf(report), words };
}

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}

async function readReport(status: AsyncIterable<Uint8Array>, words: string, ref: string): Promise<SendPackOutcome> {
  let unpacked: string | undefined;
  let outcome: SendPackOutcome | undefined;
  for await (const packet of readPackets(status)) {
    if (packet.kind === 'flush') break;
    if (packet.kind !== 'data') continue;
    const line = packetText(packet.payload);
    if (line.startsWith('unpack ')) unpacked = line.slice(7);
    else if (line === `ok ${ref}`) outcome = { kind: 'taken', words };
    else if (line.startsWith(`ng ${ref} `)) outcome = { kind: 'refused', reason: line.slice(ref.length + 4), words };
  }
  if (unpacked !== undefined && unpacked !== 'ok' && outcome?.kind !== 'refused')
    return { kind: 'refused', reason: unpacked, words };
  if (outcome === undefined) throw new GalleyError('cut-off', 'The remote did not say whether it took the push');
  return outcome;
}
