import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { drained } from './drained.ts';
import { textResponse, type FetchHandler } from './fetch-handler.ts';
import { gitRequestPath, parseGitRequest, type GitRequest } from './git-request.ts';
import { explainPushRefusal } from './explain-push-refusal.ts';
import { rewritePushReport } from './rewrite-push-report.ts';
import { gitEnvironment } from './run-git.ts';

/** Over the person's own configuration, for the served repository only, and never written down. */
const servedConfig = {
  'http.receivepack': 'true',
  'http.uploadpack': 'true',
  'http.getanyfile': 'false',
  'uploadpack.allowFilter': 'true',
  'receive.denyCurrentBranch': 'updateInstead',
};

/** Goes with the git requests of the page, beside the secret: it says that whoever asks is no git. */
export const pageHeader = 'x-galley-page';

/** For the page only: git 2.39 asks for tips by name too, and can't read the answer where the history is shallow. */
const pageConfig = { ...servedConfig, 'uploadpack.allowRefInWant': 'true' };

export interface GitBackendOptions {
  /** Address path on this server: "/git/demo.git". */
  readonly basePath: string;
  /** Absolute path of the repository: a bare one, or the top of a work tree. */
  readonly repository: string;
}

export interface GitBackend {
  readonly handle: FetchHandler;
  /** Resolves once no push is under way any more. */
  settled(): Promise<void>;
}

type Backend = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Serves one repository through git, streaming both ways: through `git http-backend`, which starts a second git, and where that
 * would do nothing but hand bytes on, through `git upload-pack` itself, whose first byte comes four times as soon. A fetch is stopped when its client goes; a push
 * that has arrived whole is carried to its end, since stopping git amid an update of a work tree would tear it.
 */
export function gitBackend({ basePath, repository }: GitBackendOptions): GitBackend {
  const pushes = new Set<Promise<unknown>>();
  const handle: FetchHandler = async (request) => {
    const asked = parseGitRequest(request, basePath);
    if (asked === undefined) return textResponse(404, 'This is no git request that is served here.');
    const isPush = asked.kind === 'call' && asked.service === 'git-receive-pack';
    const environment = gitEnvironment(request.headers.has(pageHeader) ? pageConfig : servedConfig);
    const isPlain = isPlainFetch(asked, request);
    const backend = isPlain
      ? startGit(['upload-pack', '--stateless-rpc', repository], { ...environment, GIT_PROTOCOL: fetchProtocol })
      : startGit(['http-backend'], { ...environment, ...backendVariables(asked, request, repository) });
    if (isPush) {
      const push = once(backend, 'close').finally(() => pushes.delete(push));
      pushes.add(push);
    } else {
      const stop = () => killGroup(backend);
      request.signal.addEventListener('abort', stop, { once: true });
      backend.once('close', () => request.signal.removeEventListener('abort', stop));
      if (request.signal.aborted) stop();
    }
    return answerOf({ backend, request, isPush, isPlain, repository });
  };
  return {
    handle,
    async settled() {
      await Promise.allSettled(pushes);
    },
  };
}

const fetchProtocol = 'version=2';

/** A fetch in protocol version 2 whose request came as it is: what git says to it is the answer's body. */
function isPlainFetch(asked: GitRequest, { headers }: Request): boolean {
  return (
    asked.kind === 'call' &&
    asked.service === 'git-upload-pack' &&
    headers.get('git-protocol') === fetchProtocol &&
    headers.get('content-type') === 'application/x-git-upload-pack-request' &&
    !headers.has('content-encoding')
  );
}

