import { createHash } from 'node:crypto';

/** The SHA-1 of bytes, 20 bytes. */
export function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}
