import { repositoryPath } from './gateway-hosts.ts';

/** What may be asked of a host through the gateway. */
export interface RelayedRequest {
  readonly kind: 'advertise' | 'call' | 'lfs-batch';
  readonly method: 'GET' | 'POST';
  readonly host: string;
  /** The repository's path on the host: "/ada/blog.git". */
  readonly path: string;
  /** Of the request on the host, with its query: "/ada/blog.git/info/refs?service=git-upload-pack". */
  readonly target: string;
  /** What a body has to be; absent where there is none. */
  readonly contentType?: string;
}

const services = ['git-upload-pack', 'git-receive-pack'] as const;

/**
 * Reads the rest of an address after the gateway's `/git/`: HOST/REPOSITORY/info/refs?service=…, …/git-upload-pack, …/git-receive-pack or
 * …/info/lfs/objects/batch. Undefined for all else. Whether the host may be asked is another question.
 */
export function parseRelayedRequest(rest: string, search: string): RelayedRequest | undefined {
  const slash = rest.indexOf('/');
  const host = rest.slice(0, Math.max(slash, 0));
  const found = /^(.*?)\/(info\/refs|git-upload-pack|git-receive-pack|info\/lfs\/objects\/batch)$/.exec(
    rest.slice(slash),
  );
  const path = repositoryPath(found?.[1] ?? '');
  const ending = found?.[2];
  if (host === '' || path === undefined || ending === undefined) return undefined;
  if (ending === 'info/refs') {
    const service = services.find((name) => search === `?service=${name}`);
    return service && { kind: 'advertise', method: 'GET', host, path, target: `${path}/info/refs?service=${service}` };
  }
  if (search !== '') return undefined;
  const asked = { method: 'POST', host, path, target: `${path}/${ending}` } as const;
  return ending === 'info/lfs/objects/batch'
    ? { kind: 'lfs-batch', ...asked, contentType: 'application/vnd.git-lfs+json' }
    : { kind: 'call', ...asked, contentType: `application/x-${ending}-request` };
}
