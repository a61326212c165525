import { textResponse, type FetchHandler } from './fetch-handler.ts';
import { gitRequestPath, parseGitRequest, type GitRequest } from './git-request.ts';
import { causeOf, headersForHost, headersForPage, redirectOf } from './relay-headers.ts';

export interface GitRelayOptions {
  /** Address path on this server: "/git/blog-0a1b2c3d4e.git". */
  readonly basePath: string;
  /** The one repository that requests go to, without a slash at the end. */
  readonly target: URL;
}

/**
 * Relays the three git requests to one repository on a git host and nothing else. Streams both ways. Statuses pass as
 * the host gave them; a host that can't be reached, or that sends requests elsewhere, becomes 502 with the reason.
 */
export function gitRelay({ basePath, target }: GitRelayOptions): FetchHandler {
  // A host may answer the first request by naming the repository's full spelling; the calls that follow go there.
  let address = target;
  return async (request) => {
    const asked = parseGitRequest(request, basePath);
    if (asked === undefined) return textResponse(404, 'This is no git request that is relayed here.');
    const first = await send({ request, asked, address });
    if (first.kind === 'failed') return textResponse(502, first.reason);
    const location = redirectOf(first.response);
    if (location === undefined) return pass(first.response);
    await first.response.body?.cancel();
    const spelled = asked.kind === 'advertise' ? sameRepository(location, { asked, address }) : undefined;
    if (spelled === undefined) return textResponse(502, movedElsewhere(target, location));
    const second = await send({ request, asked, address: spelled });
    if (second.kind === 'failed') return textResponse(502, second.reason);
    const again = redirectOf(second.response);
    if (again === undefined) {
      address = spelled;
      return pass(second.response);
    }
    await second.response.body?.cancel();
    return textResponse(502, movedElsewhere(target, again));
  };
}

interface Outgoing {
  readonly request: Request;
  readonly asked: GitRequest;
  readonly address: URL;
}

type Sent =
  | { readonly kind: 'answered'; readonly response: Response }
  | { readonly kind: 'failed'; readonly reason: string };

async function send({ request, asked, address }: Outgoing): Promise<Sent> {
  try {
    const response = await fetch(`${address.href}${gitRequestPath(asked)}`, {
      method: request.method,
      headers: headersForHost(request),
      redirect: 'manual',
      signal: request.signal,
      ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
    });
    return { kind: 'answered', response };
  } catch (thrown) {
    if (request.signal.aborted) throw thrown;
    return { kind: 'failed', reason: `${address.host} could not be reached: ${causeOf(thrown)}` };
  }
}

/** The repository that a redirect leads to, when it is the asked one spelled with or without ".git"; else undefined. */
function sameRepository(location: string, { asked, address }: Omit<Outgoing, 'request'>): URL | undefined {
  const asking = `${address.href}${gitRequestPath(asked)}`;
  if (!URL.canParse(location, asking)) return undefined;
  const moved = new URL(location, asking);
  const ending = gitRequestPath(asked);
  if (moved.origin !== address.origin || moved.username !== '' || !moved.href.endsWith(ending)) return undefined;
  const spelled = new URL(moved.href.slice(0, -ending.length));
  const plain = (url: URL) => url.pathname.replace(/\.git$/, '');
  return plain(spelled) === plain(address) && spelled.search === '' ? spelled : undefined;
}

function movedElsewhere(target: URL, location: string): string {
  return `${target.href} sends requests on to ${location.slice(0, 200)}, which was not followed. Start again with the address that the repository has now.`;
}

function pass(response: Response): Response {
  return new Response(response.body, { status: response.status, headers: headersForPage(response) });
}
