/** The one shape of everything that answers HTTP here, so that it runs under Node and on edge platforms alike. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** A short answer in words, for people who look at the network panel and for git's error lines. */
export function textResponse(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
