import { createHash } from 'node:crypto';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCodeFlow, type CodeFlow, type CodeFlowOptions, type PendingSignIn } from './code-flow.ts';
import { hostOf } from './host-place.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const redirect = 'https://cms.test/sub/';
const gateway = 'https://gateway.test/gw';
const clock = { now: () => 1000 };
const good = { access_token: 'tok', token_type: 'Bearer', expires_in: 7200, refresh_token: 'r1' };

const hosts = [
  {
    name: 'GitLab',
    repository: 'https://gitlab.com/ada/site',
    authorize: 'https://gitlab.com/oauth/authorize',
    token: 'https://gitlab.com/oauth/token',
    scope: 'read_api write_repository',
    username: 'oauth2',
  },
  {
    name: 'Codeberg',
    repository: 'https://codeberg.org/ada/site',
    authorize: 'https://codeberg.org/login/oauth/authorize',
    token: 'https://codeberg.org/login/oauth/access_token',
    scope: 'write:repository read:user',
    username: 'oauth2',
  },
  {
    name: 'GitHub',
    repository: 'https://github.com/ada/site',
    authorize: 'https://github.com/login/oauth/authorize',
    token: `${gateway}/oauth/github/token`,
    refresh: `${gateway}/oauth/github/refresh`,
    client: `${gateway}/oauth/github/client`,
    scope: 'repo',
    username: 'x-access-token',
  },
  {
    name: 'Bitbucket',
    repository: 'https://bitbucket.org/ada/site',
    authorize: 'https://bitbucket.org/site/oauth2/authorize',
    token: `${gateway}/oauth/bitbucket/token`,
    refresh: `${gateway}/oauth/bitbucket/refresh`,
    client: `${gateway}/oauth/bitbucket/client`,
    scope: null,
    username: 'x-token-auth',
  },
] as const;

function flowFor(repository: string, settings: Partial<CodeFlowOptions> = {}) {
  const place = hostOf(repository);
  if (place === undefined) throw new TypeError(repository);
  return createCodeFlow({ place, clock, clientId: 'the-id', gateway, ...settings });
}

function mustFlow(repository: string): CodeFlow {
  const flow = flowFor(repository);
  if (flow === undefined) throw new TypeError(repository);
  return flow;
}

/** Joined to the gateway's registration, for hosts that have theirs there. */
function register(host: (typeof hosts)[number]): void {
  if (!('client' in host)) return;
  server.use(http.get(host.client, () => HttpResponse.json({ client_id: 'the-id', authorize_url: host.authorize })));
}

async function begin(host: (typeof hosts)[number]): Promise<{ address: string; pending: PendingSignIn }> {
  register(host);
  const begun = await mustFlow(host.repository).begin(redirect);
  if (begun === null) throw new TypeError(host.name);
  return begun;
}

async function fieldsOf(request: Request): Promise<unknown> {
  const text = await request.text();
  return request.headers.get('content-type')?.startsWith('application/json') === true
    ? JSON.parse(text)
    : Object.fromEntries(new URLSearchParams(text));
}

