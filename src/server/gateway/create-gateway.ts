import { textResponse } from '../fetch-handler.ts';
import { headersForHost, headersForPage, redirectOf } from '../relay-headers.ts';
import type { Connect, OutgoingRequest } from './connect.ts';
import { failure, startExchange } from './exchange.ts';
import { findAllowedHost } from './gateway-hosts.ts';
import { parseRelayedRequest, type RelayedRequest } from './gateway-request.ts';
import type { GatewayRules } from './gateway-settings.ts';
import { limitedBody } from './limited-body.ts';
import { guarded, originOf, preflight } from './page-access.ts';
import { RequestRate } from './request-rate.ts';
import {
  buildExchange,
  describeClient,
  parseExchangeStep,
  readExchangeAnswer,
  type ExchangeStep,
  type OauthClients,
  type TokenProvider,
} from './token-exchange.ts';

export interface GatewayParts {
  readonly rules: GatewayRules;
  readonly connect: Connect;
  readonly oauth?: OauthClients;
  readonly now?: () => number;
}

/** Answers a request; `client` is who asks, where what stands before it does not say so in a header. */
export type Gateway = (request: Request, client?: string) => Promise<Response>;

const largestBatch = 1024 * 1024;
const largestExchange = 16 * 1024;

/**
 * A handler that lets pages of the allowed origins reach the allowed git hosts: the three git requests, LFS batches and the exchange of
 * sign-in codes, and nothing else. It remembers nothing but counts of requests, and writes nothing down.
 */
