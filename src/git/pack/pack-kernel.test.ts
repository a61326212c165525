import { createHash } from 'node:crypto';
import { constants, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BEFORE_CONTENT, BEHIND_CONTENT, loadPackKernel, SHA1_STATE } from './pack-kernel.ts';

const kernel = await loadPackKernel();

/** Whole numbers from 0 up to `end`, the same in every run. */
function numbersFrom(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * end);
  };
}

/** The kernel's memory with room for so many bytes, and where they begin. */
function room(size: number): { readonly bytes: Uint8Array; readonly start: number } {
  const start = kernel.freeMemoryStart();
  const missing = start + size - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65_536));
  return { bytes: new Uint8Array(kernel.memory.buffer), start };
}

function inflate(stream: Uint8Array, size: number): { readonly taken: number; readonly content: Uint8Array } {
  const { bytes, start } = room(stream.length + size);
  bytes.set(stream, start);
  const to = start + stream.length;
  const taken = kernel.inflate(start, to, to, size);
  return { taken, content: bytes.slice(to, to + size) };
}

/** Text with words that come again, numbers that don't, and runs. */
function textOf(length: number, next: (end: number) => number): Buffer {
  const parts: string[] = [];
  for (let have = 0; have < length; have += parts.at(-1)?.length ?? 0) {
    const kind = next(10);
    if (kind < 6) parts.push(['the ', 'of ', 'galley ', 'ein Wörterbuch ', 'line\n'][next(5)] ?? '');
    else if (kind < 9) parts.push(next(1 << 30).toString(36));
    else parts.push('=-'.repeat(next(200)));
  }
  return Buffer.from(parts.join('')).subarray(0, length);
}

describe('inflate', () => {
  const strategies = [
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FILTERED,
  ];

  it('gives what zlib was given, whatever blocks that was written in', () => {
    const next = numbersFrom(5);
    for (const strategy of strategies)
      for (const level of [0, 1, 6, 9])
        for (const size of [0, 1, 2, 15, 16, 17, 31, 258, 300, 4_000, 70_000]) {
          const content =
            next(4) === 0 ? Buffer.from(Array.from({ length: size }, () => next(256))) : textOf(size, next);
          const stream = deflateSync(content, { strategy, level, memLevel: 1 + next(9) });
          const read = inflate(stream, content.length);
          expect(read.taken, `strategy ${strategy}, level ${level}, ${size} bytes`).toBe(stream.length);
          expect(Buffer.compare(read.content, content)).toBe(0);
        }
  });

  it('asks for more wherever a stream is cut', () => {
    const next = numbersFrom(6);
    for (const strategy of strategies) {
      const content = textOf(900, next);
      const stream = deflateSync(content, { strategy });
      for (let length = 0; length < stream.length; length += 1)
        expect(inflate(stream.subarray(0, length), content.length).taken).toBe(-1);
    }
  });

  it('takes nothing for whole that zlib does not, and writes nothing outside', () => {
    const next = numbersFrom(7);
    for (let round = 0; round < 3000; round += 1) {
      const content = textOf(200 + next(600), next);
      const stream = Uint8Array.from(deflateSync(content, { strategy: strategies[round % 5] }));
      for (let change = 0; change <= next(3); change += 1) stream[2 + next(stream.length - 6)] = next(256);
      const size = content.length;
      const { bytes, start } = room(stream.length + size + 512);
      bytes.fill(0xa5, start, start + stream.length + size + 512);
      bytes.set(stream, start + 256);
      const to = start + 256 + stream.length;
      const taken = kernel.inflate(start + 256, to, to, size);
      expect(bytes.subarray(start, start + 256).every((byte) => byte === 0xa5)).toBe(true);
      expect(bytes.subarray(to + size, to + size + 256).every((byte) => byte === 0xa5)).toBe(true);
      if (taken < 0) continue;
      // The checksum at the end is git's to check, by the object's name: zlib is given the right one.
      const sum = adler32(bytes.subarray(to, to + size));
      expect(
        inflateSync(Buffer.concat([stream.subarray(0, taken - 4), sum])).equals(bytes.subarray(to, to + size)),
      ).toBe(true);
    }
  });
});

/** RFC 1950, "ADLER32 checksum", in the bytes that a stream ends with. */
function adler32(content: Uint8Array): Buffer {
  let [low, high] = [1, 0];
  for (const byte of content) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(high * 65_536 + low);
  return sum;
}

const TYPES = ['commit', 'tree', 'blob', 'tag'];

