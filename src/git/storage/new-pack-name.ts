import { toHex } from '../hex.ts';

/** A name that no pack has: by chance, so that a pack never takes the place of one that is being read. */
export function newPackName(): string {
  return `pack-${toHex(crypto.getRandomValues(new Uint8Array(20)))}`;
}
