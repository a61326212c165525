import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { atEnd } from './cleanup.ts';
import { testGitEnvironment } from './run-test-git.ts';

export interface GitHostOptions {
  /** A bare repository; served at /NAME.git. */
  readonly repository: string;
  /** Asked for by basic authentication when given. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Answers a request itself, before anything else, and says so with true. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** One request as the host saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface GitHost {
  /** "http://127.0.0.1:40123" */
  readonly origin: string;
  /** The repository's URL. */
  readonly url: string;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** A git host of its own beside the product: Node's HTTP server before the real `git http-backend`. */
export async function startGitHost({ repository, user, intercept }: GitHostOptions): Promise<GitHost> {
  const seen: SeenRequest[] = [];
  const expected = user === undefined ? undefined : `Basic ${btoa(`${user.name}:${user.password}`)}`;
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    if (intercept?.(request, response) === true) return;
    if (expected !== undefined && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end('Sign in');
      return;
    }
    void answer(request, response, dirname(repository));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The git host has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  atEnd(close);
  return { origin, url: `${origin}/${basename(repository)}`, seen, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, projectRoot: string): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const backend = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
    env: {
      ...testGitEnvironment(),
      GIT_PROJECT_ROOT: projectRoot,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  backend.stdin.on('error', () => undefined);
  request.pipe(backend.stdin);
  const output = await buffer(backend.stdout);
  const end = output.indexOf('\r\n\r\n');
  const lines = output.toString('latin1', 0, end).split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 2),
    ]),
  );
  const status = Number.parseInt(headers.get('status') ?? '200', 10);
  response.writeHead(status, { 'content-type': headers.get('content-type') ?? 'text/plain' });
  response.end(output.subarray(end + 4));
}
