import { GalleyError, validateRefName } from '#base';
import { hostOf, hostSiteOf } from '#workspace';
import * as v from 'valibot';

const fileSchema = v.strictObject({
  /** The repository's own address; chosen by each person unless said. */
  repository: v.optional(v.string()),
  /** The host at which they choose. */
  host: v.optional(v.string()),
  /** A gateway's address, where the host does not answer pages; absolute, or from the page. */
  gateway: v.optional(v.string()),
  branch: v.optional(v.string()),
  /** The page's registration at a host that gives tokens to pages. */
  signIn: v.optional(
    v.strictObject({
      clientId: v.pipe(v.string(), v.regex(/^[\w.~-]{1,200}$/)),
      /** What tokens may do, in the host's words; the least unless said. */
      scope: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w:./-]+(?: [\w:./-]+)*$/), v.maxLength(200))),
    }),
  ),
  /** What the site is called here; the repository's name unless said. */
  title: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))),
});

/** A repository as a page on a static host opens it. */
export interface PlacedSite {
  readonly repository: { readonly name: string; readonly url: string; readonly kind: 'remote' };
  readonly location: {
    /** The repository at the gateway; absent where requests go to the repository's own address. */
    readonly address?: string;
    readonly branch?: string;
  };
  /** What the page may ask besides its own origin. */
  readonly origins: readonly string[];
}

/** What the page knows where the repository is to be chosen. */
export interface ChoiceSettings {
  /** The gateway's address, without a slash at the end. */
  readonly gateway?: string;
  /** The host that is offered first: "https://gitlab.com". */
  readonly host?: string;
  readonly signIn?: SignInSettings;
  readonly title?: string;
}

interface SignInSettings {
  readonly clientId: string;
  readonly scope?: string;
}

/** What `galley.json` says, checked: the repository, or what helps to choose one. */
export type SiteFile =
  | (PlacedSite & { readonly kind: 'site'; readonly signIn?: SignInSettings })
  | { readonly kind: 'choice'; readonly settings: ChoiceSettings };

/** Reads the text of `galley.json`, which lies in the folder at `base`. Throws `invalid-input` with the reason. */
export function parseSiteFile(text: string, base: URL): SiteFile {
  const read = readJson(text);
  if (Array.isArray(read)) throw refusal('it is a list');
  const parsed = v.safeParse(fileSchema, read);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw refusal(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const { branch, title, signIn, repository, host } = parsed.output;
  if (branch !== undefined && validateRefName(branch).kind === 'rejected') {
    throw refusal('branch: git has no such names');
  }
  const gateway =
    parsed.output.gateway === undefined
      ? undefined
      : readAddress('gateway', parsed.output.gateway, base).href.replace(/\/$/, '');
  const common = { ...(signIn && { signIn }), ...(title !== undefined && { title }) };
  if (repository === undefined) {
    if (branch !== undefined) throw refusal('branch: it needs a repository');
    const origin = host === undefined ? undefined : readHost(host);
    checkSignIn(signIn, origin);
    return {
      kind: 'choice',
      settings: { ...common, ...(gateway !== undefined && { gateway }), ...(origin !== undefined && { host: origin }) },
    };
  }
  if (host !== undefined) throw refusal('host: it is for pages without a repository');
  const address = readAddress('repository', repository);
  if (nameOf(address) === '') throw refusal('repository: it names a host, not a repository');
  checkSignIn(signIn, address.href);
  return {
    kind: 'site',
    ...(signIn && { signIn }),
    ...placeSite(address, {
      ...(gateway !== undefined && { gateway }),
      ...(branch !== undefined && { branch }),
      ...(title !== undefined && { title }),
    }),
  };
}

/** How a repository is reached, and what the page may ask for it. */
export function placeSite(
  repository: URL,
  { gateway, branch, title }: { readonly gateway?: string; readonly branch?: string; readonly title?: string },
): PlacedSite {
  const host = hostOf(repository.href);
  const asked = new URL(gateway ?? repository.href).origin;
  return {
    repository: { name: title ?? nameOf(repository), url: repository.href, kind: 'remote' },
    origins: [...new Set([asked, ...(host === undefined ? [] : [new URL(host.api).origin])])],
    location: {
      ...(gateway !== undefined && { address: `${gateway}/git/${repository.host}${repository.pathname}` }),
      ...(branch !== undefined && { branch }),
    },
  };
}

/** The page's registration for a repository that was chosen: it is at the host that the page names, and of use at no other. */
export function signInFor({ host, signIn }: ChoiceSettings, repository: string): SignInSettings | undefined {
  return host !== undefined && new URL(repository).origin === host ? signIn : undefined;
}

/** What someone typed to get to their repository: its address, or that of a host at which to choose. `reason` is a sentence. */
export type TypedAddress =
  | { readonly kind: 'repository'; readonly url: string }
  | { readonly kind: 'host'; readonly origin: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads an address that was typed or kept; "https://" may be left out. */
export function parseTypedAddress(text: string): TypedAddress {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  let url: URL;
  try {
    url = readAddress('address', whole);
  } catch (thrown) {
    const { reason } = GalleyError.from(thrown).data;
    return {
      kind: 'refused',
      reason: `This can not be used: ${typeof reason === 'string' ? reason : 'it is no address'}.`,
    };
  }
  if (nameOf(url) !== '') return { kind: 'repository', url: url.href };
  return hostSiteOf(url.href) === undefined
    ? {
        kind: 'refused',
        reason: 'This is a host that Galley can’t list repositories of. Give the repository’s own address.',
      }
    : { kind: 'host', origin: url.origin };
}

function checkSignIn(signIn: SignInSettings | undefined, address: string | undefined): void {
  if (signIn === undefined) return;
  const kind = address === undefined ? undefined : hostSiteOf(address)?.kind;
  if (kind !== 'gitlab' && kind !== 'gitea') {
    throw refusal(
      'signIn: only GitLab, Gitea and Forgejo give tokens to pages; at GitHub and Bitbucket a gateway is registered',
    );
  }
}

function readHost(text: string): string {
  const url = readAddress('host', text);
  if (url.pathname !== '/' || hostSiteOf(url.href) === undefined) {
    throw refusal('host: it has to be the address of a host whose repositories Galley can list');
  }
  return url.origin;
}

function nameOf(repository: URL): string {
  return decode(repository.pathname.split('/').pop() ?? '').replace(/\.git$/, '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw refusal('it is no JSON', thrown);
  }
}

/** An address without a slash at its end: by https, or on this computer. */
function readAddress(name: string, text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw refusal(`${name}: it is no address`);
  const url = new URL(text, base);
  const isHere = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  // Where the page itself came without https, its own origin is as good.
  const isOwn = base !== undefined && url.origin === base.origin && url.protocol === 'http:';
  if (url.protocol !== 'https:' && !isHere && !isOwn) throw refusal(`${name}: it has to begin with https://`);
  if (url.username !== '' || url.password !== '') throw refusal(`${name}: it takes no user name or password`);
  if (url.search !== '' || url.hash !== '') throw refusal(`${name}: it takes no "?" or "#"`);
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function refusal(reason: string, cause?: unknown): GalleyError {
  const data = { reason: reason.replace(/^address: /, '') };
  return new GalleyError('invalid-input', `galley.json can not be used: ${reason}`, { cause, data });
}
