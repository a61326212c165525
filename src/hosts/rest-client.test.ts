import { GalleyError } from '#base';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRestClient } from './rest-client.ts';

const api = 'https://host.test/api/v1';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const client = createRestClient({ api, authorization: 'Bearer canary', timeout: 2000 });
const item = v.object({ id: v.number() });

function answer(status: number, headers: Record<string, string> = {}, body: JsonBodyType = { message: 'no' }) {
  server.use(http.get(`${api}/thing`, () => HttpResponse.json(body, { status, headers })));
  return client.get('/thing', item);
}

describe('[X4] an answer', () => {
  it.each([
    [401, 'sign-in-needed'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [410, 'not-found'],
    [422, 'invalid-input'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('of status %d is the failure %s', async (status, code) => {
    await expect(answer(status)).rejects.toMatchObject({ code, data: { status } });
  });

  it('that is not JSON, or of another shape, is not used', async () => {
    await expect(answer(200, {}, { id: '1' })).rejects.toMatchObject({ code: 'corrupt' });
    await expect(answer(200, {}, [])).rejects.toMatchObject({ code: 'corrupt' });
    server.use(http.get(`${api}/thing`, () => new HttpResponse('<html>')));
    await expect(client.get('/thing', item)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('that is too large is not read to its end', async () => {
    let megabytes = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        megabytes += 1;
        controller.enqueue(new Uint8Array(1 << 20).fill(0x20));
      },
    });
    server.use(http.get(`${api}/thing`, () => new HttpResponse(body)));
    await expect(client.get('/thing', item)).rejects.toMatchObject({ code: 'too-large' });
    expect(megabytes).toBeLessThan(10);
  });

  it('that does not come is given up, and one that is not wanted any more is cancelled', async () => {
    const hang = () => new Promise<never>(() => undefined);
    server.use(http.get(`${api}/thing`, hang));
    const quick = createRestClient({ api, authorization: undefined, timeout: 20 });
    await expect(quick.get('/thing', item)).rejects.toMatchObject({ code: 'offline' });
    const stop = new AbortController();
    const asked = client.get('/thing', item, stop.signal);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    server.use(http.get(`${api}/thing`, () => HttpResponse.error()));
    await expect(client.get('/thing', item)).rejects.toMatchObject({ code: 'offline' });
  });

  it("keeps the host's words out of what people see, and makes them visible for the log", async () => {
    const said = { message: `\u202e<img src=x>\u0000${'x'.repeat(9000)}` };
    const error: unknown = await answer(403, {}, said).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'not-allowed', data: { status: 403 } });
    expect(String(error)).toMatch(/403 ⟨U\+202E⟩<img src=x>␀x{10,200}…$/);
    expect(JSON.stringify(error)).not.toContain('canary');
  });
});

describe('[X5] a host that asks to wait', () => {
  const inAMinute = () => String(Math.floor(Date.now() / 1000) + 60);
  it.each([
    ['429 with seconds', 429, () => ({ 'retry-after': '30' }), 30],
    ['403 with seconds', 403, () => ({ 'retry-after': '7' }), 7],
    ['a date', 429, () => ({ 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }), 3600],
    ['GitHub’s end of the hour', 403, () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAMinute() }), 60],
    ['GitLab’s end of the minute', 429, () => ({ 'ratelimit-remaining': '0', 'ratelimit-reset': inAMinute() }), 60],
    ['a year', 429, () => ({ 'retry-after': '31536000' }), 86_400],
    ['the past', 429, () => ({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }), 1],
  ])('by %s is waited for', async (_, status, headersOf, seconds) => {
    const error: unknown = await answer(status, headersOf()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'rate-limited' });
    const { retryAfter } = GalleyError.from(error).data;
    expect(Math.abs(Number(retryAfter) - seconds)).toBeLessThanOrEqual(5);
  });

  it('without saying how long says nothing of it', async () => {
    await expect(answer(429, { 'retry-after': 'soon' })).rejects.toMatchObject({
      code: 'rate-limited',
      data: { status: 429 },
    });
  });
});

describe('[X6] a list', () => {
  const ids = (from: number) => [{ id: from }, { id: from + 1 }];
  const pageOf = (request: Request) => Number(new URL(request.url).searchParams.get('page') ?? '1');

  it.each([
    [
      'the header Link',
      (page: number) => ({
        link: `<${api}/list?page=9>; rel="last", <${api}/list?page=${page + 1}>; rel="next"`,
      }),
    ],
    ['a relative Link', (page: number) => ({ link: `</api/v1/list?page=${page + 1}>; rel=next` })],
    ['the header x-next-page', (page: number) => ({ 'x-next-page': String(page + 1) })],
  ])('goes on by %s', async (_, headersOf) => {
    server.use(
      http.get(`${api}/list`, ({ request }) => {
        const page = pageOf(request);
        return HttpResponse.json(ids(page * 2), { headers: page < 3 ? headersOf(page) : {} });
      }),
    );
    expect((await client.list('/list', item)).map(({ id }) => id)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('goes on by the next address in the answer', async () => {
    server.use(
      http.get(`${api}/list`, ({ request }) => {
        const page = pageOf(request);
        return HttpResponse.json({ values: ids(page * 2), ...(page < 2 && { next: `${api}/list?page=2` }) });
      }),
    );
    expect((await client.list('/list', item)).length).toBe(4);
  });

  it('without end is left after 20 pages', async () => {
    let asked = 0;
    server.use(
      http.get(`${api}/list`, () => {
        asked += 1;
        return HttpResponse.json(ids(1), { headers: { 'x-next-page': '2' } });
      }),
    );
    expect((await client.list('/list', item)).length).toBe(40);
    expect(asked).toBe(20);
  });

  it.each([
    'https://evil.test/api/v1/list?page=2',
    'https://host.test/elsewhere',
    'https://host.test/api/v1/../v2/list',
    'https://ann@host.test/api/v1/list',
    'http://host.test/api/v1/list',
    '//evil.test/api/v1/list',
    'https://host.test:1/api/v1/list',
  ])('[X3] does not go on to %s', async (next) => {
    server.use(http.get(`${api}/list`, () => HttpResponse.json([], { headers: { link: `<${next}>; rel="next"` } })));
    await expect(client.list('/list', item)).rejects.toMatchObject({ code: 'corrupt' });
    server.use(http.get(`${api}/list`, () => HttpResponse.json({ values: [], next })));
    await expect(client.list('/list', item)).rejects.toThrow(/next page|top/);
  });
});

describe('[X3] credentials', () => {
  it('do not follow a redirect', async () => {
    const seen: string[] = [];
    server.use(
      http.get(`${api}/thing`, () => HttpResponse.redirect('https://evil.test/thing', 302)),
      http.get('https://evil.test/thing', ({ request }) => {
        seen.push(request.headers.get('authorization') ?? '');
        return HttpResponse.json({ id: 1 });
      }),
    );
    await expect(client.get('/thing', item)).rejects.toMatchObject({ code: 'not-found' });
    expect(seen).toEqual([]);
  });
});
