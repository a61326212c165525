import { HASH_SIZE } from '../hex.ts';
import type { ObjectTable } from './object-table.ts';

const FAN_OUT = 256;

/**
 * The bytes of the pack's index (gitformat-pack, "Version 2 pack-*.idx files"), all but the last 20: the SHA-1 over them,
 * which only the caller can make in one pass.
 */
export function writePackIndex(table: ObjectTable, packChecksum: Uint8Array): Uint8Array {
  const order = sortByOid(table);
  const large = order.filter((index) => (table.offsets[index] ?? 0) >= 0x8000_0000);
  const size = 8 + FAN_OUT * 4 + table.count * (HASH_SIZE + 8) + large.length * 8 + HASH_SIZE;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xff744f63);
  view.setUint32(4, 2);
  const counts = new Uint32Array(FAN_OUT);
  for (const index of order) {
    const first = table.oidBytes(index)[0] ?? 0;
    counts[first] = (counts[first] ?? 0) + 1;
  }
  let total = 0;
  for (let byte = 0; byte < FAN_OUT; byte += 1) {
    total += counts[byte] ?? 0;
    view.setUint32(8 + byte * 4, total);
  }
  const oidsAt = 8 + FAN_OUT * 4;
  const crcsAt = oidsAt + table.count * HASH_SIZE;
  const offsetsAt = crcsAt + table.count * 4;
  const largeAt = offsetsAt + table.count * 4;
  let largeCount = 0;
  order.forEach((index, place) => {
    bytes.set(table.oidBytes(index), oidsAt + place * HASH_SIZE);
    view.setUint32(crcsAt + place * 4, table.crcs[index] ?? 0);
    const offset = table.offsets[index] ?? 0;
    if (offset < 0x8000_0000) {
      view.setUint32(offsetsAt + place * 4, offset);
    } else {
      view.setUint32(offsetsAt + place * 4, 0x8000_0000 + largeCount);
      view.setBigUint64(largeAt + largeCount * 8, BigInt(offset));
      largeCount += 1;
    }
  });
  bytes.set(packChecksum, size - HASH_SIZE);
  return bytes;
}

/** The indexes of all objects in the order of their ids: a bucket for each first two bytes, then a comparison inside it. */
function sortByOid(table: ObjectTable): Uint32Array {
  const keys = new Float64Array(table.count);
  for (let index = 0; index < table.count; index += 1) {
    const oid = table.oidBytes(index);
    let key = 0;
    for (let byte = 0; byte < 6; byte += 1) key = key * 256 + (oid[byte] ?? 0);
    keys[index] = key;
  }
  return Uint32Array.from({ length: table.count }, (_, index) => index).sort((a, b) => {
    const difference = (keys[a] ?? 0) - (keys[b] ?? 0);
    return difference === 0 ? compareBytes(table.oidBytes(a), table.oidBytes(b)) : difference;
  });
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
