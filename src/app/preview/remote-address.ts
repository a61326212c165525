import { imageVerdict } from '#base';

/** An https address with its host; null for any other. `base` is the address of the site that a relative one belongs to. */
export function remoteAddress(
  address: string,
  base: string | null,
): { readonly host: string; readonly url: string } | null {
  const verdict = imageVerdict(address);
  const isLocal = verdict.kind === 'local' && base !== null;
  if (verdict.kind !== 'remote' && !isLocal) return null;
  const whole = base ?? 'https://site.invalid/';
  if (!URL.canParse(address, whole)) return null;
  const { protocol, host, href } = new URL(address, whole);
  return protocol === 'https:' ? { host, url: href } : null;
}
