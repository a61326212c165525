import { GalleyError } from '#base';
import { ArrivalAddresses } from './arrival-addresses.tsx';
import { HashAddresses } from './hash-addresses.tsx';
import type { StaticPage } from './open-static-page.ts';
import { parseSiteFile } from './parse-site-file.ts';
import { takeArrival } from './pending-sign-in.ts';

/** The work of `openStaticPage`. */
export async function readStaticPage(): Promise<StaticPage | null> {
  // A policy in the page itself can't forbid frames.
  if (window.top !== window.self) throw new GalleyError('not-allowed', 'Galley does not run inside another page');
  const arrival = takeArrival();
  const text = await readText();
  if (text === null) return null;
  const page = new URL('./', window.location.href);
  const { repository, location, origins, signIn } = parseSiteFile(text, page);
  narrowPolicy(origins);
  const { record, ...came } = arrival ?? { record: null };
  const pending = record?.place === repository.url ? record.pending : null;
  return {
    repository,
    location,
    author: null,
    work: {
      mayAskHost: true,
      codeSignIn: { redirect: page.href, ...signIn, ...('address' in came ? { arrival: { ...came, pending } } : {}) },
    },
    parts: { frameDocument: './preview-frame.html' },
    props: { Addresses: arrival === undefined ? HashAddresses : ArrivalAddresses },
  };
}

async function readText(): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch('./galley.json', { cache: 'no-cache', credentials: 'same-origin' });
  } catch (thrown) {
    throw new GalleyError('offline', 'galley.json could not be fetched', { cause: thrown });
  }
  if (response.status === 404) return null;
  if (!response.ok) throw new GalleyError('server-error', `galley.json was answered ${response.status}`);
  const text = await response.text();
  // Hosts that give the page for every address have no such file.
  return text.trimStart().startsWith('<') ? null : text;
}

/** A second policy beside the page's own: both hold, so it can only take away. */
function narrowPolicy(origins: readonly string[]): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src 'self' ${origins.join(' ')}`;
  document.head.append(policy);
}
