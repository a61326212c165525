/**
 * The allowed origin that a request comes from. Browsers leave Origin out of a page's reads of its own origin only, and say so in a header
 * that no script can set.
 */
export function originOf(request: Request, origins: ReadonlySet<string>): string | undefined {
  const origin = request.headers.get('origin');
  if (origin !== null) return origins.has(origin) ? origin : undefined;
  const isOwn = request.method === 'GET' && request.headers.get('sec-fetch-site') === 'same-origin';
  return isOwn ? '' : undefined;
}

/** Puts on an answer what keeps browsers from making anything else of it, and lets the page of `origin` read it. */
export function guarded(response: Response, origin?: string): Response {
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'no-store');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  headers.set('referrer-policy', 'no-referrer');
  headers.set('vary', 'origin');
  if (origin !== undefined && origin !== '') {
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', 'retry-after');
  }
  return new Response(response.body, { status: response.status, headers });
}

/** Answers a browser that asks whether it may send a request of the page. */
export function preflight(method: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': method,
      'access-control-allow-headers': 'authorization, content-type, accept, git-protocol, content-encoding',
      'access-control-max-age': '600',
    },
  });
}
