import { basicAuthorization } from '#base';
import * as v from 'valibot';

/** Hosts whose sign-in needs a secret, which a page can't keep, or whose token addresses answer no page. */
export type TokenProvider = 'github' | 'bitbucket';

/** What the server knows of its registration with a provider. Never leaves it, but for the id. */
export interface OauthClient {
  readonly id: string;
  readonly secret: string;
}

/** Of a provider in the server's configuration. */
export type OauthClients = Readonly<Partial<Record<TokenProvider, OauthClient>>>;

/** The one address of each step. Nothing of a request decides where a secret goes. */
const addresses = {
  github: {
    authorize: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    device: 'https://github.com/login/device/code',
    /** Takes tokens that this client got, and no others. */
    revoke: (id: string) => `https://api.github.com/applications/${encodeURIComponent(id)}/token`,
  },
  bitbucket: {
    authorize: 'https://bitbucket.org/site/oauth2/authorize',
    token: 'https://bitbucket.org/site/oauth2/access_token',
  },
} as const;

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));

const requestSchemas = {
  /** Web flow: the code that the provider sent back to the page, with the verifier of its PKCE challenge. */
  token: v.strictObject({
    code: word,
    redirect_uri: word,
    code_verifier: v.pipe(v.string(), v.regex(/^[\w.~-]{43,128}$/)),
    state: v.optional(word),
  }),
  refresh: v.strictObject({ refresh_token: word }),
  device: v.strictObject({ scope: v.optional(v.pipe(v.string(), v.regex(/^[\w:. -]{0,200}$/)), '') }),
  'device-token': v.strictObject({ device_code: word }),
  revoke: v.strictObject({ access_token: v.pipe(v.string(), v.regex(/^\w{1,1024}$/)) }),
} as const;

/** A step of the exchange: the last part of its address. */
export type ExchangeStep = keyof typeof requestSchemas;

const answerSchema = v.union([
  v.object({
    access_token: word,
    token_type: v.string(),
    scope: v.optional(v.string()),
    expires_in: v.optional(v.number()),
    refresh_token: v.optional(word),
    refresh_token_expires_in: v.optional(v.number()),
  }),
  v.object({
    device_code: word,
    user_code: word,
    verification_uri: word,
    expires_in: v.number(),
    interval: v.optional(v.number()),
  }),
  v.object({ error: v.pipe(v.string(), v.maxLength(100)), interval: v.optional(v.number()) }),
]);

/** What a page gets: the provider's answer, cut to its known parts. */
export type ExchangeAnswer = v.InferOutput<typeof answerSchema>;

/** A request to a provider, ready to be sent. It has the secret in its body or headers. */
export interface ExchangeRequest {
  readonly url: URL;
  readonly method: 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads "github/token" and the like; undefined for all else. */
export function parseExchangeStep(
  rest: string,
): { readonly provider: TokenProvider; readonly step: ExchangeStep | 'client' } | undefined {
  const found = /^(github|bitbucket)\/(token|refresh|device|device-token|revoke|client)$/.exec(rest);
  const provider = found?.[1] === 'github' ? 'github' : 'bitbucket';
  const step = (['token', 'refresh', 'device', 'device-token', 'revoke', 'client'] as const).find(
    (name) => name === found?.[2],
  );
  if (step === undefined) return undefined;
  // Bitbucket has no device flow, and lets tokens end by themselves.
  const isMissing = step === 'revoke' || step.startsWith('device');
  return provider === 'bitbucket' && isMissing ? undefined : { provider, step };
}

/** What a page may know of the registration: enough to send the person to the provider. */
export function describeClient(
  provider: TokenProvider,
  client: OauthClient,
): { readonly client_id: string; readonly authorize_url: string } {
  return { client_id: client.id, authorize_url: addresses[provider].authorize };
}

export interface ExchangeOptions {
  readonly provider: TokenProvider;
  readonly step: ExchangeStep;
  readonly client: OauthClient;
  /** Where a code may have been sent: pages of these only. */
  readonly origins: ReadonlySet<string>;
}

/** Makes the provider's request of a page's. Undefined when the page's is not what the step takes. */
export function buildExchange(
  input: unknown,
  { provider, step, client, origins }: ExchangeOptions,
): ExchangeRequest | undefined {
  const fields = readFields(input, step, origins);
  if (fields === undefined) return undefined;
  if (step === 'revoke') return buildRevocation(fields, client);
  const url = step === 'device' && provider === 'github' ? addresses.github.device : addresses[provider].token;
  const form = new URLSearchParams(fields);
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  if (provider === 'bitbucket') {
    const authorization = basicAuthorization(client.id, client.secret);
    return { url: new URL(url), method: 'POST', headers: { ...headers, authorization }, body: form.toString() };
  }
  form.set('client_id', client.id);
  // The device flow is for clients that keep no secret, and takes none.
  if (step === 'token' || step === 'refresh') form.set('client_secret', client.secret);
  return { url: new URL(url), method: 'POST', headers, body: form.toString() };
}

function buildRevocation(fields: Readonly<Record<string, string>>, { id, secret }: OauthClient): ExchangeRequest {
  return {
    url: new URL(addresses.github.revoke(id)),
    method: 'DELETE',
    headers: {
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      authorization: basicAuthorization(id, secret),
    },
    body: JSON.stringify(fields),
  };
}

function readFields(
  input: unknown,
  step: ExchangeStep,
  origins: ReadonlySet<string>,
): Readonly<Record<string, string>> | undefined {
  const parsed = v.safeParse(requestSchemas[step], input);
  if (!parsed.success) return undefined;
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed.output)) if (typeof value === 'string') given[name] = value;
  const back = given['redirect_uri'];
  if (back !== undefined && !isPageOf(origins, back)) return undefined;
  const grant = {
    token: 'authorization_code',
    refresh: 'refresh_token',
    'device-token': 'urn:ietf:params:oauth:grant-type:device_code',
    device: undefined,
    revoke: undefined,
  }[step];
  return grant === undefined ? given : { ...given, grant_type: grant };
}

/** An address as a page of an allowed origin gives it: nothing in it that leads elsewhere, or that the provider reads otherwise than here. */
function isPageOf(origins: ReadonlySet<string>, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    origins.has(url.origin) && url.username === '' && url.password === '' && url.href === address && url.hash === ''
  );
}

/** Cuts a provider's answer to what is known of it. Undefined for one that is no answer to an exchange. */
export function readExchangeAnswer(text: string): ExchangeAnswer | undefined {
  try {
    const parsed = v.safeParse(answerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
