import { describe, expect, it } from 'vitest';
import { openFileWriter } from './file-writer.ts';

/** A file as a worker has it: what is written to it, and nothing else, can be read. */
class FakeFile {
  bytes = new Uint8Array(0);
  writes = 0;
  isClosed = false;
  room = Number.POSITIVE_INFINITY;

  get handle(): FileSystemFileHandle {
    const access = {
      truncate: (size: number) => {
        this.bytes = this.bytes.slice(0, size);
      },
      write: (content: Uint8Array, { at }: { readonly at: number }) => {
        this.writes += 1;
        const taken = content.subarray(0, Math.max(0, this.room - at));
        const grown = new Uint8Array(Math.max(this.bytes.length, at + taken.length));
        grown.set(this.bytes);
        grown.set(taken, at);
        this.bytes = grown;
        return taken.length;
      },
      read: (into: Uint8Array, { at }: { readonly at: number }) => {
        into.set(this.bytes.subarray(at, at + into.length));
        return into.length;
      },
      close: () => {
        this.isClosed = true;
      },
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is used of it
    return { createSyncAccessHandle: () => Promise.resolve(access) } as unknown as FileSystemFileHandle;
  }
}

const LENGTH = 2_000_000;
const content = Uint8Array.from({ length: LENGTH }, (_, index) => (index * index * 7 + index) & 0xff);

describe('a file that is written in a worker', () => {
  it('has all bytes in their order, however they came, and gives any of them back meanwhile', async () => {
    const file = new FakeFile();
    const writer = await openFileWriter(file.handle);
    const sizes = [1, 8191, 65_515, 3, 262_144, 262_143, 300_000, 700_000];
    let at = 0;
    for (let turn = 0; at < LENGTH; turn += 1) {
      const end = Math.min(LENGTH, at + (sizes[turn % sizes.length] ?? 1));
      writer.append(content.subarray(at, end));
      at = end;
      for (const from of [0, Math.floor(at / 2), Math.max(0, at - 9)]) {
        const to = Math.min(at, from + 1 + ((turn * 50_021) % 200_000));
        expect(Buffer.from(content.subarray(from, to)).equals(writer.read(from, to))).toBe(true);
      }
    }
    await writer.close();
    expect(Buffer.from(file.bytes).equals(content)).toBe(true);
    expect(file.isClosed).toBe(true);
  });

  it('is written a quarter of a megabyte at a time', async () => {
    const file = new FakeFile();
    const writer = await openFileWriter(file.handle);
    for (let at = 0; at < LENGTH; at += 8000) writer.append(content.subarray(at, at + 8000));
    await writer.close();
    expect(Buffer.from(file.bytes).equals(content)).toBe(true);
    expect(file.writes).toBe(8);
  });

  it('is let go of, and says so, when its last bytes find no room', async () => {
    const file = new FakeFile();
    file.room = 5;
    const writer = await openFileWriter(file.handle);
    writer.append(content.subarray(0, 9));
    await expect(writer.close()).rejects.toMatchObject({ code: 'out-of-storage' });
    expect(file.isClosed).toBe(true);
  });
});