export function createGateway({ rules, connect, oauth = {}, now = Date.now }: GatewayParts): Gateway {
  const { basePath, limits } = rules;
  const rate = new RequestRate(limits.requestsPerMinute, now);
  let running = 0;

  const answer = async (request: Request, client: string): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const isPreflight = request.method === 'OPTIONS';
    const rest = pathname.slice(basePath.length);
    const exchange = rest.startsWith('/oauth/') && search === '' ? parseExchangeStep(rest.slice(7)) : undefined;
    const asked = rest.startsWith('/git/') ? parseRelayedRequest(rest.slice(5), search) : undefined;
    if (!pathname.startsWith(`${basePath}/`) || (exchange === undefined && asked === undefined)) {
      return textResponse(404, 'This is no request that the gateway relays.');
    }
    const method = asked?.method ?? (exchange?.step === 'client' ? 'GET' : 'POST');
    if (isPreflight) return preflight(method);
    if (request.method !== method) return textResponse(405, `Only ${method} is answered here.`);
    const wait = rate.take(client);
    if (wait > 0) {
      const refusal = textResponse(429, 'Too many requests came from your address.');
      refusal.headers.set('retry-after', String(wait));
      return refusal;
    }
    return exchange === undefined ? relay(request, asked) : exchangeToken(request, exchange);
  };

  const relay = async (request: Request, asked: RelayedRequest | undefined): Promise<Response> => {
    const allowed = asked && findAllowedHost(rules.hosts, asked);
    if (asked === undefined || allowed === undefined) {
      return textResponse(403, 'This gateway does not relay to that address. Its owner can add the host to its list.');
    }
    if (mediaTypeOf(request) !== asked.contentType)
      return textResponse(415, 'The body is not of the type of this request.');
    if (running >= limits.concurrent) return busy();
    const most = asked.kind === 'lfs-batch' ? largestBatch : limits.requestBytes;
    const declared = Number(request.headers.get('content-length') ?? 0);
    if (declared > most) return textResponse(413, 'The request is larger than the gateway relays.');
    const headers = headersForHost(request);
    if (declared > 0) headers.set('content-length', String(declared));
    running += 1;
    const exchange = startExchange(request, limits, () => {
      running -= 1;
    });
    const body = asked.contentType === undefined ? null : request.body;
    const onEnd = () => exchange.expectAnswer();
    if (body === null) onEnd();
    const outgoing: OutgoingRequest = {
      url: new URL(`${allowed.reach === 'loopback' ? 'http' : 'https'}://${allowed.host}${asked.target}`),
      method: asked.method,
      headers,
      body: body && limitedBody(body, { most, idle: limits.idleSeconds * 1000, onEnd }),
      signal: exchange.signal,
      reach: allowed.reach,
    };
    try {
      const response = await exchange.answered(connect(outgoing));
      return await pass(response, () => exchange.end());
    } catch (thrown) {
      exchange.end();
      return failure(thrown, { host: allowed.host, exchange });
    }
  };

  const pass = async (response: Response, onEnd: () => void): Promise<Response> => {
    const location = redirectOf(response);
    if (location !== undefined) {
      await response.body?.cancel();
      onEnd();
      return textResponse(502, `The host sends requests on to ${location.slice(0, 200)}, which was not followed.`);
    }
    const headers = headersForPage(response);
    // What a host says in HTML is for people who read it as text.
    if (!/^application\/(?:x-git-|vnd\.git-lfs\+json)/.test(headers.get('content-type') ?? '')) {
      headers.set('content-type', 'text/plain; charset=utf-8');
    }
    const { body, status } = response;
    if (body === null) onEnd();
    const limited = body && limitedBody(body, { most: limits.answerBytes, idle: limits.idleSeconds * 1000, onEnd });
    return new Response(limited, { status, headers });
  };

  const exchangeToken = async (
    request: Request,
    { provider, step }: { readonly provider: TokenProvider; readonly step: ExchangeStep | 'client' },
  ): Promise<Response> => {
    const client = oauth[provider];
    if (client === undefined) return textResponse(404, `Sign-in by ${provider} is not set up at this gateway.`);
    if (step === 'client') return Response.json(describeClient(provider, client));
    if (mediaTypeOf(request) !== 'application/json') return textResponse(415, 'The exchange takes JSON.');
    const input = await readSmall(request.body);
    const outgoing = buildExchange(parseJson(input ?? ''), { provider, step, client, origins: rules.origins });
    if (outgoing === undefined) return textResponse(400, 'That is not what this step of the exchange takes.');
    if (running >= limits.concurrent) return busy();
    running += 1;
    const exchange = startExchange(request, limits, () => {
      running -= 1;
    });
    try {
      const sent = connect({
        url: outgoing.url,
        method: outgoing.method,
        headers: new Headers({ ...outgoing.headers, 'user-agent': 'galley' }),
        body: new Blob([outgoing.body]).stream(),
        signal: exchange.signal,
        reach: 'public',
      });
      exchange.expectAnswer();
      const response = await exchange.answered(sent);
      if (step === 'revoke') return await revoked(response, outgoing.url.host);
      const known = readExchangeAnswer((await readSmall(response.body)) ?? '');
      if (known === undefined) return textResponse(502, `${outgoing.url.host} did not answer as expected.`);
      return Response.json(known, { status: 'error' in known ? 400 : 200 });
    } catch (thrown) {
      return failure(thrown, { host: outgoing.url.host, exchange });
    } finally {
      exchange.end();
    }
  };

  return async (request, connection = '') => {
    const { pathname } = new URL(request.url);
    if (pathname === `${basePath}/health` && request.method === 'GET')
      return guarded(textResponse(200, 'The gateway is well.'));
    const origin = originOf(request, rules.origins);
    if (origin === undefined) return guarded(textResponse(403, 'Pages of that origin may not use this gateway.'));
    const client = (rules.clientHeader && request.headers.get(rules.clientHeader)) ?? connection;
    return guarded(await answer(request, client), origin);
  };
}

/** Nothing of the host's answer is passed on. Tokens that it does not know have ended too. */
async function revoked(response: Response, host: string): Promise<Response> {
  await response.body?.cancel();
  const hasEnded = response.status === 204 || response.status === 404 || response.status === 422;
  return hasEnded ? new Response(null, { status: 204 }) : textResponse(502, `${host} did not answer as expected.`);
}

function busy(): Response {
  const refusal = textResponse(503, 'The gateway has too much to do. Try again in a moment.');
  refusal.headers.set('retry-after', '5');
  return refusal;
}

function mediaTypeOf(request: Request): string | undefined {
  return request.method === 'GET' ? undefined : (request.headers.get('content-type') ?? '').split(';')[0]?.trim();
}

/** A short body as text; undefined when it is longer than any that is expected. */
async function readSmall(body: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  if (body === null) return undefined;
  try {
    return await new Response(limitedBody(body, { most: largestExchange, idle: 10_000 })).text();
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
