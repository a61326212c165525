/** One of the three requests of smart HTTP that are answered; nothing else of a repository can be reached. */
export type GitRequest =
  | { readonly kind: 'advertise'; readonly service: GitService }
  | { readonly kind: 'call'; readonly service: GitService };

export type GitService = 'git-upload-pack' | 'git-receive-pack';

/**
 * Recognises a git request for the repository at `basePath` ("/git/demo.git"); undefined for all else, the files of the
 * dumb protocol included.
 */
export function parseGitRequest(request: Request, basePath: string): GitRequest | undefined {
  const url = new URL(request.url);
  if (!url.pathname.startsWith(`${basePath}/`)) return undefined;
  const rest = url.pathname.slice(basePath.length + 1);
  if (rest === 'info/refs' && request.method === 'GET') {
    const service = url.searchParams.get('service');
    const isAlone = [...url.searchParams].length === 1;
    return isAlone && isGitService(service) ? { kind: 'advertise', service } : undefined;
  }
  if (isGitService(rest) && request.method === 'POST' && url.search === '') return { kind: 'call', service: rest };
  return undefined;
}

function isGitService(name: string | null): name is GitService {
  return name === 'git-upload-pack' || name === 'git-receive-pack';
}

/** The path and query that ask for `request` below a repository's address. */
export function gitRequestPath(request: GitRequest): string {
  return request.kind === 'advertise' ? `/info/refs?service=${request.service}` : `/${request.service}`;
}
