import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { once } from 'node:events';
import { drained } from '../drained.ts';
import { RefusedAddress, type Connect, type OutgoingRequest } from './connect.ts';
import type { AllowedHost } from './gateway-hosts.ts';
import { isOwnNetworkAddress, isPublicAddress } from './public-address.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

const agentOptions = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 32, timeout: 15 * 60_000 };

export interface PinnedOptions {
  readonly resolve?: Resolve;
  /** Whether an address may be connected to; for tests. */
  readonly isReachable?: (address: string, reach: AllowedHost['reach']) => boolean;
}

/**
 * Connects by Node's own sockets. A name is resolved once for a connection, and the addresses that were judged are the ones connected to:
 * there is no second look-up that could say something else (DNS rebinding). One refused address refuses the name.
 */
export function connectPinned({ resolve = resolveBySystem, isReachable = mayReach }: PinnedOptions = {}): Connect {
  // A kept connection goes to an address that was judged by the rules of its reach.
  const agents = {
    public: new HttpsAgent(agentOptions),
    'own-network': new HttpsAgent(agentOptions),
    loopback: new HttpAgent(agentOptions),
  };
  return async (outgoing) => {
    const { url, reach } = outgoing;
    const isPlain = reach === 'loopback';
    if (url.protocol !== (isPlain ? 'http:' : 'https:')) throw new RefusedAddress(url.host);
    // Node connects to an address without asking for a look-up.
    if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 && !isReachable(url.hostname, reach)) {
      throw new RefusedAddress(url.host);
    }
    const judged: LookupFunction = (hostname, options, callback) => {
      resolve(hostname)
        .then((addresses) => {
          const [first] = addresses;
          if (first === undefined || !addresses.every(({ address }) => isReachable(address, reach))) {
            throw new RefusedAddress(url.host);
          }
          if (options.all === true) callback(null, [...addresses]);
          else callback(null, first.address, first.family);
        })
        .catch((thrown: unknown) => callback(thrown instanceof Error ? thrown : new Error(String(thrown)), ''));
    };
    return exchange(outgoing, { isPlain, agent: agents[reach], lookup: judged });
  };
}

function mayReach(address: string, reach: AllowedHost['reach']): boolean {
  if (reach === 'loopback') return /^127\.\d+\.\d+\.\d+$|^::1$/.test(address);
  return isPublicAddress(address) || (reach === 'own-network' && isOwnNetworkAddress(address));
}

interface Way {
  readonly isPlain: boolean;
  readonly agent: HttpAgent | HttpsAgent;
  readonly lookup: LookupFunction;
}

function exchange({ url, method, headers, body, signal }: OutgoingRequest, way: Way): Promise<Response> {
  return new Promise((resolve, reject) => {
    const send = way.isPlain ? httpRequest : httpsRequest;
    const request = send(url, {
      method,
      headers: { ...Object.fromEntries(headers), 'accept-encoding': 'identity' },
      agent: way.agent,
      lookup: way.lookup,
      signal,
    });
    request.once('response', (incoming) => {
      try {
        resolve(toResponse(incoming));
      } catch (thrown) {
        request.destroy();
        reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    });
    request.on('error', reject);
    if (body === null) {
      request.end();
      return;
    }
    const reader = body.getReader();
    const feed = async (): Promise<void> => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        // The host may answer and close before it has read everything.
        if (request.destroyed) return;
        if (!request.write(next.value)) await drained(request);
      }
      request.end();
    };
    request.once('close', () => void reader.cancel().catch(() => undefined));
    feed().catch((thrown: unknown) => request.destroy(thrown instanceof Error ? thrown : undefined));
  });
}

function toResponse(incoming: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const status = incoming.statusCode ?? 0;
  if (status < 200 || status > 599) throw new Error(`The host answered with the status ${status}`);
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw new Error('The host answered in an encoding');
  if ([204, 205, 304].includes(status)) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  const chunks = incoming.iterator({ destroyOnReturn: false });
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next: IteratorResult<unknown> = await chunks.next();
        if (next.done === true) controller.close();
        else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
      },
      async cancel() {
        if (incoming.closed) return;
        const closed = once(incoming, 'close');
        incoming.destroy();
        await closed;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status, headers });
}
