import type { AllowedHost } from './gateway-hosts.ts';

/** One request to a host, with everything that it may carry. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly signal: AbortSignal;
  readonly reach: AllowedHost['reach'];
}

/**
 * Sends a request and gives the answer's head, its body streaming. Follows no redirect, keeps no cookie. Throws RefusedAddress when the
 * host's name has an address that may not be reached.
 */
export type Connect = (request: OutgoingRequest) => Promise<Response>;

/** A name leads to an address that the gateway does not connect to. The message does not say which: it is for whoever asked. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';

  constructor(host: string) {
    super(`${host} has an address that is not reached from here`);
  }
}

/**
 * Connects by the platform's own fetch, for platforms whose network has no private addresses and which resolve names out of our sight: the
 * allow-list of hosts is what protects there.
 */
export const connectByFetch: Connect = async ({ url, method, headers, body, signal }) =>
  fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    ...(body === null ? {} : { body, duplex: 'half' }),
  });
