import { joinBytes } from '#base';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One packet of git's pkt-line framing. Flush and delimiter packets have no payload. */
export interface Packet {
  /** The packet as it came, length digits included. */
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array | undefined;
}

/** Cuts a stream of bytes into packets. Once bytes come that are no packet, all that follows is left in `rest`. */
export class PacketSplitter {
  #held = new Uint8Array(0);

  push(chunk: Uint8Array): readonly Packet[] {
    this.#held = joinBytes([this.#held, chunk]);
    const packets: Packet[] = [];
    for (let packet = this.#next(); packet !== undefined; packet = this.#next()) packets.push(packet);
    return packets;
  }

  /** What was pushed and is no whole packet. */
  rest(): Uint8Array {
    return this.#held;
  }

  #next(): Packet | undefined {
    const digits = decoder.decode(this.#held.subarray(0, 4));
    if (!/^[0-9a-f]{4}$/i.test(digits)) return undefined;
    const length = Number.parseInt(digits, 16);
    const size = Math.max(length, 4);
    if (this.#held.length < size) return undefined;
    const bytes = this.#held.slice(0, size);
    this.#held = this.#held.slice(size);
    return { bytes, payload: length < 4 ? undefined : bytes.subarray(4) };
  }
}

/** Frames `payload`, which must be shorter than 65,517 bytes. */
export function encodePacket(payload: Uint8Array): Uint8Array {
  return joinBytes([encoder.encode((payload.length + 4).toString(16).padStart(4, '0')), payload]);
}
