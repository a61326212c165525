import { GalleyError, validateRefName } from '#base';
import { hostOf } from '#workspace';
import * as v from 'valibot';

const fileSchema = v.strictObject({
  /** The repository's own address. */
  repository: v.string(),
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

/** What `galley.json` says, checked. */
export interface SiteFile {
  readonly repository: { readonly name: string; readonly url: string; readonly kind: 'remote' };
  readonly location: {
    /** The repository at the gateway; absent where requests go to the repository's own address. */
    readonly address?: string;
    readonly branch?: string;
  };
  readonly signIn?: { readonly clientId: string; readonly scope?: string };
  /** What the page may ask besides its own origin. */
  readonly origins: readonly string[];
}

/** Reads the text of `galley.json`, which lies in the folder at `base`. Throws `invalid-input` with the reason. */
export function parseSiteFile(text: string, base: URL): SiteFile {
  const parsed = v.safeParse(fileSchema, readJson(text));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw refusal(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const { gateway, branch, title, signIn } = parsed.output;
  const repository = readAddress('repository', parsed.output.repository);
  const last = decode(repository.pathname.split('/').pop() ?? '').replace(/\.git$/, '');
  if (last === '') throw refusal('repository: it names a host, not a repository');
  if (branch !== undefined && validateRefName(branch).kind === 'rejected') {
    throw refusal('branch: git has no such names');
  }
  const through = gateway === undefined ? undefined : readAddress('gateway', gateway, base);
  const host = hostOf(repository.href);
  if (signIn !== undefined && host?.kind !== 'gitlab' && host?.kind !== 'gitea') {
    throw refusal(
      'signIn: only GitLab, Gitea and Forgejo give tokens to pages; at GitHub and Bitbucket a gateway is registered',
    );
  }
  return {
    repository: { name: title ?? last, url: repository.href, kind: 'remote' },
    origins: [...new Set([(through ?? repository).origin, ...(host === undefined ? [] : [new URL(host.api).origin])])],
    ...(signIn && { signIn }),
    location: {
      ...(through && { address: `${through.href.replace(/\/$/, '')}/git/${repository.host}${repository.pathname}` }),
      ...(branch !== undefined && { branch }),
    },
  };
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
  return new GalleyError('invalid-input', `galley.json can not be used: ${reason}`, { cause });
}
