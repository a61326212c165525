import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { testGitEnvironment } from '../browser/harness/run-test-git.ts';

/** What goes wrong with one request, or what the server does before it answers. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The answer ends after this share of its bytes (0 up to, not including, 1), without a word. */
  | { readonly kind: 'cut'; readonly share: number }
  /** The request is carried out, but its answer is lost. */
  | { readonly kind: 'lose' }
  /** The answer has its bytes changed. */
  | { readonly kind: 'garble' }
  /** The answer has another text of the same length wherever it has the one. */
  | { readonly kind: 'swap'; readonly text: string; readonly by: string }
  /** There is no answer as long as the client waits. */
  | { readonly kind: 'hang' }
  /** The request is carried out once this is done. */
  | { readonly kind: 'wait'; readonly until: Promise<void> };

export interface GitServerOptions {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** False: `Git-Protocol` is dropped, as some proxies do. A text is what the server is told instead of it. */
  readonly protocol2?: boolean | 'version=1';
  /** Only tips of branches may be asked for; for any other id the answer is git's own "not our ref". */
  readonly tipsOnly?: boolean;
  /** A word of the advertisement that the server does not say. */
  readonly unsaid?: string;
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
    if (found?.kind === 'hang') return;
    const run = (): void =>
      runBackend({
        repositoryPath,
        request,
        response,
        fault: found,
        protocol2: options.protocol2 ?? true,
        unsaid: options.unsaid ?? '',
        tipsOnly: options.tipsOnly ?? false,
        count: (bytes) => {
          sent += bytes;
        },
      });
    if (found?.kind === 'wait') void found.until.then(run);
    else run();
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
  readonly protocol2: boolean | 'version=1';
  readonly tipsOnly: boolean;
  readonly unsaid: string;
  readonly count: (bytes: number) => void;
}

function runBackend({
  repositoryPath,
  request,
  response,
  fault,
  protocol2,
  unsaid,
  tipsOnly,
  count,
}: BackendRun): void {
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
      ...(protocol2 === false
        ? {}
        : { GIT_PROTOCOL: protocol2 === true ? String(request.headers['git-protocol'] ?? '') : protocol2 }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  if (request.method === 'POST' && (tipsOnly || unsaid !== '')) {
    const refused = (body: string): string | undefined => {
      if (unsaid === 'shallow' && body.includes('deepen ')) return "unexpected line: 'deepen'";
      const other = tipsOnly ? otherWant(body, repositoryPath) : undefined;
      return other === undefined ? undefined : `not our ref ${other}`;
    };
    passUnlessRefused({ request, response, refused }, child);
  } else request.pipe(child.stdin);
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
    if (response.writableEnded) return;
    if (unsaid !== '' && url.pathname.endsWith('/info/refs'))
      for (let at = body.indexOf(unsaid); at >= 0; at = body.indexOf(unsaid)) body.write('x', at);
    if (fault?.kind === 'garble') for (let at = 20; at < body.length; at += 97) body[at] = (body[at] ?? 0) ^ 0x55;
    if (fault?.kind === 'swap')
      for (let at = body.indexOf(fault.text); at >= 0; at = body.indexOf(fault.text)) body.write(fault.by, at);
    response.writeHead(status, headers);
    count(body.length);
    if (fault?.kind === 'cut')
      response.write(body.subarray(0, Math.floor(body.length * fault.share)), () => response.destroy());
    else response.end(body);
  });
}

/** An id that is asked for and is no branch's tip. */
function otherWant(body: string, repositoryPath: string): string | undefined {
  const tips = execFileSync('git', ['for-each-ref', '--format=%(objectname)'], { cwd: repositoryPath }).toString();
  const wants = Array.from(body.matchAll(/want ([0-9a-f]{40})/g), ([, oid = '']) => oid);
  return wants.find((oid) => !tips.includes(oid));
}

/** What is needed here of git's process. */
interface BackendProcess {
  readonly stdin: Writable;
  kill(): boolean;
}

interface Judged extends Pick<BackendRun, 'request' | 'response'> {
  readonly refused: (body: string) => string | undefined;
}

/** Passes the request on, or answers as git does to one that it refuses. */
function passUnlessRefused({ request, response, refused }: Judged, child: BackendProcess): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const reason = refused(body.toString('latin1'));
    if (reason === undefined) {
      child.stdin.end(body);
      return;
    }
    const words = `ERR upload-pack: ${reason}`;
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
    response.end(`${(words.length + 4).toString(16).padStart(4, '0')}${words}`);
    child.kill();
  });
}
