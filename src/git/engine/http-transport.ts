import { basicAuthorization, GalleyError, type Clock } from '#base';
import type { Credentials, RemoteLocation } from '../git-client.ts';
import type { UploadPackService } from '../wire/index.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Called with the bytes that have arrived since the last call. */
  readonly onBytes?: (count: number) => void;
  /** True where a host that asks to wait is not waited for. */
  readonly isHasty?: boolean;
}

/** A host that asks to wait no longer than so many seconds is waited for, so many times; then the person decides. */
const LONGEST_WAIT = 60;
const MOST_WAITS = 3;

/** Bytes are taken out of an answer so many at once: all go through the same memory, for fresh memory takes longer than the bytes. */
const READ_AT_ONCE = 1 << 18;

export type GitService = 'git-upload-pack' | 'git-receive-pack';

/**
 * Git's smart HTTP to one repository (gitprotocol-http). Headers and credentials go to the location's origin only: no
 * redirect is followed. Throws a GalleyError by cause: `offline`, `cut-off`, `sign-in-needed`, `not-allowed`,
 * `not-found`, `rate-limited`, `server-error`, `not-a-git-server`, `cancelled`.
 */
export class HttpTransport {
  readonly #location: RemoteLocation;
  readonly #clock: Clock;
  #credentials: Credentials | undefined;

  constructor(location: RemoteLocation, clock: Clock) {
    this.#location = location;
    this.#clock = clock;
  }

  /** Kept in memory only. */
  setCredentials(credentials: Credentials | undefined): void {
    this.#credentials = credentials;
  }

