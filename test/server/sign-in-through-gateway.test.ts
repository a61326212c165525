import { hostOf, openCodeFlow } from '#hosts';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEdgeGateway } from '#server';

const page = 'https://cms.test';
const redirect = `${page}/sub/`;
const gateway = createEdgeGateway(
  { origins: [page], hosts: ['github.com', 'bitbucket.org'] },
  { github: { id: 'git-id', secret: 'git-secret' }, bitbucket: { id: 'bit-id', secret: 'bit-secret' } },
);

const server = setupServer(
  // The browser says where the page is.
  http.all('https://gateway.test/*', async ({ request }) => {
    const headers = new Headers(request.headers);
    headers.set('origin', page);
    const body = request.method === 'POST' ? await request.text() : null;
    return gateway(new Request(request.url, { method: request.method, headers, body }));
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe.each([
  [
    'https://github.com/ada/site',
    'https://github.com/login/oauth/authorize',
    'https://github.com/login/oauth/access_token',
  ],
  [
    'https://bitbucket.org/ada/site',
    'https://bitbucket.org/site/oauth2/authorize',
    'https://bitbucket.org/site/oauth2/access_token',
  ],
])('[X20] [W9] sign-in for %s', (repository, authorize, token) => {
  const openFlow = async () => {
    const place = hostOf(repository);
    const clock = { now: () => 0 };
    const flow =
      place === undefined ? undefined : await openCodeFlow({ place, gateway: 'https://gateway.test', clock });
    if (flow === undefined) throw new TypeError(repository);
    return flow;
  };

  test('goes from the page through the gateway, which alone has the secret', async () => {
    const sent: string[] = [];
    server.use(
      http.post(token, async ({ request }) => {
        sent.push(`${request.headers.get('authorization') ?? ''} ${await request.text()}`);
        const answer = { access_token: 'tok', token_type: 'bearer', expires_in: 60, refresh_token: 'r2', scope: 'x' };
        return HttpResponse.json(answer);
      }),
    );
    const flow = await openFlow();
    const begun = await flow.begin(redirect);
    if (begun === null) throw new TypeError('Not offered');
    expect(begun.address.startsWith(`${authorize}?`)).toBe(true);
    const outcome = await flow.finish(`${redirect}?code=abc&state=${begun.pending.state}`, begun.pending);
    expect(outcome).toMatchObject({
      kind: 'granted',
      granted: { credentials: { password: 'tok' }, grant: { expires: 60_000, refresh: 'r2' } },
    });
    expect(await flow.renew('r2')).toMatchObject({ credentials: { password: 'tok' } });
    expect(sent[0]).toContain(`code_verifier=${begun.pending.verifier}`);
    expect(sent[1]).toContain('grant_type=refresh_token');
    const secret = repository.includes('github') ? 'client_secret=git-secret' : `Basic ${btoa('bit-id:bit-secret')}`;
    expect(sent.every((text) => text.includes(secret))).toBe(true);
    expect(JSON.stringify([begun, outcome])).not.toContain('secret');
  });

  test('tells a refusal of the host from a host that is down', async () => {
    const flow = await openFlow();
    const begun = await flow.begin(redirect);
    const came = `${redirect}?code=abc&state=${begun?.pending.state ?? ''}`;
    server.use(http.post(token, () => HttpResponse.json({ error: 'bad_verification_code' })));
    expect(await flow.finish(came, begun?.pending ?? null)).toEqual({
      kind: 'refused',
      reason: 'bad_verification_code',
    });
    await expect(flow.renew('r1')).rejects.toMatchObject({ code: 'not-allowed' });
    server.use(http.post(token, () => new HttpResponse('<html>', { status: 503 })));
    expect(await flow.finish(came, begun?.pending ?? null)).toMatchObject({
      kind: 'failed',
      error: { code: 'server-error' },
    });
    await expect(flow.renew('r1')).rejects.toMatchObject({ code: 'server-error' });
  });
});
