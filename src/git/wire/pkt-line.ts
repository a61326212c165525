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

/** The length of a packet is four hexadecimal digits. */
const LONGEST = 0xffff;

/**
 * Packets of an answer as they arrive. A payload is a view that holds until the next packet is asked for. Throws
 * `cut-off` when the answer ends inside a packet and `not-a-git-server` when it is no packet.
 */
export async function* readPackets(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Packet, void, undefined> {
  // Only a packet that comes in several chunks is put together here; all others are read where they are.
  const begun = new Uint8Array(LONGEST);
  let have = 0;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length) {
      if (have === 0 && chunk.length - at >= 4) {
        const length = packetLength(chunk, at);
        if (chunk.length - at >= length) {
          yield packetOf(chunk, at, length);
          at += Math.max(4, length);
          continue;
        }
      }
      const wanted = have < 4 ? 4 : packetLength(begun, 0);
      const come = chunk.subarray(at, at + wanted - have);
      begun.set(come, have);
      at += come.length;
      have += come.length;
      if (have < 4 || have < packetLength(begun, 0)) continue;
      have = 0;
      yield packetOf(begun, 0, packetLength(begun, 0));
    }
  }
  if (have > 0) throw new GalleyError('cut-off', 'The answer ended inside a packet');
}

function packetLength(bytes: Uint8Array, at: number): number {
  const hex = decoder.decode(bytes.subarray(at, at + 4));
  if (!/^[0-9a-f]{4}$/i.test(hex)) throw new GalleyError('not-a-git-server', 'The answer is not in git’s wire format');
  return Number.parseInt(hex, 16);
}

function packetOf(bytes: Uint8Array, at: number, length: number): Packet {
  return length < 4 ? controlPacket(length) : { kind: 'data', payload: bytes.subarray(at + 4, at + length) };
}

function controlPacket(length: number): Packet {
  if (length === 0) return { kind: 'flush' };
  if (length === 1) return { kind: 'delimiter' };
  if (length === 2) return { kind: 'response-end' };
  throw new GalleyError('not-a-git-server', 'The answer has a packet of an impossible length');
}
