/** One line of an allow-list: a host, by https unless it is on this computer, and the part of it that may be asked. */
export interface AllowedHost {
  /** As it stands in an address: "git.example.com", "git.example.com:8443". */
  readonly host: string;
  /** "" for the whole host, or a path such as "/ada" that repositories have to lie under. */
  readonly under: string;
  /**
   * Which addresses the name may have. `own-network`: also those that people number themselves. `loopback`: this computer, over plain
   * http; only from the command line.
   */
  readonly reach: 'public' | 'own-network' | 'loopback';
}

const hostName =
  /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/;
const numeric = /\.(?:\d+|0x[0-9a-f]*)(?::\d+)?$/;

/**
 * Reads an entry of an allow-list, "github.com" or "git.example.com:8443/ada". Gives a reason in words for what names no host: wildcards,
 * addresses in place of names, names in any other spelling than that of an address bar.
 */
export function parseAllowedHost(
  text: string,
  reach: 'public' | 'own-network',
): AllowedHost | { readonly reason: string } {
  const [host = '', ...rest] = text.split('/');
  const under = rest.length === 0 || rest.join('') === '' ? '' : `/${rest.join('/').replace(/\/+$/, '')}`;
  if (host.includes('*')) return { reason: `"${text}": wildcards are not allowed, name each host.` };
  if (!hostName.test(host)) {
    return { reason: `"${text}" is no host name in lower case, such as git.example.com or git.example.com:8443.` };
  }
  if (numeric.test(host)) return { reason: `"${text}" is an address: give the name of the host.` };
  if (new URL(`https://${host}`).host !== host)
    return { reason: `"${text}" is written "${new URL(`https://${host}`).host}".` };
  if (under !== '' && repositoryPath(under) === undefined)
    return { reason: `"${text}" has a path that no repository has.` };
  return { host, under, reach };
}

/** Reads the host of a test server on this computer, "127.0.0.1:3000", as the command line names it. */
export function parseLoopbackHost(text: string): AllowedHost | { readonly reason: string } {
  if (/^(?:127\.0\.0\.1|localhost):\d{1,5}$/.test(text)) return { host: text, under: '', reach: 'loopback' };
  return { reason: `"${text}" is no server on this computer: give 127.0.0.1:PORT.` };
}

/** Finds the entry that lets a request to `host` and `path` through; the spelling has to be the entry's own. */
export function findAllowedHost(
  hosts: readonly AllowedHost[],
  target: { readonly host: string; readonly path: string },
): AllowedHost | undefined {
  return hosts.find(({ host, under }) => host === target.host && (under === '' || target.path.startsWith(`${under}/`)));
}

const mostSegments = 20;

/** Gives back the path of a repository when every part of it is a plain name; undefined for all else. */
export function repositoryPath(path: string): string | undefined {
  const segments = path.split('/').slice(1);
  if (path.length > 1024 || segments.length === 0 || segments.length > mostSegments) return undefined;
  return segments.every(isPlainSegment) ? path : undefined;
}

function isPlainSegment(segment: string): boolean {
  if (!/^(?:[\w.~+@-]|%[0-9A-Fa-f]{2})+$/.test(segment)) return false;
  try {
    const name = decodeURIComponent(segment);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    return name !== '.' && name !== '..' && !/[/\\%\u0000-\u001f\u007f]/.test(name);
  } catch {
    return false;
  }
}
