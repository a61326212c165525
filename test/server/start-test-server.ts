import { openRepository, parseRemoteAddress, serveLocal, serveRemote, startServer, type AppFiles } from '#server';
import { atEnd } from '../browser/harness/index.ts';

export interface TestServer {
  /** "http://127.0.0.1:40123" */
  readonly origin: string;
  readonly secret: string;
  /** The repository's URL on this server. */
  readonly gitUrl: string;
  /** Arguments that make the native git send the page's secret. */
  readonly gitArguments: readonly string[];
  close(): Promise<void>;
}

const encoder = new TextEncoder();

const app: AppFiles = new Map([
  [
    '/index.html',
    encoder.encode('<!doctype html><head><meta name="galley-page" content="" /></head><title>App</title>'),
  ],
  ['/assets/app-1a2b.js', encoder.encode('export {};')],
  ['/favicon.svg', encoder.encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
]);

/** The product's own server on a free port, with a page of two lines in place of the built app. */
export async function startTestServer(
  source: { readonly repo: string } | { readonly remote: string },
  host = '127.0.0.1',
): Promise<TestServer> {
  const repository =
    'repo' in source
      ? await serveLocal(await openRepository(source.repo))
      : await serveRemote(parseRemoteAddress(source.remote));
  const server = await startServer({ app, repository, host, port: 0 });
  atEnd(() => server.close());
  const origin = server.url.replace(/\/$/, '');
  const secret = /x-galley-secret&quot;:&quot;([^&]+)/.exec(await (await fetch(server.url)).text())?.[1] ?? '';
  return {
    origin,
    secret,
    gitUrl: `${origin}${repository.description.url}`,
    gitArguments: ['-c', `http.extraHeader=x-galley-secret: ${secret}`],
    close: () => server.close(),
  };
}
