import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { drained } from './drained.ts';
import { textResponse } from './fetch-handler.ts';

/** A fetch handler that may ask for the address that the connection comes from. */
type Handler = (request: Request, client: string) => Promise<Response>;

/**
 * Lets a fetch handler answer the requests of a `node:http` server. Bodies stream both ways with backpressure; the
 * request's signal aborts, and the response's body is cancelled, when the client goes before the answer is complete.
 */
export function nodeListener(handler: Handler): RequestListener {
  return (incoming, outgoing) => {
    void answer(handler, incoming, outgoing);
  };
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = toRequest(incoming, gone.signal);
  let response: Response;
  try {
    response =
      request === undefined
        ? textResponse(400, 'The request is not understood.')
        : await handler(request, incoming.socket.remoteAddress ?? '');
  } catch (thrown) {
    if (!gone.signal.aborted) console.error(thrown);
    response = textResponse(500, 'The server failed on this request.');
  }
  try {
    await send(response, outgoing);
  } catch (thrown) {
    if (!gone.signal.aborted) console.error(thrown);
    outgoing.destroy();
  }
}

/** Gives undefined for request targets and methods that a fetch request can't carry. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const target = incoming.url ?? '';
  const { host } = incoming.headers;
  if (!target.startsWith('/') || host === undefined) return undefined;
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '');
  }
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    return new Request(`http://${host}${target}`, {
      method,
      headers,
      signal,
      ...(hasBody ? { body: bodyStream(incoming), duplex: 'half' } : {}),
    });
  } catch (thrown) {
    if (thrown instanceof TypeError) return undefined;
    throw thrown;
  }
}

function bodyStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const iterator = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next: IteratorResult<unknown> = await iterator.next();
        if (next.done === true) controller.close();
        else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
      },
      cancel() {
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const { body } = response;
  if (outgoing.destroyed) {
    await body?.cancel();
    return;
  }
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (body === null || outgoing.req.method === 'HEAD') {
    await body?.cancel();
    outgoing.end();
    return;
  }
  const reader = body.getReader();
  const onClose = () => void reader.cancel().catch(() => undefined);
  outgoing.once('close', onClose);
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk.value)) await drained(outgoing);
  }
  outgoing.off('close', onClose);
  outgoing.end();
}