describe.each(hosts)('[X20] sign-in at $name', (host) => {
  it('asks with a state and a challenge of its own each time, and gives nobody the verifier', async () => {
    const first = await begin(host);
    const second = await begin(host);
    expect(first.pending.state).not.toBe(second.pending.state);
    expect(first.pending.verifier).not.toBe(second.pending.verifier);
    expect(first.pending.verifier).toMatch(/^[\w-]{43}$/);
    const url = new URL(first.address);
    expect(url.origin + url.pathname).toBe(host.authorize);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'the-id',
      redirect_uri: redirect,
      response_type: 'code',
      state: first.pending.state,
      ...(host.scope === null ? {} : { scope: host.scope }),
      code_challenge: createHash('sha256').update(first.pending.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(first.address).not.toContain(first.pending.verifier);
  });

  it('gives the verifier with the code, without cookies, and gets a token that git takes', async () => {
    const { pending } = await begin(host);
    const sent: unknown[] = [];
    server.use(
      http.post(host.token, async ({ request }) => {
        expect(request.credentials).toBe('omit');
        sent.push(await fieldsOf(request));
        return HttpResponse.json(good);
      }),
    );
    const came = `${redirect}?code=abc&state=${pending.state}`;
    expect(await mustFlow(host.repository).finish(came, pending)).toEqual({
      kind: 'granted',
      granted: {
        credentials: { username: host.username, password: 'tok' },
        grant: { expires: 7_201_000, refresh: 'r1' },
      },
    });
    const fields = { code: 'abc', redirect_uri: redirect, code_verifier: pending.verifier };
    expect(sent).toEqual([
      'client' in host
        ? { ...fields, state: pending.state }
        : { ...fields, client_id: 'the-id', grant_type: 'authorization_code' },
    ]);
  });

  it('[K6] gets the next token, and keeps what gets one where the host sends no other', async () => {
    register(host);
    const sent: unknown[] = [];
    let next: JsonBodyType = { ...good, access_token: 'tok2', refresh_token: 'r2' };
    server.use(
      http.post('refresh' in host ? host.refresh : host.token, async ({ request }) => {
        sent.push(await fieldsOf(request));
        return HttpResponse.json(next);
      }),
    );
    const flow = mustFlow(host.repository);
    expect(await flow.renew('r1')).toEqual({
      credentials: { username: host.username, password: 'tok2' },
      grant: { expires: 7_201_000, refresh: 'r2' },
    });
    next = { access_token: 'tok3', token_type: 'bearer' };
    expect(await flow.renew('r1')).toMatchObject({ grant: { expires: null, refresh: 'r1' } });
    expect(sent[0]).toEqual(
      'client' in host
        ? { refresh_token: 'r1' }
        : { client_id: 'the-id', grant_type: 'refresh_token', refresh_token: 'r1' },
    );
  });

  it.each([
    [{ error: 'invalid_grant' }, 400, { kind: 'refused', reason: 'invalid_grant' }],
    [{ error: 'bad_verification_code' }, 200, { kind: 'refused', reason: 'bad_verification_code' }],
    [{}, 401, { kind: 'refused', reason: '401' }],
    [{}, 429, { kind: 'failed', error: { code: 'rate-limited' } }],
    [{}, 502, { kind: 'failed', error: { code: 'server-error' } }],
    [good, 201, { kind: 'failed', error: { code: 'corrupt' } }],
    [{ ...good, access_token: 'a\nb' }, 200, { kind: 'failed', error: { code: 'corrupt' } }],
    [{ ...good, token_type: 'mac' }, 200, { kind: 'failed', error: { code: 'corrupt' } }],
    [{ ...good, refresh_token: 'a b' }, 200, { kind: 'failed', error: { code: 'corrupt' } }],
  ] as const)('takes nothing but a token: %j with %i', async (body, status, outcome) => {
    const { pending } = await begin(host);
    server.use(http.post(host.token, () => HttpResponse.json(body, { status })));
    const came = `${redirect}?code=abc&state=${pending.state}`;
    expect(await mustFlow(host.repository).finish(came, pending)).toMatchObject(outcome);
  });

  it('follows no redirect, and a network that is away is no refusal', async () => {
    const { pending } = await begin(host);
    const came = `${redirect}?code=abc&state=${pending.state}`;
    server.use(http.post(host.token, () => HttpResponse.redirect('https://evil.test/', 307)));
    expect(await mustFlow(host.repository).finish(came, pending)).toMatchObject({ kind: 'failed' });
    server.use(http.post(host.token, () => HttpResponse.error()));
    expect(await mustFlow(host.repository).finish(came, pending)).toMatchObject({
      kind: 'failed',
      error: { code: 'offline' },
    });
  });
});

describe('[X21] the address that a person comes back by', () => {
  const pending = {
    state: 'the-state',
    verifier: 'v'.repeat(43),
    clientId: 'the-id',
    redirect,
    origin: 'https://gitlab.com',
  };
  const finish = (address: string, given: PendingSignIn | null = pending) =>
    mustFlow('https://gitlab.com/ada/site').finish(address, given);

  it('says that they said no, or what the host has against it', async () => {
    expect(await finish(`${redirect}?error=access_denied&state=the-state`)).toEqual({ kind: 'said-no' });
    expect(await finish(`${redirect}?error=invalid_scope&error_description=x&state=the-state`)).toEqual({
      kind: 'refused',
      reason: 'invalid_scope',
    });
  });

  it('answers nothing where nobody waits', async () => {
    expect(await finish(`${redirect}?code=abc&state=the-state`, null)).toEqual({ kind: 'lost' });
  });

  it.each([
    '?code=abc',
    '?code=abc&state=other',
    '?code=abc&state=',
    '?code=abc&state=the-state&state=the-state',
    '?code=abc&state=the-state&state=other',
    '?code=abc&code=def&state=the-state',
    '?code=abc&error=access_denied&state=the-state',
    '?error=access_denied&error=x&state=the-state',
    '?error=access_denied&state=other',
    '?code=a%0Ab&state=the-state',
    `?code=${'a'.repeat(3000)}&state=the-state`,
    '?code=abc&state=the-state&iss=https://evil.test',
    '?code=abc&state=the-state&iss=x',
    '?state=the-state',
    'elsewhere?code=abc&state=the-state',
  ])('is not used, and the host not asked, with %s', async (rest) => {
    expect(await finish(`${redirect}${rest}`)).toEqual({ kind: 'foreign' });
  });

  it('is not used for a sign-in that was begun at another host', async () => {
    const address = `${redirect}?code=abc&state=the-state`;
    expect(await finish(address, { ...pending, origin: 'https://evil.test' })).toEqual({ kind: 'foreign' });
  });
});

describe('[X20] sign-in by a code is not offered', () => {
  it('where the page or the gateway is not registered', async () => {
    expect(flowFor('https://gitlab.com/ada/site', { clientId: undefined })).toBeUndefined();
    expect(flowFor('https://github.com/ada/site', { gateway: undefined })).toBeUndefined();
    expect(flowFor('https://github.example.com/ada/site')).toBeUndefined();
    server.use(http.get(`${gateway}/oauth/github/client`, () => new HttpResponse('no', { status: 404 })));
    expect(await mustFlow('https://github.com/ada/site').begin(redirect)).toBeNull();
    server.use(http.get(`${gateway}/oauth/github/client`, () => HttpResponse.error()));
    expect(await mustFlow('https://github.com/ada/site').begin(redirect)).toBeNull();
  });

  it.each(['https://evil.test/authorize', 'https://github.com/login?x=1', 'javascript:alert(1)', 'x'])(
    'where the gateway sends people to %s',
    async (address) => {
      server.use(
        http.get(`${gateway}/oauth/github/client`, () => HttpResponse.json({ client_id: 'x', authorize_url: address })),
      );
      expect(await mustFlow('https://github.com/ada/site').begin(redirect)).toBeNull();
    },
  );
});

it('[X20] the site may say what tokens shall be able to do', async () => {
  const begun = await flowFor('https://gitlab.com/ada/site', { scope: 'api' })?.begin(redirect);
  expect(new URL(begun?.address ?? '').searchParams.get('scope')).toBe('api');
});

describe('[K7] a token is ended', () => {
  /** What was asked, by address, while a token of the host at `repository` was to be ended. */
  async function revoke(repository: string): Promise<readonly (readonly [string, string])[]> {
    const asked: (readonly [string, string])[] = [];
    server.use(
      http.all('*', async ({ request }) => {
        asked.push([request.url, await request.text()]);
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await mustFlow(repository).revoke('tok');
    return asked;
  }

  it('at GitLab by the page, and at GitHub by the gateway', async () => {
    expect(await revoke('https://gitlab.com/ada/site')).toEqual([
      ['https://gitlab.com/oauth/revoke', 'client_id=the-id&token=tok&token_type_hint=access_token'],
    ]);
    expect(await revoke('https://github.com/ada/site')).toEqual([
      [`${gateway}/oauth/github/revoke`, '{"access_token":"tok"}'],
    ]);
  });

  it.each(['https://codeberg.org/ada/site', 'https://bitbucket.org/ada/site'])(
    'by itself at %s, which has no way to',
    async (repository) => {
      expect(await revoke(repository)).toEqual([]);
    },
  );
});
