import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { testGitEnvironment } from '../browser/harness/run-test-git.ts';

/** What goes wrong with one request, or what the server does before it answers. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The answer ends after this share of its bytes (0 up to, not including, 1), without a word. */
  | { readonly kind: 'cut'; readonly share: number }
  /** The request is carried out, but its answer is lost. */
  | { readonly kind: 'lose' }
  /** The answer has its bytes changed. */
  | { readonly kind: 'garble' };

export interface GitServerOptions {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** False: `Git-Protocol` is dropped, as some proxies do. */
  readonly protocol2?: boolean;
  /** Looked at once for each request; undefined lets it pass. */
  readonly fault?: (request: { readonly url: string; readonly index: number }) => Fault | undefined;
}

export interface GitServer {
  /** "http://127.0.0.1:40123/site.git" */
  readonly url: string;
  /** Paths of all requests so far. */
  readonly requests: string[];
  /** Bytes of all answers so far. */
  sentBytes(): number;
  setFault(fault: GitServerOptions['fault']): void;
  stop(): Promise<void>;
}

/** Serves a bare repository by the real `git http-backend`, with faults where a test asks for them. */
export async function startGitServer(repositoryPath: string, options: GitServerOptions = {}): Promise<GitServer> {
  const requests: string[] = [];
  let sent = 0;
  let { fault } = options;
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const index = requests.push(url) - 1;
    const expected = options.credentials;
    const given = request.headers.authorization;
    if (
      expected !== undefined &&
      given !== `Basic ${Buffer.from(`${expected.username}:${expected.password}`).toString('base64')}`
    ) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end('Sign in');
      return;
    }
    const found = fault?.({ url, index });
    if (found?.kind === 'status') {
      response.writeHead(found.status, { 'content-type': 'text/plain', ...found.headers }).end('No');
      return;
    }
    runBackend({
      repositoryPath,
      request,
      response,
      fault: found,
      protocol2: options.protocol2 !== false,
      count: (bytes) => {
        sent += bytes;
      },
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/${repositoryPath.slice(dirname(repositoryPath).length + 1)}`,
    requests,
    sentBytes: () => sent,
    setFault(next) {
      fault = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface BackendRun {
  readonly repositoryPath: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
  readonly protocol2: boolean;
  readonly count: (bytes: number) => void;
}

function runBackend({ repositoryPath, request, response, fault, protocol2, count }: BackendRun): void {
  const url = new URL(request.url ?? '', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...testGitEnvironment(),
      GIT_PROJECT_ROOT: dirname(repositoryPath),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      REMOTE_USER: 'test',
      REMOTE_ADDR: '127.0.0.1',
      ...(protocol2 ? { GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '') } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      output
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const status = Number(headers['status']?.slice(0, 3) ?? 200);
    delete headers['status'];
    const body = output.subarray(end + 4);
    if (fault?.kind === 'lose') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'garble') for (let at = 20; at < body.length; at += 97) body[at] = (body[at] ?? 0) ^ 0x55;
    response.writeHead(status, headers);
    count(body.length);
    if (fault?.kind === 'cut')
      response.write(body.subarray(0, Math.floor(body.length * fault.share)), () => response.destroy());
    else response.end(body);
  });
}
