import type { SigningKeys } from './signing-key.ts';

/** The signing key of this browser, for the settings: fetched only there. */
export async function openSigningKeys(): Promise<SigningKeys> {
  const { BrowserSigningKeys } = await import('./browser-signing-keys.ts');
  return new BrowserSigningKeys();
}
