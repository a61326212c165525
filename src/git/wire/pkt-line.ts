import { GalleyError } from '#base';

/** One packet of git's wire format (gitprotocol-common, "pkt-line Format"). */
export type Packet =
  | { readonly kind: 'data'; readonly payload: Uint8Array }
  | { readonly kind: 'flush' }
  | { readonly kind: 'delimiter' }
  | { readonly kind: 'response-end' };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const flush = Symbol('0000');
export const delimiter = Symbol('0001');

/** The bytes of a request: strings become packets that end with a newline. */
export function encodePackets(packets: readonly (string | typeof flush | typeof delimiter)[]): Uint8Array {
  const parts = packets.map((packet) => {
    if (typeof packet === 'symbol') return packet.description ?? '';
    return `${(encoder.encode(packet).length + 5).toString(16).padStart(4, '0')}${packet}\n`;
  });
  return encoder.encode(parts.join(''));
}

/** A packet's payload as text without its newline. */
export function packetText(payload: Uint8Array): string {
  return decoder.decode(payload).replace(/\n$/, '');
}

/**
 * Packets of an answer as they arrive. A payload is a view that holds until the next packet is asked for. Throws
 * `cut-off` when the answer ends inside a packet and `not-a-git-server` when it is no packet.
 */
export async function* readPackets(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Packet, void, undefined> {
  let held = new Uint8Array(0);
  for await (const chunk of chunks) {
    held = held.length === 0 ? new Uint8Array(chunk) : joined(held, chunk);
    let at = 0;
    while (held.length - at >= 4) {
      const length = packetLength(held, at);
      if (length < 4) {
        at += 4;
        yield controlPacket(length);
        continue;
      }
      if (held.length - at < length) break;
      yield { kind: 'data', payload: held.subarray(at + 4, at + length) };
      at += length;
    }
    held = held.subarray(at);
  }
  if (held.length > 0) throw new GalleyError('cut-off', 'The answer ended inside a packet');
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function packetLength(bytes: Uint8Array, at: number): number {
  const hex = decoder.decode(bytes.subarray(at, at + 4));
  if (!/^[0-9a-f]{4}$/i.test(hex)) throw new GalleyError('not-a-git-server', 'The answer is not in git’s wire format');
  return Number.parseInt(hex, 16);
}

function controlPacket(length: number): Packet {
  if (length === 0) return { kind: 'flush' };
  if (length === 1) return { kind: 'delimiter' };
  if (length === 2) return { kind: 'response-end' };
  throw new GalleyError('not-a-git-server', 'The answer has a packet of an impossible length');
}
