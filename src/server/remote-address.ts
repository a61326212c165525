import { StartError } from './start-error.ts';

/** A repository on a git host, as `--remote` names it. */
export interface RemoteAddress {
  readonly url: URL;
  /** The last part of its path, for people. */
  readonly name: string;
}

/**
 * Reads the URL of a remote. Only https, or http on this very computer; no user name or password in it, no query. Throws
 * StartError with the remedy.
 */
export function parseRemoteAddress(text: string): RemoteAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new StartError(`--remote takes the https address of a git repository, not "${text}".`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new StartError(
      '--remote takes no user name or password: leave them out, the page asks for them when needed.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new StartError(`--remote needs https: http://${url.host} would send passwords and posts in the clear.`);
  }
  if (url.search !== '' || url.hash !== '') {
    throw new StartError('--remote takes the plain address of a repository, without "?" or "#".');
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  const last = decode(url.pathname.split('/').pop() ?? '').replace(/\.git$/, '');
  if (last === '') throw new StartError(`--remote takes the address of a repository; ${url.origin} is that of a host.`);
  return { url, name: last };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
