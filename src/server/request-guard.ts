import { createHash, timingSafeEqual } from 'node:crypto';

/** The header that carries the per-start secret with git requests. */
export const secretHeader = 'x-galley-secret';

export interface GuardOptions {
  /** `name:port` as a browser writes them in Host, in lower case; without `:port` for port 80. */
  readonly authorities: ReadonlySet<string>;
  readonly secret: string;
}

/** Why a request is turned away. */
export interface Refusal {
  readonly status: 403 | 421;
  readonly reason: string;
}

/**
 * Refuses what does not come from our own page: another Host (a rebound name), another Origin, and every cross-site
 * request by Sec-Fetch-Site except a person following a link to a page. Git requests need the secret besides.
 */
export function refuseRequest(request: Request, options: GuardOptions): Refusal | undefined {
  const host = request.headers.get('host')?.toLowerCase();
  if (host === undefined || !options.authorities.has(host)) {
    return { status: 421, reason: 'This server does not answer for that host name.' };
  }
  const isGit = new URL(request.url).pathname.startsWith('/git/');
  const origin = request.headers.get('origin');
  if (origin !== null && origin.toLowerCase() !== `http://${host}`) return foreign;
  const site = request.headers.get('sec-fetch-site');
  const isOwn = site === null || site === 'same-origin' || site === 'none';
  if (!isOwn && (isGit || !isPageVisit(request))) return foreign;
  if (isGit && !equalSecrets(request.headers.get(secretHeader) ?? '', options.secret)) {
    return {
      status: 403,
      reason: 'The repository answers only to the page that this server gave out. Reload the page.',
    };
  }
  return undefined;
}

const foreign: Refusal = { status: 403, reason: 'Requests from other sites are refused.' };

function isPageVisit(request: Request): boolean {
  return (
    request.method === 'GET' &&
    request.headers.get('sec-fetch-mode') === 'navigate' &&
    request.headers.get('sec-fetch-dest') === 'document'
  );
}

function equalSecrets(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
