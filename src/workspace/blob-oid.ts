import type { Oid } from '#git';

/** The id that git gives to a blob; null on pages without a secure context, where the browser does not hash. */
export async function blobOid(content: Uint8Array): Promise<Oid | null> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const head = new TextEncoder().encode(`blob ${content.length}\0`);
  const all = new Uint8Array(head.length + content.length);
  all.set(head);
  all.set(content, head.length);
  const digest = new Uint8Array(await subtle.digest('SHA-1', all));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