function startGit(args: readonly string[], env: Record<string, string>): Backend {
  return spawn('git', args, {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl+C in the terminal must not reach a push, and stopping a fetch must reach its children.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** What `git http-backend` is told of a request (RFC 3875, "Request Meta-Variables"). */
function backendVariables(asked: GitRequest, request: Request, repository: string): Record<string, string> {
  const [path = '', query = ''] = gitRequestPath(asked).split('?');
  return {
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_TRANSLATED: `${repository}${path}`,
    PATH_INFO: path,
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    REMOTE_ADDR: '127.0.0.1',
    ...headerVariables(request.headers),
  };
}

function headerVariables(headers: Headers): Record<string, string> {
  const variables: Record<string, string> = {};
  const pass = {
    'content-type': 'CONTENT_TYPE',
    'content-length': 'CONTENT_LENGTH',
    'content-encoding': 'HTTP_CONTENT_ENCODING',
    'git-protocol': 'GIT_PROTOCOL',
  };
  for (const [header, variable] of Object.entries(pass)) {
    const value = headers.get(header);
    if (value !== null) variables[variable] = value;
  }
  return variables;
}

interface Exchange {
  readonly backend: Backend;
  readonly request: Request;
  readonly isPush: boolean;
  readonly isPlain: boolean;
  readonly repository: string;
}

async function answerOf({ backend, request, isPush, isPlain, repository }: Exchange): Promise<Response> {
  const complaint = collectText(backend.stderr);
  const failed = new Promise<Error>((resolve) => backend.once('error', resolve));
  void feed(backend, request);
  const chunks = backend.stdout.iterator({ destroyOnReturn: false });
  const head = await Promise.race([isPlain ? readPlainHead(chunks, complaint) : readHead(chunks), failed]);
  if (head instanceof Error) return textResponse(500, `git could not be run: ${head.message}`);
  if (head === undefined) return textResponse(500, `git http-backend failed: ${(await complaint).trim()}`);
  const body = bodyOf({ first: head.rest, chunks, backend, keepRunning: isPush });
  const headers = { 'content-type': head.headers.get('content-type') ?? 'text/plain', 'cache-control': 'no-store' };
  const status = Number(/^\d{3}/.exec(head.headers.get('status') ?? '200')?.[0] ?? 200);
  if (!isPush || status !== 200) return new Response(body, { status, headers });
  const explained = body.pipeThrough(rewritePushReport((reason) => explainPushRefusal(reason, repository)));
  return new Response(explained, { status, headers });
}

async function feed(backend: Backend, request: Request): Promise<void> {
  // git may answer and end before it has read everything.
  backend.stdin.on('error', () => undefined);
  try {
    const reader = request.body?.getReader();
    for (let chunk = await reader?.read(); chunk !== undefined && !chunk.done; chunk = await reader?.read()) {
      if (backend.stdin.destroyed) break;
      if (!backend.stdin.write(chunk.value)) await drained(backend.stdin);
    }
    await reader?.cancel();
    backend.stdin.end();
  } catch {
    // The client went amid its request: the cut stream ends git's input, and git refuses what is incomplete.
    backend.stdin.destroy();
  }
}

interface Head {
  readonly headers: ReadonlyMap<string, string>;
  readonly rest: Buffer;
}

const longestHead = 64 * 1024;

/** Reads the CGI header block; undefined when the process ended without one. */
async function readHead(chunks: AsyncIterator<unknown>): Promise<Head | undefined> {
  let read = Buffer.alloc(0);
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    if (next.value instanceof Uint8Array) read = Buffer.concat([read, next.value]);
    const end = /\r?\n\r?\n/.exec(read.toString('latin1', 0, longestHead));
    if (end !== null) {
      const lines = read.toString('latin1', 0, end.index).split(/\r?\n/);
      const headers = new Map(
        lines.map((line): [string, string] => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
        }),
      );
      return { headers, rest: read.subarray(end.index + end[0].length) };
    }
    if (read.length > longestHead) return undefined;
  }
  return undefined;
}

const noRepository = /not .*a git repository|dubious ownership/;

/**
 * What http-backend would write before the words of `git upload-pack`. Words that do not begin are an empty answer there too: git met what
 * it can't do.
 */
async function readPlainHead(chunks: AsyncIterator<unknown>, complaint: Promise<string>): Promise<Head> {
  const { value }: IteratorResult<unknown> = await chunks.next();
  const rest = value instanceof Buffer ? value : Buffer.alloc(0);
  const said = rest.length > 0 ? '' : (await complaint).trim();
  if (noRepository.test(said))
    return { headers: new Map([['status', '404']]), rest: Buffer.from(`git failed: ${said}\n`) };
  return { headers: new Map([['content-type', 'application/x-git-upload-pack-result']]), rest };
}

interface Body {
  readonly first: Buffer;
  readonly chunks: AsyncIterator<unknown>;
  readonly backend: Backend;
  readonly keepRunning: boolean;
}

function bodyOf({ first, chunks, backend, keepRunning }: Body): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.length > 0) controller.enqueue(first);
    },
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    cancel() {
      if (keepRunning) void drain(chunks);
      else killGroup(backend);
    },
  });
}

/** Takes what nobody reads any more, so that the writer does not wait for ever. */
async function drain(chunks: AsyncIterator<unknown>): Promise<void> {
  while ((await chunks.next()).done !== true);
}

async function collectText(stream: Readable): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text = `${text}${String(chunk)}`.slice(-4000);
  return text;
}

function killGroup(backend: Backend): void {
  if (backend.pid === undefined || backend.exitCode !== null) return;
  try {
    if (process.platform === 'win32') backend.kill();
    else process.kill(-backend.pid, 'SIGTERM');
  } catch (thrown) {
    // The group may have ended between the check and the signal.
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}
