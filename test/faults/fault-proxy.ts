import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

/** The requests that git's smart HTTP is made of, by what they ask for. */
export type RequestName = 'upload-refs' | 'ls-refs' | 'fetch' | 'receive-refs' | 'receive-pack';

/** What goes wrong with one request. */
export type ProxyFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is reset before the server sees the request. */
  | { readonly kind: 'reset-before' }
  /** The server has done what it was asked; its answer is lost. */
  | { readonly kind: 'reset-after' }
  /** The answer ends after this share of its bytes: by a reset, or quietly, as if that were all. */
  | { readonly kind: 'cut'; readonly share: number; readonly quiet?: boolean }
  /** Every `step`th byte of the answer from `from` on is another. */
  | { readonly kind: 'garble'; readonly from: number; readonly step: number };

/** Looked at once for each request; undefined lets it pass. `index` counts all requests from 0. */
export type FaultScript = (request: { readonly name: RequestName; readonly index: number }) => ProxyFault | undefined;

export interface FaultProxy {
  /** Where the server's repository is reached through the proxy. */
  readonly url: string;
  /** The requests so far. */
  readonly requests: RequestName[];
  setScript(script: FaultScript | undefined): void;
  stop(): Promise<void>;
}

/** A plain HTTP proxy in front of the git server at `target` that spoils the requests that its script names. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: RequestName[] = [];
  let script: FaultScript | undefined;
  const { origin, pathname } = new URL(target);
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await collect(request);
    const name = nameOf(request.url ?? '', body);
    const index = requests.push(name) - 1;
    const fault = script?.({ name, index });
    if (fault?.kind === 'reset-before') {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'status') {
      response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers }).end('No');
      return;
    }
    const answer = await forward(origin, request, body);
    send(response, answer, fault);
  };
  const server = createServer((request, response) => {
    relay(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    requests,
    setScript(next) {
      script = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

function forward(origin: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const asked = httpRequest(
      `${origin}${request.url ?? ''}`,
      { method: request.method ?? 'GET', headers, agent: false },
      (answer) => {
        collect(answer).then(
          (content) =>
            resolve({ status: answer.statusCode ?? 500, type: answer.headers['content-type'] ?? '', body: content }),
          reject,
        );
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

function send(response: ServerResponse, { status, type, body }: Answer, fault: ProxyFault | undefined): void {
  if (fault?.kind === 'reset-after') {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': type });
  if (fault?.kind === 'cut') {
    const part = body.subarray(0, Math.floor(body.length * fault.share));
    response.flushHeaders();
    if (fault.quiet === true) response.end(part);
    else response.write(part, () => response.destroy());
    return;
  }
  if (fault?.kind === 'garble')
    for (let at = fault.from; at < body.length; at += fault.step) body[at] = (body[at] ?? 0) ^ 0x55;
  response.end(body);
}

function nameOf(url: string, body: Buffer): RequestName {
  if (url.includes('service=git-receive-pack')) return 'receive-refs';
  if (url.includes('/info/refs')) return 'upload-refs';
  if (url.endsWith('/git-receive-pack')) return 'receive-pack';
  return body.includes('command=ls-refs') ? 'ls-refs' : 'fetch';
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
