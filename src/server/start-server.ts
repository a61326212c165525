import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { textResponse, type FetchHandler } from './fetch-handler.ts';
import { pageHeader } from './git-backend.ts';
import { nodeListener } from './node-listener.ts';
import { renderPage, type PageConfiguration } from './page.ts';
import { previewFrame, previewFramePath } from './preview-frame.ts';
import { refuseRequest, secretHeader } from './request-guard.ts';
import { withSecurityHeaders } from './security-headers.ts';
import type { ServedRepository } from './served-repository.ts';
import { StartError } from './start-error.ts';
import { staticApp, type AppFiles } from './static-app.ts';

export interface ServerOptions {
  /** The built app, index.html among it. */
  readonly app: AppFiles;
  readonly repository: ServedRepository;
  /** Name or address to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface RunningServer {
  /** "http://127.0.0.1:4321/" */
  readonly url: string;
  /** Stops listening and cuts what is open; waits for a push that has arrived whole to run to its end. */
  close(): Promise<void>;
}

/** Starts to listen. Throws StartError with the remedy when the port or the host can't be had. */
export async function startServer({ app, repository, host, port }: ServerOptions): Promise<RunningServer> {
  const secret = randomBytes(32).toString('base64url');
  const html = new TextDecoder().decode(app.get('/index.html') ?? new Uint8Array());
  const pageAt = (head: PageConfiguration['head']): string =>
    renderPage(html, {
      repository: repository.description,
      headers: { [secretHeader]: secret, [pageHeader]: 'yes' },
      capabilities: repository.capabilities,
      head,
      author: repository.author,
    });
  // A page that can't be written is found now.
  pageAt(null);
  const serveApp = staticApp(app, async () => pageAt(await repository.readHead()));
  const servePreview = previewFrame(app);
  const server = createServer();
  // Fetching a large repository may take longer than Node allows a request by default.
  server.requestTimeout = 0;
  const actualPort = await listen(server, { host, port });
  const authorities = authoritiesOf(host, actualPort);
  const handler: FetchHandler = async (request) => {
    const refusal = refuseRequest(request, { authorities, secret });
    if (refusal !== undefined) return withSecurityHeaders(textResponse(refusal.status, refusal.reason));
    const { pathname } = new URL(request.url);
    const answer = pathname.startsWith('/git/')
      ? repository.git
      : pathname === previewFramePath
        ? servePreview
        : serveApp;
    return withSecurityHeaders(await answer(request));
  };
  server.on('request', nodeListener(handler));
  return {
    url: `http://${bracketed(host)}${actualPort === 80 ? '' : `:${actualPort}`}/`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, repository.settled()]);
    },
  };
}

/** Begins to listen and gives the port. Throws StartError with the remedy. */
export function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const code = error.code ?? '';
  if (code === 'EADDRINUSE') {
    return new StartError(`Port ${port} is in use: stop what uses it, or choose another with --port N (0 takes any).`);
  }
  if (code === 'EACCES') {
    return new StartError(`Port ${port} may not be used without more rights: choose another with --port N.`);
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) {
    return new StartError(`${host} is no address of this computer: leave --host out, or give one that it has.`);
  }
  return error;
}

/** Every way in which a browser that means this server writes its Host. Names of others that point here are not in it. */
function authoritiesOf(host: string, port: number): ReadonlySet<string> {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', bracketed(host).toLowerCase()]);
  if (host === '0.0.0.0' || host === '::') {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of own) names.add(bracketed(address).toLowerCase());
  }
  return new Set([...names].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

/** A host as it stands in an address. */
export function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