/** Ids of objects of these types and sizes, and the SHA-1 of a text that went along in parts. */
function hashTogether(
  objects: readonly { readonly type: number; readonly content: Uint8Array }[],
  { sums, parts }: { readonly sums: Uint8Array; readonly parts: readonly number[] },
): { readonly ids: readonly string[]; readonly sum: string; readonly along: number } {
  const size = objects.reduce((all, { content }) => all + content.length + BEFORE_CONTENT + BEHIND_CONTENT, 0);
  const { bytes, start } = room(SHA1_STATE + objects.length * 40 + sums.length + size);
  const list = start + SHA1_STATE;
  const ids = list + objects.length * 16;
  const text = ids + objects.length * 20;
  bytes.set(sums, text);
  const view = new DataView(bytes.buffer);
  let at = text + sums.length;
  for (const [index, { type, content }] of objects.entries()) {
    at += BEFORE_CONTENT;
    bytes.set(content, at);
    for (const [word, value] of [at, content.length, type, ids + index * 20].entries())
      view.setUint32(list + index * 16 + word * 4, value, true);
    at += content.length + BEHIND_CONTENT;
  }
  kernel.sha1Start(start);
  let summed = 0;
  for (const part of parts) {
    kernel.sha1Update(start, text + summed, part);
    summed += part;
  }
  const taken = kernel.hashObjects(list, objects.length, start, text + summed, sums.length - summed);
  kernel.sha1Update(start, text + summed + taken, sums.length - summed - taken);
  const hex = (from: number): string => Buffer.from(bytes.subarray(from, from + 20)).toString('hex');
  const all = objects.map((_, index) => hex(ids + index * 20));
  kernel.sha1Finish(start, ids);
  return { ids: all, sum: hex(ids), along: taken };
}

describe('hashing objects side by side', () => {
  const sizes = [
    0, 1, 40, 43, 44, 45, 46, 54, 55, 56, 57, 63, 64, 65, 107, 108, 109, 110, 127, 128, 200, 5_000, 70_000,
  ];

  it('gives git’s ids, of however many objects of whatever size', () => {
    const next = numbersFrom(8);
    for (let round = 0; round < 300; round += 1) {
      const objects = Array.from({ length: next(12) }, () => ({
        type: 1 + next(4),
        content: Uint8Array.from({ length: sizes[next(sizes.length)] ?? 0 }, (_, index) => (index * 31 + round) & 255),
      }));
      const sums = Uint8Array.from({ length: next(3) * next(20_000) + next(70) }, (_, index) => (index * 7) & 255);
      const read = hashTogether(objects, { sums, parts: [Math.min(next(130), sums.length)] });
      expect(read.ids).toEqual(
        objects.map(({ type, content }) =>
          createHash('sha1')
            .update(`${TYPES[type - 1]} ${content.length}\0`)
            .update(content)
            .digest('hex'),
        ),
      );
      expect(read.sum).toBe(createHash('sha1').update(sums).digest('hex'));
    }
  });

  it('takes a long text along', () => {
    const content = new Uint8Array(8_000);
    const objects = Array.from({ length: 12 }, () => ({ type: 3, content }));
    expect(hashTogether(objects, { sums: new Uint8Array(100_000), parts: [] }).along).toBeGreaterThan(30_000);
  });
});

describe('whether bytes are UTF-8', () => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const judge = (content: Uint8Array): boolean => {
    const { bytes, start } = room(content.length);
    bytes.set(content, start);
    return kernel.isUtf8(start, content.length) === 1;
  };
  const expected = (content: Uint8Array): boolean => {
    try {
      strict.decode(content);
      return true;
    } catch {
      return false;
    }
  };

  it('is judged as browsers do, for every sequence of two bytes and for long ones of edges', () => {
    const otherwise: string[] = [];
    for (let first = 0x70; first < 256; first += 1)
      for (let second = 0x70; second < 256; second += 1)
        for (const rest of [[], [0x80], [0x80, 0xbf], [0xbf, 0xc0]]) {
          const content = Uint8Array.from([first, second, ...rest]);
          if (judge(content) !== expected(content)) otherwise.push(Buffer.from(content).toString('hex'));
        }
    expect(otherwise).toEqual([]);
  });

  it('is judged as browsers do in texts with a byte changed, or cut', () => {
    const next = numbersFrom(9);
    const text = Buffer.from(
      'Grüße aus Zürich, 東京 und Ελλάδα: 𝒢alley, plain words for a while and then 😀.'.repeat(3),
    );
    for (let round = 0; round < 4000; round += 1) {
      const content = Uint8Array.from(text.subarray(next(40), text.length - next(60)));
      if (round % 2 === 0) content[next(content.length)] = next(256);
      expect(judge(content)).toBe(expected(content));
    }
  });
});

describe('whether there is a NUL', () => {
  it('is found wherever it is, and nowhere else', () => {
    for (let length = 0; length < 70; length += 1) {
      const { bytes, start } = room(length + 2);
      bytes.fill(0, start, start + length + 2);
      bytes.fill(1, start + 1, start + 1 + length);
      expect(kernel.hasNul(start + 1, length)).toBe(0);
      for (let at = 0; at < length; at += 1) {
        bytes[start + 1 + at] = 0;
        expect(kernel.hasNul(start + 1, length)).toBe(1);
        bytes[start + 1 + at] = 255;
      }
    }
  });
});
