import { describe, expect, test } from 'vitest';
import type { OutgoingRequest } from './connect.ts';
import { createGateway } from './create-gateway.ts';
import { parseGatewaySettings } from './gateway-settings.ts';

const origin = 'https://cms.test';
const verifier = 'v'.repeat(43);
const oauth = {
  github: { id: 'the-id', secret: 'the-secret' },
  bitbucket: { id: 'bit-id', secret: 'bit-secret' },
};

/** A gateway before providers that answer `said`, with what they were sent. */
function open(said: unknown, clients: Parameters<typeof createGateway>[0]['oauth'] = oauth) {
  const sent: {
    readonly url: string;
    readonly method: string;
    readonly text: string;
    readonly form: Readonly<Record<string, string>>;
    readonly headers: Headers;
  }[] = [];
  const gateway = createGateway({
    rules: parseGatewaySettings({ origins: [origin], hosts: ['github.com'] }),
    oauth: clients,
    async connect({ url, method, headers, body }: OutgoingRequest) {
      const text = await new Response(body).text();
      sent.push({ url: url.href, method, headers, text, form: Object.fromEntries(new URLSearchParams(text)) });
      if (typeof said === 'number') return new Response(said === 204 ? null : 'the-secret', { status: said });
      return typeof said === 'string' ? new Response(said) : Response.json(said);
    },
  });
  const post = async (step: string, input: unknown, headers: Readonly<Record<string, string>> = { origin }) => {
    const response = await gateway(
      new Request(`https://gateway.test/oauth/${step}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof input === 'string' ? input : JSON.stringify(input),
      }),
    );
    const body = await response.text();
    return {
      status: response.status,
      body,
      json: response.headers.get('content-type') === 'application/json' ? JSON.parse(body) : undefined,
    };
  };
  return { gateway, post, sent };
}

const code = { code: 'abc', redirect_uri: `${origin}/signed-in`, code_verifier: verifier, state: 'xyz' };
const token = { access_token: 'gho_1', token_type: 'bearer', scope: 'repo' };

describe('[W9] the exchange of sign-in codes', () => {
  test('gives a token for the code of the web flow, with PKCE and the secret of the server', async () => {
    const { post, sent } = open({ ...token, other: 'x' });
    expect(await post('github/token', code)).toMatchObject({ status: 200, json: token });
    expect(sent[0]?.url).toBe('https://github.com/login/oauth/access_token');
    expect(sent[0]?.form).toEqual({
      ...code,
      grant_type: 'authorization_code',
      client_id: 'the-id',
      client_secret: 'the-secret',
    });
    expect(sent[0]?.headers.get('accept')).toBe('application/json');
  });

  test('goes through the device flow without the secret, and passes on that it has to wait', async () => {
    const device = {
      device_code: 'd',
      user_code: 'WDJB-MJHT',
      verification_uri: 'https://github.com/login/device',
      expires_in: 900,
      interval: 5,
    };
    const first = open(device);
    expect(await first.post('github/device', { scope: 'repo' })).toMatchObject({ status: 200, json: device });
    expect(first.sent[0]).toMatchObject({
      url: 'https://github.com/login/device/code',
      form: { scope: 'repo', client_id: 'the-id' },
    });
    const second = open({ error: 'authorization_pending', error_description: 'wait', interval: 10 });
    const waiting = await second.post('github/device-token', { device_code: 'd' });
    expect(waiting).toMatchObject({ status: 400, json: { error: 'authorization_pending', interval: 10 } });
    expect(second.sent[0]?.form).toEqual({
      device_code: 'd',
      client_id: 'the-id',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    });
  });

  test('renews a token', async () => {
    const { post, sent } = open({ ...token, refresh_token: 'r2', expires_in: 28_800 });
    expect((await post('github/refresh', { refresh_token: 'r1' })).json).toMatchObject({ refresh_token: 'r2' });
    expect(sent[0]?.form).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'r1',
      client_secret: 'the-secret',
    });
  });

  test('shows Bitbucket the secret as it wants it', async () => {
    const { post, sent } = open(token);
    expect((await post('bitbucket/token', code)).status).toBe(200);
    expect(sent[0]?.url).toBe('https://bitbucket.org/site/oauth2/access_token');
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('bit-id:bit-secret')}`);
    expect(sent[0]?.form).not.toHaveProperty('client_secret');
  });

  test.each([204, 404, 422])('ends a token of its own at GitHub, whether that knows it or not (%i)', async (said) => {
    const { post, sent } = open(said);
    expect(await post('github/revoke', { access_token: 'gho_1' })).toMatchObject({ status: 204, body: '' });
    expect(sent).toMatchObject([
      {
        url: 'https://api.github.com/applications/the-id/token',
        method: 'DELETE',
        text: '{"access_token":"gho_1"}',
      },
    ]);
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('the-id:the-secret')}`);
  });

  test.each([200, 302, 401, 500])('says nothing of what GitHub answers else (%i)', async (said) => {
    const { post } = open(said);
    const { status, body } = await post('github/revoke', { access_token: 'gho_1' });
    expect([status, body.trim()]).toEqual([502, 'api.github.com did not answer as expected.']);
  });

  test('tells a page the id, never the secret', async () => {
    const { gateway, sent } = open(token);
    const response = await gateway(new Request('https://gateway.test/oauth/github/client', { headers: { origin } }));
    expect(await response.json()).toEqual({
      client_id: 'the-id',
      authorize_url: 'https://github.com/login/oauth/authorize',
    });
    expect(sent).toEqual([]);
  });

  test.each([
    ['another page', 'github/token', code, { origin: 'https://evil.test' }, 403],
    ['no page', 'github/token', code, {}, 403],
    ['a code for another page', 'github/token', { ...code, redirect_uri: 'https://evil.test/' }, { origin }, 400],
    ['a code for a name alike', 'github/token', { ...code, redirect_uri: `${origin}.evil.test/` }, { origin }, 400],
    ['a code for another port', 'github/token', { ...code, redirect_uri: `${origin}:8443/` }, { origin }, 400],
    ['a code for a page without https', 'github/token', { ...code, redirect_uri: 'http://cms.test/' }, { origin }, 400],
    [
      'a code for a name before an @',
      'bitbucket/token',
      { ...code, redirect_uri: `${origin}@evil.test/` },
      { origin },
      400,
    ],
    ['a code with a name', 'github/token', { ...code, redirect_uri: 'https://x@cms.test/' }, { origin }, 400],
    ['a code with a part', 'github/token', { ...code, redirect_uri: `${origin}/#x` }, { origin }, 400],
    ['a code for no page', 'github/token', { ...code, redirect_uri: 'javascript:alert(1)' }, { origin }, 400],
    ['backslashes', 'github/token', { ...code, redirect_uri: 'https:\\\\cms.test/' }, { origin }, 400],
    ['a way back up', 'github/token', { ...code, redirect_uri: `${origin}/a/../b` }, { origin }, 400],
    ['spaces around', 'github/token', { ...code, redirect_uri: ` ${origin}/` }, { origin }, 400],
    [
      'two places to send it to',
      'github/token',
      { ...code, redirect_uri: [origin, 'https://evil.test/'] },
      { origin },
      400,
    ],
    ['a secret of its own', 'github/refresh', { refresh_token: 'r1', client_secret: 'x' }, { origin }, 400],
    ['another grant', 'github/refresh', { refresh_token: 'r1', grant_type: 'password' }, { origin }, 400],
    ['a code for Bitbucket without a verifier', 'bitbucket/token', { ...code, code_verifier: '' }, { origin }, 400],
    ['what renews in place of a code', 'bitbucket/token', { refresh_token: 'r1' }, { origin }, 400],
    ['another page that renews', 'bitbucket/refresh', { refresh_token: 'r1' }, { origin: 'https://evil.test' }, 403],
    ['the host itself as a page', 'github/token', code, { origin: 'https://github.com' }, 403],
    ['a provider alike', 'github.com/token', code, { origin }, 404],
    ['a provider of every object', '__proto__/token', code, { origin }, 404],
    ['a code without a verifier', 'github/token', { ...code, code_verifier: undefined }, { origin }, 400],
    ['a verifier that is none', 'github/token', { ...code, code_verifier: 'x&client_id=y' }, { origin }, 400],
    ['a client of its own', 'github/token', { ...code, client_id: 'other' }, { origin }, 400],
    ['an address of its own', 'github/token', { ...code, url: 'https://evil.test' }, { origin }, 400],
    ['a list in place of a word', 'github/token', { ...code, code: ['a'] }, { origin }, 400],
    ['no JSON', 'github/token', 'code=abc', { origin }, 400],
    ['a very long one', 'github/token', { ...code, code: 'x'.repeat(20_000) }, { origin }, 400],
    ['a form', 'github/token', code, { origin, 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['an unknown step', 'github/grant', code, { origin }, 404],
    ['what is no token to end', 'github/revoke', code, { origin }, 400],
    ['a token to end that leads elsewhere', 'github/revoke', { access_token: '../../user' }, { origin }, 400],
    ['a token to end with more JSON', 'github/revoke', { access_token: 'x","y":"z' }, { origin }, 400],
    ['a token to end of no length', 'github/revoke', { access_token: '' }, { origin }, 400],
    ['a token to end without an end', 'github/revoke', { access_token: 'x'.repeat(1025) }, { origin }, 400],
    ['several tokens to end', 'github/revoke', { access_token: ['gho_1', 'gho_2'] }, { origin }, 400],
    ['a token to end of another client', 'github/revoke', { access_token: 'x', client_id: 'y' }, { origin }, 400],
    ['the whole grant of a person', 'github/revoke/grant', { access_token: 'gho_1' }, { origin }, 404],
    ['another page that ends one', 'github/revoke', { access_token: 'gho_1' }, { origin: 'https://evil.test' }, 403],
    ['no page that ends one', 'github/revoke', { access_token: 'gho_1' }, {}, 403],
    ['a token to end by a form', 'github/revoke', 'x', { origin, 'content-type': 'text/plain' }, 415],
    ['a token to end of one that has no way', 'bitbucket/revoke', { access_token: 'x' }, { origin }, 404],
    ['an unknown provider', 'evil.test/token', code, { origin }, 404],
    ['a way out', 'github/../evil/token', code, { origin }, 404],
    ['the device flow of one that has none', 'bitbucket/device', {}, { origin }, 404],
  ] as const)('refuses %s, and asks nobody', async (_, step, input, headers, status) => {
    const { post, sent } = open(token);
    expect((await post(step, input, headers)).status).toBe(status);
    expect(sent).toEqual([]);
  });

  test('passes no redirect on, and follows none', async () => {
    const asked: string[] = [];
    const gateway = createGateway({
      rules: parseGatewaySettings({ origins: [origin], hosts: ['github.com'] }),
      oauth,
      async connect({ url }) {
        asked.push(url.href);
        return new Response('{}', { status: 302, headers: { location: 'https://evil.test/' } });
      },
    });
    const response = await gateway(
      new Request('https://gateway.test/oauth/github/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify(code),
      }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([502, null]);
    expect(asked).toEqual(['https://github.com/login/oauth/access_token']);
  });

  test('is not there where the server has no registration', async () => {
    const { post, sent } = open(token, {});
    expect((await post('github/token', code)).status).toBe(404);
    expect(sent).toEqual([]);
  });

  test.each(['<html>the-secret</html>', '', '{}', '[]', { access_token: 1 }])(
    'passes on nothing that is no answer: %j',
    async (said) => {
      const { post } = open(said);
      const { status, body } = await post('github/token', code);
      expect(status).toBe(502);
      expect(body).not.toContain('the-secret');
    },
  );
});
