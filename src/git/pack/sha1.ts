import { HASH_SIZE, toHex } from '../hex.ts';
import { loadPackKernel } from './pack-kernel.ts';
import { PackScratch } from './pack-scratch.ts';

/** The 20 bytes of the SHA-1 of `content`: by the browser, several times faster than any of our own, where it offers that. */
export async function sha1(content: Uint8Array): Promise<Uint8Array> {
  // Pages without a secure context have no `subtle`, whatever the types say.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return sha1InKernel(content);
  return new Uint8Array(await subtle.digest('SHA-1', new Uint8Array(content)));
}

/** Whether the last 20 bytes are the SHA-1 of those before them, as in packs and their indexes. */
export async function endsWithItsSum(bytes: Uint8Array): Promise<boolean> {
  if (bytes.length < HASH_SIZE) return false;
  return toHex(await sha1(bytes.subarray(0, -HASH_SIZE))) === toHex(bytes.subarray(-HASH_SIZE));
}

/** The SHA-1 of `content` by the kernel. */
export async function sha1InKernel(content: Uint8Array): Promise<Uint8Array> {
  return new PackScratch(await loadPackKernel()).sha1([content]);
}
