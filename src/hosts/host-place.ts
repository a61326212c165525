/** The kinds of hosts that have more than git, as far as Galley knows them. Forgejo answers as Gitea does. */
export type HostKind = 'github' | 'gitlab' | 'gitea' | 'bitbucket';

/** A host that has more than git. */
export interface HostSite {
  readonly kind: HostKind;
  /** What people call the host: "GitHub", "Codeberg", "gitlab.example.com". */
  readonly name: string;
  /** Where people look at it: "https://github.com". */
  readonly origin: string;
  /** What the addresses of its API begin with, without a slash at the end. Always https. */
  readonly api: string;
}

/** A repository at a host that has more than git. */
export interface HostPlace extends HostSite {
  /** The repository's owner, or on GitLab its groups, and its name: "ada/site". Only letters, digits, ".", "-", "_" and "/". */
  readonly path: string;
}

const knownHosts: Readonly<Record<string, { readonly kind: HostKind; readonly name: string }>> = {
  'github.com': { kind: 'github', name: 'GitHub' },
  'gitlab.com': { kind: 'gitlab', name: 'GitLab' },
  'codeberg.org': { kind: 'gitea', name: 'Codeberg' },
  'gitea.com': { kind: 'gitea', name: 'Gitea' },
  'bitbucket.org': { kind: 'bitbucket', name: 'Bitbucket' },
};

/** What a host of one's own is usually called: "gitlab.example.com", "our-gitea.example.com". */
const usualNames: readonly (readonly [RegExp, HostKind])[] = [
  [/(?:^|-)github(?:-|$)/, 'github'],
  [/(?:^|-)gitlab(?:-|$)/, 'gitlab'],
  [/(?:^|-)(?:gitea|forgejo)(?:-|$)/, 'gitea'],
];

/**
 * The host that a repository's address leads to; undefined for one that is spoken to by git alone, and for what is no https address of
 * a repository. A host of one's own is known by the first part of its name only: nothing is asked.
 */
export function hostOf(address: string): HostPlace | undefined {
  const site = hostSiteOf(address);
  if (site === undefined) return undefined;
  const path = new URL(address).pathname.replace(/^\/|\/$/g, '').replace(/\.git$/, '');
  const parts = path.split('/');
  if (parts.length < 2 || !parts.every((part) => /^[\w.-]+$/.test(part))) return undefined;
  if (site.kind !== 'gitlab' && parts.length > 2) return undefined;
  return { ...site, path };
}

/** The same for any https address at a host: its own, or that of a repository. */
export function hostSiteOf(address: string): HostSite | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  const known = Object.hasOwn(knownHosts, url.host) ? knownHosts[url.host] : nameOwnHost(url);
  return known && { ...known, origin: url.origin, api: apiOf(known.kind, url) };
}

function nameOwnHost({ host, hostname }: URL): { readonly kind: HostKind; readonly name: string } | undefined {
  const [first = '', ...rest] = hostname.split('.');
  // A name under one of the public hosts (pages, mirrors) is not the host, nor is another port of it.
  const isPublic = [hostname, rest.join('.')].some((one) => Object.hasOwn(knownHosts, one));
  if (rest.length === 0 || isPublic) return undefined;
  const kind = usualNames.find(([name]) => name.test(first))?.[1];
  return kind === undefined ? undefined : { kind, name: host };
}

function apiOf(kind: HostKind, { origin, host }: URL): string {
  switch (kind) {
    case 'github':
      return host === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`;
    case 'gitlab':
      return `${origin}/api/v4`;
    case 'gitea':
      return `${origin}/api/v1`;
    case 'bitbucket':
      return 'https://api.bitbucket.org/2.0';
  }
}
