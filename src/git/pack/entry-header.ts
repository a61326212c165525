import { GalleyError } from '#base';
import type { Oid } from '../git-client.ts';
import type { ObjectType } from './object-table.ts';
import { HASH_SIZE, toHex } from '../hex.ts';

const OFS_DELTA = 6;
const REF_DELTA = 7;

/** What stands before an entry's zlib data: the header's length, the inflated size, and the type or the base of a delta. */
export type EntryHeader = { readonly length: number; readonly size: number } & (
  | { readonly type: ObjectType; readonly base?: never }
  | { readonly base: number | Oid }
);

/** Reads an entry's header (gitformat-pack, "pack-*.pack files have the following format"); undefined when it is cut short. */
export function parseEntryHeader(bytes: Uint8Array, offset: number): EntryHeader | undefined {
  let at = 0;
  const first = bytes[at++];
  if (first === undefined) return undefined;
  const type = (first >> 4) & 7;
  let size = first & 15;
  let scale = 16;
  for (let byte = first; (byte & 128) !== 0; scale *= 128) {
    const next = bytes[at++];
    if (next === undefined || at > 10) return undefined;
    size += (next & 127) * scale;
    byte = next;
  }
  if (type === OFS_DELTA) {
    let distance = -1;
    for (;;) {
      const next = bytes[at++];
      if (next === undefined) return undefined;
      distance = (distance + 1) * 128 + (next & 127);
      if ((next & 128) === 0) break;
    }
    if (distance <= 0 || distance > offset)
      throw new GalleyError('corrupt', 'A delta points outside of the pack', { data: { offset } });
    return { length: at, size, base: offset - distance };
  }
  if (type === REF_DELTA) {
    if (bytes.length < at + HASH_SIZE) return undefined;
    return { length: at + HASH_SIZE, size, base: toHex(bytes.subarray(at, at + HASH_SIZE)) };
  }
  if (type === 1 || type === 2 || type === 3 || type === 4) return { length: at, size, type };
  throw new GalleyError('corrupt', 'The pack has an object of an unknown type', { data: { offset, type } });
}
