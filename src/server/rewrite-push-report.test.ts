import { describe, expect, test } from 'vitest';
import { joinBytes } from '#base';
import { encodePacket, PacketSplitter } from './pkt-line.ts';
import { rewritePushReport } from './rewrite-push-report.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const flush = encoder.encode('0000');

async function rewritten(chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const changed = source.pipeThrough(rewritePushReport((reason) => (reason === 'dirty' ? 'Commit or stash.' : reason)));
  return new Uint8Array(await new Response(changed).arrayBuffer());
}

function packet(text: string): Uint8Array {
  return encodePacket(encoder.encode(text));
}

function band(channel: number, payload: Uint8Array): Uint8Array {
  return encodePacket(joinBytes([Uint8Array.of(channel), payload]));
}

/** The report that a client reads out of the side band. */
function reportIn(answer: Uint8Array): string {
  const payloads = new PacketSplitter()
    .push(answer)
    .flatMap(({ payload }) => (payload?.[0] === 1 ? [payload.subarray(1)] : []));
  return decoder.decode(joinBytes(payloads));
}

const report = joinBytes([packet('unpack ok\n'), packet('ng refs/heads/main dirty\n'), flush]);

describe('rewritePushReport', () => {
  test('rewrites the reason of a report that comes plain', async () => {
    const answer = decoder.decode(await rewritten([report]));
    expect(answer).toBe('000eunpack ok\n0028ng refs/heads/main Commit or stash.\n0000');
  });

  test('rewrites it in the side band, however the packets are cut', async () => {
    const answer = joinBytes([
      band(2, encoder.encode('working\n')),
      band(1, report.subarray(0, 7)),
      band(1, report.subarray(7)),
      flush,
    ]);
    for (let size = 1; size <= answer.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(answer.length / size) }, (_, index) =>
        answer.subarray(index * size, (index + 1) * size),
      );
      const result = await rewritten(chunks);
      expect(reportIn(result)).toBe('000eunpack ok\n0028ng refs/heads/main Commit or stash.\n0000');
      expect(decoder.decode(result)).toContain('\u0002working\n');
      expect(decoder.decode(result.subarray(-4))).toBe('0000');
    }
  });

  test('keeps every other reason and every other byte', async () => {
    const other = joinBytes([packet('unpack ok\n'), packet('ng refs/heads/main hook declined\n'), flush]);
    expect(await rewritten([joinBytes([band(1, other), flush])])).toEqual(joinBytes([band(1, other), flush]));
    const strange = encoder.encode('this is no packet at all');
    expect(await rewritten([strange.subarray(0, 5), strange.subarray(5)])).toEqual(strange);
  });
});
