const requestHeaders = ['content-type', 'accept', 'git-protocol', 'authorization', 'content-encoding'];
// Without `www-authenticate`, which would make the browser ask for the password in a window of its own.
const responseHeaders = ['content-type', 'retry-after'];

/** The headers of a request that a git host gets to see, and no others. */
export function headersForHost(request: Request): Headers {
  // Some hosts serve git only to clients that call themselves git.
  const headers = new Headers({ 'user-agent': 'git/galley' });
  for (const name of requestHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** The headers of a host's answer that the page gets to see, and no others. */
export function headersForPage(response: Response): Headers {
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const name of responseHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** The place that an answer sends the request to; undefined when it sends it nowhere. */
export function redirectOf(response: Response): string | undefined {
  if (response.status < 300 || response.status > 399 || response.status === 304) return undefined;
  return response.headers.get('location') ?? '';
}

/** What made a request fail, without the words that fetch puts around it. */
export function causeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  return cause instanceof Error ? cause.message : String(cause);
}
