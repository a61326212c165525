import { joinBytes } from '#base';
import { HASH_SIZE, ObjectTable, type ObjectType } from './object-table.ts';
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
  for (const object of objects) parts.push(await packEntry(object));
  return seal(parts);
}

/** A thin pack, its table and the objects outside of it that its deltas are made on, each with its 20-byte id. */
export interface ThinPack {
  readonly pack: Uint8Array;
  readonly table: ObjectTable;
  readonly bases: readonly (PackedObject & { readonly id: Uint8Array })[];
}

/** Appends to a thin pack what it lacks, as `git index-pack --fix-thin` does, so that it stands by itself. */
export async function completePack(
  { pack, table, bases }: ThinPack,
  scratch: PackScratch,
): Promise<{ readonly pack: Uint8Array; readonly table: ObjectTable }> {
  const whole = new ObjectTable(table.count + bases.length);
  whole.copy(table);
  const parts = [packHeader(whole.count), pack.subarray(HEADER, pack.length - HASH_SIZE)];
  let offset = pack.length - HASH_SIZE;
  for (const [place, base] of bases.entries()) {
    const index = table.count + place;
    const entry = await packEntry(base);
    whole.offsets[index] = offset;
    whole.types[index] = base.type;
    whole.sizes[index] = base.content.length;
    whole.crcs[index] = scratch.crc32(entry);
    whole.oidBytes(index).set(base.id);
    parts.push(entry);
    offset += entry.length;
  }
  return { pack: await seal(parts), table: whole };
}

/** Joins the parts and adds the checksum of them all. */
async function seal(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const pack = new Uint8Array(parts.reduce((sum, part) => sum + part.length, HASH_SIZE));
  let at = 0;
  for (const part of parts) {
    pack.set(part, at);
    at += part.length;
  }
  pack.set(await sha1(pack.subarray(0, at)), at);
  return pack;
}

function packHeader(count: number): Uint8Array {
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x5041434b);
  view.setUint32(4, 2);
  view.setUint32(8, count);
  return header;
}

async function packEntry({ type, content }: PackedObject): Promise<Uint8Array> {
  const [head, data] = [entryHeader(type, content.length), await deflate(content)];
  return joinBytes([head, data]);
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
