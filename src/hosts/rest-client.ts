import { GalleyError, visibleLine, type ErrorCode, type ErrorData } from '#base';
import * as v from 'valibot';

export interface RestClientOptions {
  /** What all addresses begin with, without a slash at the end. */
  readonly api: string;
  /** The header that says who asks; undefined asks as nobody. */
  readonly authorization: string | undefined;
  /** The media type that the host wants to be asked for. */
  readonly accept?: string;
  /** Milliseconds until an answer has to be whole. */
  readonly timeout?: number;
}

export interface RestAnswer<Value> {
  readonly value: Value;
  readonly headers: Headers;
}

export interface RestPage<Item> {
  readonly items: readonly Item[];
  /** The whole address of the next page, which is the API's own; undefined at the end. */
  readonly next: string | undefined;
}

/** Asks one host's API as one person. Throws a `GalleyError` for every answer that is not what was asked for. */
export interface RestClient {
  /** `path` follows the API's address: "/user". */
  get<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<RestAnswer<v.InferOutput<Schema>>>;
  /** Sends JSON; what is answered is not looked at. */
  post(path: string, body: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sends JSON and reads what is answered. */
  ask<Schema extends v.GenericSchema>(
    path: string,
    body: Readonly<Record<string, unknown>>,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>>;
  /** One page of a list. `address` is a path, or the `next` of the page before. */
  page<Schema extends v.GenericSchema>(
    address: string,
    item: Schema,
    signal?: AbortSignal,
  ): Promise<RestPage<v.InferOutput<Schema>>>;
  /** Reads a list to its end or to `MOST_PAGES`, in the host's order. */
  list<Schema extends v.GenericSchema>(
    path: string,
    item: Schema,
    signal?: AbortSignal,
  ): Promise<readonly v.InferOutput<Schema>[]>;
}

/** 100 items each, on the hosts that let that be chosen. */
const MOST_PAGES = 20;
const MOST_BYTES = 4 * 1024 * 1024;
const TIMEOUT = 20_000;
const DAY = 86_400;

/** What hosts answer in place of what was asked for: one or the other of these. */
const refusalSchema = v.object({
  message: v.optional(v.unknown()),
  error: v.optional(v.union([v.string(), v.object({ message: v.optional(v.unknown()) })])),
});

interface Page {
  readonly values: readonly unknown[];
  readonly next?: string | undefined;
}

/** GitHub, GitLab and Gitea answer a list; Bitbucket an object with the list and the address of the next page. */
const pageSchema = v.union([
  v.array(v.unknown()),
  v.object({ values: v.array(v.unknown()), next: v.optional(v.string()) }),
]);

/**
 * A client that sends `authorization` to the API's own origin and nowhere else: no redirect is followed, and the address of a next page
 * counts only under the API's address. What is answered is hostile until the schema has passed it: at most 4 MiB, in time.
 */
export function createRestClient(options: RestClientOptions): RestClient {
  const { api } = options;
  const ask = async (
    address: string,
    { signal, body }: { readonly signal?: AbortSignal | undefined; readonly body?: string },
  ): Promise<RestAnswer<unknown>> => {
    const stop = AbortSignal.timeout(options.timeout ?? TIMEOUT);
    try {
      const response = await fetch(address, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          accept: options.accept ?? 'application/json',
          ...(options.authorization === undefined ? {} : { authorization: options.authorization }),
        },
        signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
        // Neither cookies nor a cache shall know of it, and what is elsewhere is not this host.
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      });
      const text = await readText(response);
      if (!response.ok) throw refusalOf(response, text);
      return { value: readJson(text), headers: response.headers };
    } catch (thrown) {
      throw signal?.aborted === true
        ? new GalleyError('cancelled', 'The request was cancelled', { cause: thrown })
        : explainFailure(thrown);
    }
  };
  const readPage = async <Schema extends v.GenericSchema>(
    address: string,
    item: Schema,
    signal: AbortSignal | undefined,
  ): Promise<RestPage<v.InferOutput<Schema>>> => {
    const { value, headers } = await ask(address, { signal });
    const read = parse(pageSchema, value);
    const { values, next }: Page = Array.isArray(read) ? { values: read, next: nextOf(headers, address) } : read;
    if (next !== undefined && !isUnder(next, api)) {
      throw new GalleyError('corrupt', 'The host names a next page that is not of its API');
    }
    return { items: values.map((one) => parse(item, one)), next };
  };
  return {
    async page(address, item, signal) {
      const whole = address.startsWith('/') ? `${api}${address}` : address;
      if (!isUnder(whole, api)) throw new GalleyError('corrupt', 'The page is not of the API');
      return readPage(whole, item, signal);
    },
    async get(path, schema, signal) {
      const { value, headers } = await ask(`${api}${path}`, { signal });
      return { value: parse(schema, value), headers };
    },
    async post(path, body) {
      await ask(`${api}${path}`, { body: JSON.stringify(body) });
    },
    async ask(path, body, schema) {
      return parse(schema, (await ask(`${api}${path}`, { body: JSON.stringify(body) })).value);
    },
    async list(path, item, signal) {
      const items: v.InferOutput<typeof item>[] = [];
      let address: string | undefined = `${api}${path}`;
      for (let page = 0; address !== undefined && page < MOST_PAGES; page += 1) {
        const read: RestPage<v.InferOutput<typeof item>> = await readPage(address, item, signal);
        items.push(...read.items);
        address = read.next;
      }
      return items;
    },
  };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new GalleyError('corrupt', `The host's answer is not as expected at ${v.getDotPath(issue) ?? 'its top'}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new GalleyError('corrupt', 'The host did not answer JSON', { cause: thrown });
  }
}

/** The body as text. Throws `too-large` beyond 4 MiB. */
export async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > MOST_BYTES) {
      // Not waited for: a host that sends on may be slow to hear it.
      reader?.cancel().catch(() => undefined);
      throw new GalleyError('too-large', 'The host answered more than 4 MiB');
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

function explainFailure(thrown: unknown): GalleyError {
  if (thrown instanceof GalleyError) return thrown;
  return new GalleyError('offline', 'The host could not be reached in time', { cause: thrown });
}

/** Puts a refusal into our codes. The host's own words go to the log only, made visible. */
function refusalOf(response: Response, text: string): GalleyError {
  const { status, headers } = response;
  const wait = waitOf(headers);
  const isLimit = status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || wait !== null));
  const code = isLimit ? 'rate-limited' : codeOf(response);
  const data: ErrorData = { status, ...(isLimit && wait !== null ? { retryAfter: wait } : {}) };
  return new GalleyError(code, `${status} ${visibleLine(wordsOf(text), 200)}`.trim(), { data });
}

function codeOf({ status, type }: Response): ErrorCode {
  // A repository that was renamed: the credentials are for where it was.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'not-found';
  if (status === 401) return 'sign-in-needed';
  if (status === 403) return 'not-allowed';
  if (status === 404 || status === 410) return 'not-found';
  if (status >= 500) return 'server-error';
  return 'invalid-input';
}

/** The seconds for which the host asks to wait, at most a day; null where it does not ask. */
function waitOf(headers: Headers): number | null {
  const after = headers.get('retry-after');
  const now = Date.now() / 1000;
  const seconds = (text: string | null): number => (text !== null && /^\d{1,12}$/.test(text) ? Number(text) : NaN);
  const reset = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  const waits = [
    seconds(after),
    after === null ? NaN : Date.parse(after) / 1000 - now,
    reset ? seconds(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset')) - now : NaN,
  ];
  const wait = waits.find((one) => Number.isFinite(one));
  return wait === undefined ? null : Math.min(Math.max(Math.ceil(wait), 1), DAY);
}

function wordsOf(text: string): string {
  try {
    const { message, error } = v.parse(refusalSchema, JSON.parse(text));
    const words = typeof error === 'string' ? error : (error?.message ?? message);
    return typeof words === 'string' ? words : '';
  } catch {
    return '';
  }
}

/** The next page by the header `Link` (RFC 8288), or by GitLab's `x-next-page`. */
function nextOf(headers: Headers, address: string): string | undefined {
  const link = (headers.get('link') ?? '').split(/,(?=\s*<)/).find((one) => /;\s*rel="?next"?/i.test(one));
  const found = /^\s*<([^>]*)>/.exec(link ?? '')?.[1];
  if (found !== undefined) return URL.canParse(found, address) ? new URL(found, address).href : found;
  const page = headers.get('x-next-page') ?? '';
  if (!/^\d{1,6}$/.test(page)) return undefined;
  const next = new URL(address);
  next.searchParams.set('page', page);
  return next.href;
}

function isUnder(address: string, api: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, username, password } = new URL(address);
  const own = new URL(api);
  const isPathOwn = own.pathname === '/' || pathname.startsWith(`${own.pathname}/`);
  return origin === own.origin && isPathOwn && username === '' && password === '';
}
