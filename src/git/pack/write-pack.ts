import { joinBytes } from '#base';
import { HASH_SIZE } from '../hex.ts';
import { ObjectTable, type ObjectType, type ReadPack } from './object-table.ts';
import type { HeldPack } from './pack-bytes.ts';
import type { PackScratch } from './pack-scratch.ts';
import { sha1 } from './sha1.ts';

const HEADER = 12;

/** An object as it goes into a pack. */
export interface PackedObject {
  readonly type: ObjectType;
  readonly content: Uint8Array;
}

/** A pack (gitformat-pack) of whole objects. */
export async function writePack(objects: readonly PackedObject[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [packHeader(objects.length)];
  for (const object of objects) parts.push(packEntry(object, await deflate(object.content)));
  const pack = joinBytes([...parts, new Uint8Array(HASH_SIZE)]);
  pack.set(await sha1(pack.subarray(0, -HASH_SIZE)), pack.length - HASH_SIZE);
  return pack;
}

/** A thin pack, its table and the objects outside of it that its deltas are made on, each with its 20-byte id. */
export interface ThinPack {
  readonly pack: HeldPack;
  readonly table: ObjectTable;
  readonly bases: readonly (PackedObject & { readonly id: Uint8Array })[];
}

/** Appends to a thin pack what it lacks, as `git index-pack --fix-thin` does, so that it stands by itself. */
export function completePack({ pack, table, bases }: ThinPack, scratch: PackScratch): ReadPack {
  const whole = new ObjectTable(table.count + bases.length);
  whole.copy(table);
  pack.overwrite(0, packHeader(whole.count));
  pack.truncate(pack.length - HASH_SIZE);
  for (const [place, base] of bases.entries()) {
    const index = table.count + place;
    const entry = packEntry(base, store(base.content));
    whole.offsets[index] = pack.length;
    whole.types[index] = base.type;
    whole.sizes[index] = base.content.length;
    whole.crcs[index] = scratch.crc32(entry);
    whole.oidBytes(index).set(base.id);
    pack.append(entry);
  }
  const checksum = scratch.sha1(pack.parts());
  pack.append(checksum);
  return { table: whole, checksum };
}

function packHeader(count: number): Uint8Array {
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x5041434b);
  view.setUint32(4, 2);
  view.setUint32(8, count);
  return header;
}

function packEntry({ type, content }: PackedObject, zlib: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([entryHeader(type, content.length), zlib]);
}

function entryHeader(type: ObjectType, size: number): Uint8Array {
  const bytes: number[] = [];
  let rest = Math.floor(size / 16);
  bytes.push((type << 4) | (size & 15) | (rest > 0 ? 128 : 0));
  while (rest > 0) {
    const next = Math.floor(rest / 128);
    bytes.push((rest & 127) | (next > 0 ? 128 : 0));
    rest = next;
  }
  return Uint8Array.from(bytes);
}

/** The zlib form of `content`; "deflate" is what the Compression Streams standard calls RFC 1950. */
async function deflate(content: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(content)]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The longest block of DEFLATE that holds bytes as they are (RFC 1951, 3.2.4). */
const LONGEST_BLOCK = 0xffff;

/** The zlib form (RFC 1950) of `content` without packing it: at once, for what is here already and is kept a second time. */
function store(content: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  let at = 0;
  do {
    const block = content.subarray(at, at + LONGEST_BLOCK);
    at += block.length;
    const [low, high] = [block.length & 0xff, block.length >> 8];
    parts.push(Uint8Array.of(at === content.length ? 1 : 0, low, high, low ^ 0xff, high ^ 0xff), block);
  } while (at < content.length);
  return joinBytes([...parts, adler32(content)]);
}

/** So many bytes can be added up before a sum has more than 31 bits. */
const SUMMED_AT_ONCE = 3800;

/** Its four bytes (RFC 1950, section 9). */
function adler32(content: Uint8Array): Uint8Array {
  let [a, b] = [1, 0];
  for (let at = 0; at < content.length;) {
    const end = Math.min(at + SUMMED_AT_ONCE, content.length);
    for (; at < end; at += 1) {
      a += content[at] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return Uint8Array.of(b >> 8, b & 0xff, a >> 8, a & 0xff);
}
