/** Bytes of an object id. */
export const HASH_SIZE = 20;

/** The letters of hexadecimal numbers in ASCII. */
export const hexDigits: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** What newer browsers have ("Uint8Array to and from base64 and hex", ECMAScript 2026), ready from the start where our own has to be compiled. */
declare global {
  interface Uint8Array<TArrayBuffer extends ArrayBufferLike> {
    readonly toHex?: () => string;
  }
  interface Uint8ArrayConstructor {
    readonly fromHex?: (text: string) => Uint8Array<ArrayBuffer>;
  }
}

/** Bytes as a hexadecimal number, as object ids are written. */
export function toHex(bytes: Uint8Array): string {
  return bytes.toHex?.() ?? spell(bytes);
}

function spell(bytes: Uint8Array): string {
  const units: number[] = [];
  for (const byte of bytes) units.push(hexDigits[byte >> 4] ?? 0, hexDigits[byte & 15] ?? 0);
  // At once: a text that is put together of forty pieces takes ten times as long.
  return String.fromCharCode(...units);
}

/** The bytes of object ids, one behind the other. */
export function fromHex(oids: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex?.(oids) ?? readSpelled(oids);
}

function readSpelled(oids: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(oids.length / 2);
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = (digitOf(oids.charCodeAt(index * 2)) << 4) | digitOf(oids.charCodeAt(index * 2 + 1));
  return bytes;
}

/** Of "0" to "9" and "a" to "f". */
function digitOf(unit: number): number {
  return unit < 58 ? unit - 48 : unit - 87;
}
