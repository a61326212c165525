import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import { writePack, type PackedObject } from '../pack/index.ts';
import { encodePackets, flush, packetText, readPackets } from '../wire/pkt-line.ts';
import type { HttpTransport, RequestOptions } from './http-transport.ts';

export const NO_OID: Oid = '0'.repeat(40);

/** What becomes of one ref. */
export interface RefChange {
  readonly ref: string;
  /** Where the ref must be on the remote for the push to be taken; NO_OID when it must not be there. */
  readonly old: Oid;
  /** NO_OID deletes the ref. */
  readonly new: Oid;
}

export interface SendPackRequest extends RefChange {
  readonly objects: readonly PackedObject[];
}

export type SendPackOutcome =
  /** `words` is what the remote said besides. */
  | { readonly kind: 'taken'; readonly words: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly words: string };

/** Pushes one ref with its objects (gitprotocol-pack, "Pushing Data To a Server"). Never forces: `old` is the lease. */
export async function sendPack(
  transport: HttpTransport,
  { capabilities, objects, ...change }: SendPackRequest & { readonly capabilities: ReadonlySet<string> },
  options: RequestOptions,
): Promise<SendPackOutcome> {
  const { outcomes } = await sendChanges(transport, { changes: [change], objects, capabilities }, options);
  const outcome = outcomes.get(change.ref);
  if (outcome === undefined) throw new GalleyError('cut-off', 'The remote did not say whether it took the push');
  return outcome;
}

export interface ChangesToSend {
  readonly changes: readonly RefChange[];
  readonly objects: readonly PackedObject[];
  readonly capabilities: ReadonlySet<string>;
}

/** Pushes several refs in one request: all or none, where the remote can do that. Gives what became of each. */
export async function sendChanges(
  transport: HttpTransport,
  { changes, objects, capabilities }: ChangesToSend,
  options: RequestOptions,
): Promise<{ readonly outcomes: ReadonlyMap<string, SendPackOutcome> }> {
  const features = ['report-status', 'side-band-64k', ...(changes.length > 1 ? ['atomic'] : [])];
  const wanted = features.filter((name) => capabilities.has(name));
  const commands = changes.map(
    (change, index) =>
      `${change.old} ${change.new} ${change.ref}${index === 0 ? `\0 ${wanted.join(' ')} agent=galley` : ''}`,
  );
  // A request that only deletes has no pack.
  const pack = changes.every((change) => change.new === NO_OID) ? new Uint8Array(0) : await writePack(objects);
  const head = encodePackets([...commands, flush]);
  const body = new Uint8Array(head.length + pack.length);
  body.set(head);
  body.set(pack, head.length);
  const answer = await transport.post('git-receive-pack', body, 0, options);
  const report = wanted.includes('side-band-64k') ? await readSideband(answer) : { status: answer, words: [] };
  return { outcomes: await readReport(report.status, report.words.join('').trim(), changes) };
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

async function readReport(
  status: AsyncIterable<Uint8Array>,
  words: string,
  changes: readonly RefChange[],
): Promise<ReadonlyMap<string, SendPackOutcome>> {
  let unpacked: string | undefined;
  const outcomes = new Map<string, SendPackOutcome>();
  for await (const packet of readPackets(status)) {
    if (packet.kind === 'flush') break;
    if (packet.kind !== 'data') continue;
    const line = packetText(packet.payload);
    if (line.startsWith('unpack ')) unpacked = line.slice(7);
    for (const { ref } of changes) {
      if (line === `ok ${ref}`) outcomes.set(ref, { kind: 'taken', words });
      else if (line.startsWith(`ng ${ref} `))
        outcomes.set(ref, { kind: 'refused', reason: line.slice(ref.length + 4), words });
    }
  }
  if (unpacked !== undefined && unpacked !== 'ok')
    for (const { ref } of changes)
      if (outcomes.get(ref)?.kind !== 'refused') outcomes.set(ref, { kind: 'refused', reason: unpacked, words });
  return outcomes;
}
