import { joinBytes } from '#base';
import { encodePacket, PacketSplitter } from './pkt-line.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Passes a receive-pack answer on with the reasons of its `ng REF REASON` lines rewritten. Progress and messages pass
 * at once; only the report itself waits for its end. What is no such answer passes as it is.
 */
export function rewritePushReport(rewrite: (reason: string) => string): TransformStream<Uint8Array, Uint8Array> {
  const outer = new PacketSplitter();
  let report: Uint8Array[] = [];
  const flushReport = (): Uint8Array => {
    const inner = joinBytes(report);
    report = [];
    return inner.length === 0 ? inner : sideBand(rewriteLines(inner, rewrite));
  };
  return new TransformStream({
    transform(chunk, controller) {
      for (const packet of outer.push(chunk)) {
        if (packet.payload !== undefined && packet.payload[0] === 1) report.push(packet.payload.subarray(1));
        else if (packet.payload === undefined) controller.enqueue(joinBytes([flushReport(), packet.bytes]));
        else controller.enqueue(rewriteLine(packet.payload, rewrite) ?? packet.bytes);
      }
    },
    flush(controller) {
      controller.enqueue(joinBytes([flushReport(), outer.rest()]));
    },
  });
}

function rewriteLines(bytes: Uint8Array, rewrite: (reason: string) => string): Uint8Array {
  const splitter = new PacketSplitter();
  const lines = splitter
    .push(bytes)
    .map((packet) => (packet.payload === undefined ? undefined : rewriteLine(packet.payload, rewrite)) ?? packet.bytes);
  return joinBytes([...lines, splitter.rest()]);
}

function rewriteLine(payload: Uint8Array, rewrite: (reason: string) => string): Uint8Array | undefined {
  const [, ref, reason] = /^ng (\S+) ([^\n]*)\n?$/.exec(decoder.decode(payload)) ?? [];
  if (ref === undefined || reason === undefined) return undefined;
  return encodePacket(encoder.encode(`ng ${ref} ${rewrite(reason)}\n`));
}

/** Small enough for clients that take the older, shorter side band too. */
const longestBand = 990;

function sideBand(bytes: Uint8Array): Uint8Array {
  const packets: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += longestBand) {
    packets.push(encodePacket(joinBytes([Uint8Array.of(1), bytes.subarray(at, at + longestBand)])));
  }
  return joinBytes(packets);
}
