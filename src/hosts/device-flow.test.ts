import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDeviceFlow } from './device-flow.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const gateway = 'https://gw.test/sub';
const code = {
  device_code: 'dev',
  user_code: 'ABCD-1234',
  verification_uri: 'https://github.com/login/device',
  expires_in: 900,
  interval: 5,
};

/** A flow whose time passes at once, with the seconds that it waited. */
function open() {
  const waits: number[] = [];
  let now = 1_000_000;
  const flow = createDeviceFlow({
    gateway,
    origin: 'https://github.com',
    clock: {
      now: () => now,
      schedule(callback, delay) {
        waits.push(delay / 1000);
        let isOff = false;
        queueMicrotask(() => {
          now += delay;
          if (!isOff) callback();
        });
        return () => {
          isOff = true;
        };
      },
    },
  });
  return { flow, waits };
}

function offer(answer: object, status = 200) {
  const sent: unknown[] = [];
  server.use(
    http.post(`${gateway}/oauth/github/device`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...code, ...answer }, { status });
    }),
  );
  return sent;
}

/** Answers of the gateway to one question after the other; undefined is a network that is away. */
function say(answers: readonly (object | undefined)[]) {
  const left = [...answers];
  server.use(
    http.post(`${gateway}/oauth/github/device-token`, async ({ request }) => {
      expect(await request.json()).toEqual({ device_code: 'dev' });
      const answer = left.shift();
      if (answer === undefined) return HttpResponse.error();
      return HttpResponse.json(answer, { status: 'error' in answer ? 400 : 200 });
    }),
  );
}

const never = new AbortController().signal;

describe('[X14] sign-in by a code', () => {
  it('is offered by a gateway that is registered', async () => {
    const { flow } = open();
    server.use(http.get(`${gateway}/oauth/github/client`, () => HttpResponse.json({ client_id: 'id' })));
    expect(await flow.isOffered()).toBe(true);
    server.use(http.get(`${gateway}/oauth/github/client`, () => new HttpResponse('no', { status: 404 })));
    expect(await flow.isOffered()).toBe(false);
    server.use(http.get(`${gateway}/oauth/github/client`, () => HttpResponse.error()));
    expect(await flow.isOffered()).toBe(false);
  });

  it('asks at the pace of the host until there is a token', async () => {
    const { flow, waits } = open();
    const sent = offer({});
    say([
      { error: 'authorization_pending' },
      { error: 'slow_down', interval: 12 },
      { error: 'slow_down' },
      undefined,
      { access_token: 'gho_1', token_type: 'bearer' },
    ]);
    const given = await flow.start();
    expect(given).toEqual({
      userCode: 'ABCD-1234',
      address: 'https://github.com/login/device',
      deviceCode: 'dev',
      interval: 5,
      expires: 1_900_000,
    });
    expect(await flow.wait(given, never)).toEqual({ kind: 'token', token: 'gho_1' });
    expect(sent).toEqual([{ scope: 'repo' }]);
    expect(waits).toEqual([5, 5, 12, 17, 34]);
  });

  it.each([
    [{ error: 'access_denied' }, 'refused'],
    [{ error: 'expired_token' }, 'ended'],
  ])('ends with %o', async (answer, kind) => {
    const { flow } = open();
    offer({});
    say([answer]);
    expect(await flow.wait(await flow.start(), never)).toEqual({ kind });
  });

  it('ends when the code does, and never asks faster than every 5 seconds', async () => {
    const { flow, waits } = open();
    offer({ expires_in: 12, interval: 0 });
    say([{ error: 'authorization_pending' }, { error: 'authorization_pending' }]);
    expect(await flow.wait(await flow.start(), never)).toEqual({ kind: 'ended' });
    expect(waits).toEqual([5, 5, 5]);
  });

  it('stops when it is not wanted any more', async () => {
    const { flow } = open();
    offer({});
    const given = await flow.start();
    const stop = new AbortController();
    const waiting = flow.wait(given, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(flow.wait(given, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    { verification_uri: 'https://evil.test/login/device' },
    { verification_uri: 'javascript:alert(1)' },
    { verification_uri: 'https://github.com.evil.test/' },
    { user_code: '<b>1</b>' },
    { user_code: 7 },
  ])('does not show a code that says %o', async (change) => {
    const { flow } = open();
    offer(change);
    await expect(flow.start()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('takes no token that could not stand in a header, and no word that it does not know', async () => {
    const { flow } = open();
    offer({});
    const given = await flow.start();
    say([{ access_token: 'a\r\nb' }]);
    await expect(flow.wait(given, never)).rejects.toMatchObject({ code: 'corrupt' });
    say([{ error: 'incorrect_client_credentials' }]);
    await expect(flow.wait(given, never)).rejects.toMatchObject({ code: 'server-error' });
  });
});