  /** The same person's way to another repository of the same origin, which credentials and headers are for. Throws `invalid-input` for another one. */
  beside(place: Pick<RemoteLocation, 'url' | 'address'>): HttpTransport {
    const originOf = ({ address, url }: Pick<RemoteLocation, 'url' | 'address'>): string =>
      new URL(address ?? url).origin;
    if (originOf(place) !== originOf(this.#location))
      throw new GalleyError('invalid-input', 'The copy is not where the repository is');
    const { headers } = this.#location;
    const transport = new HttpTransport({ ...place, ...(headers === undefined ? {} : { headers }) }, this.#clock);
    transport.setCredentials(this.#credentials);
    return transport;
  }

  /** The answer to `info/refs`, checked to be one of a git server. Its bytes are views that hold until the next are asked for. */
  async advertise(
    service: GitService,
    protocol: 2 | 0,
    options: RequestOptions = {},
  ): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#fetch(`info/refs?service=${service}`, {
      headers: protocol === 2 ? { 'git-protocol': 'version=2' } : {},
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      isHasty: options.isHasty === true,
    });
    if (response.headers.get('content-type') !== `application/x-${service}-advertisement`) {
      throw new GalleyError('not-a-git-server', 'The address does not answer as a git server does');
    }
    return readBody(response, options);
  }

  /** The answer to a POST of `body`; its bytes hold as long. */
  async post(
    service: GitService,
    body: Uint8Array,
    protocol: 2 | 0,
    options: RequestOptions = {},
  ): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#fetch(service, {
      method: 'POST',
      headers: {
        'content-type': `application/x-${service}-request`,
        accept: `application/x-${service}-result`,
        ...(protocol === 2 ? { 'git-protocol': 'version=2' } : {}),
      },
      body: new Uint8Array(body),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      isHasty: options.isHasty === true,
    });
    if (response.headers.get('content-type') !== `application/x-${service}-result`) {
      throw new GalleyError('not-a-git-server', 'The address does not answer as a git server does');
    }
    return readBody(response, options);
  }

  uploadPack(options: RequestOptions = {}): UploadPackService {
    return {
      advertise: () => this.advertise('git-upload-pack', 2, options),
      request: (body, asked) =>
        this.post('git-upload-pack', body, 2, { ...options, isHasty: options.isHasty === true || asked === 'once' }),
    };
  }

  async #fetch(
    path: string,
    {
      isHasty = false,
      ...init
    }: Omit<RequestInit, 'headers'> & {
      readonly headers: Readonly<Record<string, string>>;
      readonly isHasty?: boolean;
    },
    waits = 0,
  ): Promise<Response> {
    const headers = new Headers({ ...this.#location.headers, ...init.headers });
    if (this.#credentials !== undefined)
      headers.set('authorization', basicAuthorization(this.#credentials.username, this.#credentials.password));
    let response: Response;
    try {
      response = await fetch(`${this.#location.address ?? this.#location.url}/${path}`, {
        ...init,
        headers,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
    } catch (error) {
      if (init.signal?.aborted === true) throw cancelled(error);
      throw new GalleyError('offline', 'The server can not be reached', { cause: error });
    }
    if (response.ok) return response;
    const error = await statusError(response);
    const wait = waitAskedFor(error);
    if (wait === undefined || waits === MOST_WAITS || isHasty) throw error;
    await this.#wait(wait, init.signal ?? undefined);
    return this.#fetch(path, init, waits + 1);
  }

  /** Waits for `seconds`, or throws `cancelled`. */
  #wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const callOff = this.#clock.schedule(() => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      }, seconds * 1000);
      const cancel = (): void => {
        callOff();
        reject(cancelled(signal?.reason));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted === true) cancel();
    });
  }
}

async function* readBody(
  response: Response,
  { signal, onBytes }: RequestOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (response.body === null) return;
  const reader = readerOf(response.body);
  try {
    for (let bytes = await reader.read(); bytes !== undefined; bytes = await reader.read()) {
      onBytes?.(bytes.length);
      yield bytes;
    }
  } catch (error) {
    if (signal?.aborted === true) throw cancelled(error);
    throw error instanceof GalleyError ? error : new GalleyError('cut-off', 'The answer broke off', { cause: error });
  } finally {
    // Also when the answer is not read to its end: the request must not go on. Not waited for: an answer that someone
    // else reads too (a service worker, a test's interceptor) is let go only when they do.
    reader.cancel().catch(() => undefined);
  }
}

interface BodyReader {
  /** The next bytes, which hold until the next call; undefined at the end. */
  read(): Promise<Uint8Array | undefined>;
  cancel(): Promise<void>;
}

function readerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): BodyReader {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    // Not every browser, and not every service worker, gives bytes into memory of the reader's own.
    const plain = body.getReader();
    return { read: async () => (await plain.read()).value, cancel: () => plain.cancel() };
  }
  let memory = new ArrayBuffer(READ_AT_ONCE);
  return {
    async read() {
      const { done, value } = await reader.read(new Uint8Array(memory));
      if (done) return undefined;
      memory = value.buffer;
      return value;
    },
    cancel: () => reader.cancel(),
  };
}

/** The seconds that a host asks to wait, where a person waits so long; undefined for every other failure. */
export function waitAskedFor(error: unknown): number | undefined {
  if (!(error instanceof GalleyError) || error.code !== 'rate-limited') return undefined;
  const wait = error.data['retryAfter'];
  return typeof wait === 'number' && wait <= LONGEST_WAIT ? wait : undefined;
}

function cancelled(cause: unknown): GalleyError {
  return new GalleyError('cancelled', 'The operation was cancelled', { cause });
}

async function statusError(response: Response): Promise<GalleyError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const words = (await response.text().catch(() => '')).slice(0, 500).trim();
  const isText = response.headers.get('content-type')?.startsWith('text/plain') === true;
  const data = {
    status: response.status,
    ...(isText && words !== '' ? { remoteMessage: words } : {}),
    ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
  };
  const code = ((status: number) => {
    if (status === 401 || status === 407) return 'sign-in-needed';
    if (status === 403) return 'not-allowed';
    if (status === 404 || status === 410) return 'not-found';
    if (status === 413) return 'too-large';
    if (status === 429) return 'rate-limited';
    return status >= 500 ? 'server-error' : 'not-a-git-server';
  })(response.status);
  return new GalleyError(code, `The server answered ${response.status}`, { data });
}
