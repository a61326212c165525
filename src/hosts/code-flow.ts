import { GalleyError, type Clock } from '#base';
import type { HostCredentials } from './host-adapter.ts';
import type { HostSite } from './host-place.ts';
import { openTokenDesk, type TokenAnswer, type TokenDesk } from './token-desk.ts';

/** What a page keeps while the person is at the host. Of use to nobody without the code that comes back. */
export interface PendingSignIn {
  readonly state: string;
  readonly verifier: string;
  readonly clientId: string;
  /** The page to which the host sends the person back. */
  readonly redirect: string;
  /** The host that was asked. */
  readonly origin: string;
}

/** What a host told of a token that it gave by a code. */
export interface HostGrant {
  /** Milliseconds since 1970; null where it has no end. */
  readonly expires: number | null;
  /** What gets the next token; null where the host gave nothing of the kind. As secret as the token. */
  readonly refresh: string | null;
}

export interface GrantedToken {
  /** As git and the host's API take it. */
  readonly credentials: HostCredentials;
  readonly grant: HostGrant;
}

export type CodeOutcome =
  | { readonly kind: 'granted'; readonly granted: GrantedToken }
  /** The person said no at the host. */
  | { readonly kind: 'said-no' }
  /** Nobody here waits for an answer: begun in another tab, or too long ago. */
  | { readonly kind: 'lost' }
  /** It answers another question than the one that was asked. */
  | { readonly kind: 'foreign' }
  /** The host did not give what was asked for. `reason` is its own word for it, untrusted. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: GalleyError };

/** Sign-in at a host by a code that comes back to the page, with proof that this page asked for it (RFC 6749 with RFC 7636). */
export interface CodeFlow {
  /** The host's address at which the person says yes; null where that is not set up, as far as can be asked. */
  begin(redirect: string): Promise<{ readonly address: string; readonly pending: PendingSignIn } | null>;
  /** Reads the address that the person came back by, and gives its code for a token. Never throws. */
  finish(address: string, pending: PendingSignIn | null): Promise<CodeOutcome>;
  /** Gets the next token. Throws `not-allowed` where the host gives none any more; other failures may pass. */
  renew(refresh: string): Promise<GrantedToken>;
  /** Has the host end a token that it gave by this flow, where it has a way to. Failures of the host are thrown. */
  revoke(token: string): Promise<void>;
}

export interface CodeFlowOptions {
  readonly place: HostSite;
  /** The page's registration at GitLab, Gitea or Forgejo, which give tokens to pages. */
  readonly clientId?: string | undefined;
  /** What the token may do, in the host's words; the least that Galley needs unless said. */
  readonly scope?: string | undefined;
  /** The gateway's address, without a slash at the end, for GitHub and Bitbucket: the secret that they want is there. */
  readonly gateway?: string | undefined;
  readonly clock: Pick<Clock, 'now'>;
}

/** The name that git gives with a token of each kind of host. Gitea looks at the token alone. */
const usernames = { github: 'x-access-token', gitlab: 'oauth2', gitea: 'oauth2', bitbucket: 'x-token-auth' } as const;

/** Opens sign-in by a code; undefined where the host and the page's settings offer none. Nothing is asked yet. */
export function createCodeFlow(options: CodeFlowOptions): CodeFlow | undefined {
  const { place, clock } = options;
  const desk = openTokenDesk(options);
  if (desk === undefined) return undefined;
  const grantOf = (answer: TokenAnswer, before: string | null): GrantedToken => ({
    credentials: { username: usernames[place.kind], password: answer.token },
    grant: {
      expires: answer.seconds === null ? null : clock.now() + answer.seconds * 1000,
      refresh: answer.refresh ?? before,
    },
  });
  return {
    async begin(redirect) {
      const registration = await desk.registration();
      if (registration === null) return null;
      const [state, verifier] = [randomWord(), randomWord()];
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
      const query = new URLSearchParams({
        client_id: registration.clientId,
        redirect_uri: redirect,
        response_type: 'code',
        state,
        ...(registration.scope === '' ? {} : { scope: registration.scope }),
        code_challenge: base64Url(new Uint8Array(digest)),
        code_challenge_method: 'S256',
      });
      return {
        address: `${registration.authorize}?${query}`,
        pending: { state, verifier, clientId: registration.clientId, redirect, origin: place.origin },
      };
    },
    async finish(address, pending) {
      if (pending === null) return { kind: 'lost' };
      const answer = readCallback(address, pending, place);
      if (answer.kind !== 'code') return answer;
      return exchange(desk, { code: answer.code, pending }, (given) => grantOf(given, null));
    },
    async renew(refresh) {
      return grantOf(await desk.refresh(refresh), refresh);
    },
    revoke: (token) => desk.revoke(token),
  };
}

async function exchange(
  desk: TokenDesk,
  { code, pending }: { readonly code: string; readonly pending: PendingSignIn },
  grantOf: (answer: TokenAnswer) => GrantedToken,
): Promise<CodeOutcome> {
  try {
    return { kind: 'granted', granted: grantOf(await desk.exchange(code, pending)) };
  } catch (thrown) {
    const error = GalleyError.from(thrown);
    const reason = error.data['reason'];
    return error.code === 'not-allowed'
      ? { kind: 'refused', reason: typeof reason === 'string' ? reason : '' }
      : { kind: 'failed', error };
  }
}

type Callback = { readonly kind: 'code'; readonly code: string } | Exclude<CodeOutcome, { readonly kind: 'granted' }>;

/** The code in the address that the host sent the person back to. What is not plainly the answer to what is pending is `foreign`. */
function readCallback(address: string, pending: PendingSignIn, place: HostSite): Callback {
  const { searchParams, origin, pathname } = new URL(address);
  const page = new URL(pending.redirect);
  const all = (name: string): readonly string[] => searchParams.getAll(name);
  const [state, ...states] = all('state');
  const isOurs =
    state === pending.state &&
    states.length === 0 &&
    pending.origin === place.origin &&
    origin === page.origin &&
    pathname === page.pathname &&
    // Hosts that say who they are (RFC 9207) have to be the one that was asked.
    all('iss').every((issuer) => URL.canParse(issuer) && new URL(issuer).origin === place.origin);
  if (!isOurs) return { kind: 'foreign' };
  const [error, ...errors] = all('error');
  const [code, ...codes] = all('code');
  if (error !== undefined && errors.length === 0 && code === undefined) {
    return error === 'access_denied' ? { kind: 'said-no' } : { kind: 'refused', reason: error.slice(0, 100) };
  }
  const isCode = code !== undefined && codes.length === 0 && error === undefined && /^[\w.~+/=-]{1,2048}$/.test(code);
  return isCode ? { kind: 'code', code } : { kind: 'foreign' };
}

/** 256 bits, as RFC 7636 asks for. */
function randomWord(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
