import { GalleyError } from '#base';
import * as v from 'valibot';
import { word } from './answer-schemas.ts';
import type { CodeFlowOptions, PendingSignIn } from './code-flow.ts';
import { readText } from './rest-client.ts';

/** A token as the host gives it. */
export interface TokenAnswer {
  readonly token: string;
  /** How long it lasts; null where it has no end. */
  readonly seconds: number | null;
  /** What gets the next one; null where the host said none. */
  readonly refresh: string | null;
}

/** Who the host knows the page as, and where it asks people. */
interface Registration {
  readonly clientId: string;
  readonly authorize: string;
  readonly scope: string;
}

/**
 * Where codes are given for tokens: at the host itself, or at a gateway that has the secret which the host wants. Refusals of the host are
 * `not-allowed` with its word for them as `reason`.
 */
export interface TokenDesk {
  /** Null where there is none, or where it can't be asked. */
  registration(): Promise<Registration | null>;
  exchange(code: string, pending: PendingSignIn): Promise<TokenAnswer>;
  refresh(refresh: string): Promise<TokenAnswer>;
  /** Ends a token, and what renews it. Does nothing where the host has no way: Gitea, Forgejo and Bitbucket. */
  revoke(token: string): Promise<void>;
}

const TIMEOUT = 20_000;
const YEAR = 366 * 86_400;
const secret = v.pipe(v.string(), v.regex(/^[\w.~+/=-]{1,4096}$/));
const answerSchema = v.object({
  access_token: secret,
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('bearer')),
  expires_in: v.nullish(v.pipe(v.number(), v.minValue(0))),
  refresh_token: v.nullish(secret),
});
const refusalSchema = v.object({ error: v.pipe(v.string(), v.maxLength(100)) });
const clientSchema = v.object({ client_id: word, authorize_url: word });

/** The hosts that give tokens to pages without a secret: GitLab, Gitea and Forgejo. */
const ownDesks = {
  gitlab: {
    authorize: '/oauth/authorize',
    token: '/oauth/token',
    revoke: '/oauth/revoke',
    scope: 'read_api write_repository',
  },
  gitea: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    revoke: null,
    scope: 'write:repository read:user',
  },
} as const;

/** The hosts whose secret a gateway has. What Bitbucket's tokens may do stands in its registration. */
const gatewayDesks = {
  github: { origin: 'https://github.com', scope: 'repo', canRevoke: true },
  bitbucket: { origin: 'https://bitbucket.org', scope: '', canRevoke: false },
} as const;

/** The place of the host's tokens; undefined where the page's settings name none. */
export function openTokenDesk(options: CodeFlowOptions): TokenDesk | undefined {
  const { place, clientId, gateway } = options;
  if (place.kind === 'gitlab' || place.kind === 'gitea') {
    return clientId === undefined ? undefined : openOwnDesk(options, { kind: place.kind, clientId });
  }
  const desk = gatewayDesks[place.kind];
  if (gateway === undefined || place.origin !== desk.origin) return undefined;
  return openGatewayDesk(`${gateway}/oauth/${place.kind}`, desk);
}

function openOwnDesk(
  { place, scope }: CodeFlowOptions,
  { kind, clientId }: { readonly kind: keyof typeof ownDesks; readonly clientId: string },
): TokenDesk {
  const desk = ownDesks[kind];
  const ask = (fields: Readonly<Record<string, string>>) =>
    send(`${place.origin}${desk.token}`, { body: new URLSearchParams({ client_id: clientId, ...fields }) }).then(read);
  return {
    registration: async () => ({
      clientId,
      authorize: `${place.origin}${desk.authorize}`,
      scope: scope ?? desk.scope,
    }),
    exchange: (code, { verifier, redirect }) =>
      ask({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }),
    refresh: (refresh) => ask({ grant_type: 'refresh_token', refresh_token: refresh }),
    async revoke(token) {
      if (desk.revoke === null) return;
      const body = new URLSearchParams({ client_id: clientId, token, token_type_hint: 'access_token' });
      await send(`${place.origin}${desk.revoke}`, { body, mayOutliveThePage: true });
    },
  };
}

function openGatewayDesk(
  address: string,
  { origin, scope, canRevoke }: (typeof gatewayDesks)[keyof typeof gatewayDesks],
): TokenDesk {
  const questionOf = (fields: Readonly<Record<string, string>>) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const ask = (step: string, fields: Readonly<Record<string, string>>) =>
    send(`${address}/${step}`, questionOf(fields)).then(read);
  return {
    async registration() {
      try {
        const { status, text } = await send(`${address}/client`);
        if (status !== 200) return null;
        const { client_id: clientId, authorize_url: authorize } = parse(clientSchema, text);
        // A gateway can't send people elsewhere than to the host.
        const isHost = URL.canParse(authorize) && new URL(authorize).origin === origin && !/[?#]/.test(authorize);
        return isHost ? { clientId, authorize, scope } : null;
      } catch (thrown) {
        if (thrown instanceof GalleyError) return null;
        throw thrown;
      }
    },
    exchange: (code, { verifier, redirect, state }) =>
      ask('token', { code, redirect_uri: redirect, code_verifier: verifier, state }),
    refresh: (refresh) => ask('refresh', { refresh_token: refresh }),
    async revoke(token) {
      if (!canRevoke) return;
      await send(`${address}/revoke`, { ...questionOf({ access_token: token }), mayOutliveThePage: true });
    },
  };
}

interface Said {
  readonly status: number;
  readonly text: string;
}

interface Question {
  readonly body: string | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  /** Goes on when the page is closed meanwhile. */
  readonly mayOutliveThePage?: boolean;
}

async function send(address: string, question?: Question): Promise<Said> {
  try {
    const response = await fetch(address, {
      ...(question === undefined ? {} : { method: 'POST', body: question.body }),
      headers: { accept: 'application/json', ...question?.headers },
      signal: AbortSignal.timeout(TIMEOUT),
      keepalive: question?.mayOutliveThePage === true,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
    return { status: response.status, text: await readText(response) };
  } catch (thrown) {
    if (thrown instanceof GalleyError) throw thrown;
    throw new GalleyError('offline', 'The tokens of the host could not be reached', { cause: thrown });
  }
}

/** Gitea and GitHub refuse with 400 or, GitHub, with 200: it is the word that counts. */
function read({ status, text }: Said): TokenAnswer {
  if (status === 429) throw new GalleyError('rate-limited', 'The host asks to wait', { data: { status } });
  if (status >= 500) throw new GalleyError('server-error', `The host answered ${status}`, { data: { status } });
  const refusal = v.safeParse(refusalSchema, readJson(text));
  if (refusal.success || status >= 400) {
    const reason = refusal.success ? refusal.output.error : String(status);
    throw new GalleyError('not-allowed', 'The host gave no token', { data: { status, reason } });
  }
  const {
    access_token: token,
    expires_in: seconds,
    refresh_token: refresh,
  } = parse(answerSchema, status === 200 ? text : '');
  const lasts = typeof seconds === 'number' && seconds > 0;
  return { token, seconds: lasts ? Math.min(seconds, YEAR) : null, refresh: refresh ?? null };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, readJson(text));
  if (parsed.success) return parsed.output;
  throw new GalleyError('corrupt', 'The host did not answer as expected');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
