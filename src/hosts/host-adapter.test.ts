import { http, HttpResponse, type HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostOf } from './host-place.ts';
import { openHost } from './open-host.ts';

const server = setupServer();
const seen: { readonly url: string; readonly authorization: string | null }[] = [];
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
server.events.on('request:start', ({ request }) => {
  seen.push({ url: request.url, authorization: request.headers.get('authorization') });
});
afterEach(() => {
  server.resetHandlers();
  seen.length = 0;
});
afterAll(() => server.close());

/** What a host is made to say, in words that all have in common. */
interface Scene {
  /** The account may write to the repository, read it, or does not see it. */
  readonly access?: 'write' | 'read' | 'none';
  readonly branch?: { readonly isProtected: boolean; readonly mayPush: boolean };
  readonly requests?: readonly { readonly branch: string; readonly labels: readonly string[]; readonly fork?: true }[];
  readonly account?: string;
}

interface HostMock {
  readonly repository: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly authorization: string;
  /** Where the host says who asks. */
  readonly user: string;
  readonly api: string;
  handlers(scene: Scene): HttpHandler[];
}

const json = (body: object | null, status = 200, headers: Record<string, string> = {}) =>
  HttpResponse.json(body, { status, headers });
const refusal = (status: number) => json({ message: 'Refused' }, status);
const pageOf = (request: Request): number => Number(new URL(request.url).searchParams.get('page') ?? '1');

/** Gives `items` one by one on pages, with the address of the next in the header Link. */
function paged(request: Request, items: readonly object[]) {
  const page = pageOf(request);
  const next = new URL(request.url);
  next.searchParams.set('page', String(page + 1));
  return json(items.slice(page - 1, page), 200, page < items.length ? { link: `<${next.href}>; rel="next"` } : {});
}

const credentials = { username: 'ann', password: 'canary-s3cret' };

const github: HostMock = {
  repository: 'https://github.com/ada/site.git',
  credentials,
  authorization: 'Bearer canary-s3cret',
  api: 'https://api.github.com',
  user: 'https://api.github.com/user',
  handlers: ({ access = 'write', branch, requests = [], account = 'ann' }) => [
    http.get('https://api.github.com/user', () => json({ login: account, id: 1, type: 'User' })),
    http.get('https://api.github.com/repos/ada/site', () =>
      access === 'none'
        ? refusal(404)
        : json({ full_name: 'ada/site', private: true, permissions: { pull: true, push: access === 'write' } }),
    ),
    http.get('https://api.github.com/repos/ada/site/branches/feature/x', () =>
      json({ name: 'feature/x', protected: branch?.isProtected ?? false }),
    ),
    http.get('https://api.github.com/repos/ada/site/rules/branches/feature/x', ({ request }) =>
      paged(
        request,
        branch?.isProtected === true
          ? [{ type: 'deletion' }, { type: 'pull_request', parameters: { required_approving_review_count: 2 } }]
          : [],
      ),
    ),
    http.get('https://api.github.com/repos/ada/site/pulls', ({ request }) =>
      paged(
        request,
        requests.map((one, number) => ({
          number,
          state: 'open',
          head: { ref: one.branch, repo: one.fork ? { full_name: 'eve/site' } : { full_name: 'Ada/site' } },
          labels: one.labels.map((name) => ({ name, color: 'ededed' })),
        })),
      ),
    ),
  ],
};

const gitlabProject = 'https://gitlab.com/api/v4/projects/ada%2Fsite';
const gitlab: HostMock = {
  repository: 'https://gitlab.com/ada/site.git',
  credentials,
  authorization: 'Bearer canary-s3cret',
  api: 'https://gitlab.com/api/v4',
  user: 'https://gitlab.com/api/v4/personal_access_tokens/self',
  handlers: ({ access = 'write', branch, requests = [], account = 'ann' }) => [
    http.get('https://gitlab.com/api/v4/personal_access_tokens/self', () =>
      json({ id: 4, revoked: false, active: true, scopes: ['read_api', 'write_repository'], expires_at: '2027-01-31' }),
    ),
    http.get('https://gitlab.com/api/v4/user', () => json({ id: 1, username: account })),
    http.get(gitlabProject, () =>
      access === 'none'
        ? refusal(404)
        : json({
            id: 7,
            permissions: { project_access: { access_level: access === 'write' ? 30 : 20 }, group_access: null },
          }),
    ),
    http.get(`${gitlabProject}/repository/branches/feature%2Fx`, () =>
      json({ name: 'feature/x', protected: branch?.isProtected ?? false, can_push: branch?.mayPush ?? true }),
    ),
    http.get(`${gitlabProject}/merge_requests`, ({ request }) =>
      paged(
        request,
        requests.map((one, iid) => ({
          iid,
          state: 'opened',
          source_branch: one.branch,
          source_project_id: one.fork ? 8 : 7,
          target_project_id: 7,
          labels: one.labels,
        })),
      ),
    ),
  ],
};

const gitea: HostMock = {
  repository: 'https://codeberg.org/ada/site.git',
  credentials,
  authorization: 'token canary-s3cret',
  api: 'https://codeberg.org/api/v1',
  user: 'https://codeberg.org/api/v1/user',
  handlers: ({ access = 'write', branch, requests = [], account = 'ann' }) => [
    http.get('https://codeberg.org/api/v1/user', () => json({ id: 1, login: account })),
    http.get('https://codeberg.org/api/v1/repos/ada/site', () =>
      access === 'none' ? refusal(404) : json({ id: 7, permissions: { pull: true, push: access === 'write' } }),
    ),
    http.get('https://codeberg.org/api/v1/repos/ada/site/branches/feature/x', () =>
      json({
        name: 'feature/x',
        protected: branch?.isProtected ?? false,
        required_approvals: 2,
        user_can_push: branch?.mayPush ?? true,
      }),
    ),
    http.get('https://codeberg.org/api/v1/repos/ada/site/pulls', ({ request }) =>
      paged(
        request,
        requests.map((one, number) => ({
          number,
          head: { ref: one.branch, repo_id: one.fork ? 8 : 7 },
          base: { ref: 'main', repo_id: 7 },
          labels: one.labels.map((name) => ({ name })),
        })),
      ),
    ),
  ],
};

const bitbucketRepository = 'https://api.bitbucket.org/2.0/repositories/ada/site';
const bitbucket: HostMock = {
  repository: 'https://bitbucket.org/ada/site.git',
  credentials: { username: 'ann@site.test', password: 'canary-s3cret' },
  authorization: `Basic ${btoa('ann@site.test:canary-s3cret')}`,
  api: 'https://api.bitbucket.org/2.0',
  user: 'https://api.bitbucket.org/2.0/user',
  handlers: ({ access = 'write', branch, requests = [], account = 'ann' }) => [
    http.get('https://api.bitbucket.org/2.0/user', () => json({ nickname: account, display_name: 'Ann' })),
    http.get(bitbucketRepository, () => (access === 'none' ? refusal(404) : json({ full_name: 'ada/site' }))),
    http.get('https://api.bitbucket.org/2.0/repositories/ada', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const isAsked = searchParams.get('role') === 'contributor' && searchParams.get('q') === 'full_name="ada/site"';
      return isAsked ? json({ values: access === 'write' ? [{ full_name: 'ada/site' }] : [] }) : refusal(400);
    }),
    http.get(`${bitbucketRepository}/refs/branches/feature/x`, () => json({ name: 'feature/x' })),
    http.get(`${bitbucketRepository}/branch-restrictions`, () =>
      json({
        values:
          branch?.isProtected === true
            ? [
                { kind: 'push', branch_match_kind: 'glob', pattern: 'feat*/*' },
                { kind: 'require_approvals_to_merge', branch_match_kind: 'glob', pattern: '*', value: 2 },
              ]
            : [{ kind: 'push', branch_match_kind: 'glob', pattern: 'feature' }],
      }),
    ),
    http.get(`${bitbucketRepository}/pullrequests`, ({ request }) => {
      const page = pageOf(request);
      const values = requests.slice(page - 1, page).map((one, id) => ({
        id,
        source: {
          branch: { name: one.branch },
          repository: { full_name: one.fork ? 'eve/site' : 'ada/site' },
        },
      }));
      const next = page < requests.length ? { next: `${bitbucketRepository}/pullrequests?page=${page + 1}` } : {};
      return json({ values, ...next });
    }),
  ],
};

const hosts = Object.entries({ github, gitlab, gitea, bitbucket });

async function open(mock: HostMock, scene: Scene = {}) {
  const place = hostOf(mock.repository);
  if (place === undefined) throw new TypeError(`${mock.repository} leads to no host`);
  server.use(...mock.handlers(scene));
  return openHost(place, mock.credentials);
}

describe.each(hosts)('%s', (kind, mock) => {
  it('[X3] gets the token in one header, at its API alone', async () => {
    const host = await open(mock);
    await host.checkToken();
    await host.branchRules('feature/x');
    await host.listOpenRequests();
    expect(seen.length).toBeGreaterThanOrEqual(4);
    for (const { url, authorization } of seen) {
      expect(url.startsWith(`${mock.api}/`)).toBe(true);
      expect(url).not.toContain('canary');
      expect(authorization).toBe(mock.authorization);
    }
  });

  it('[X7] says who a token is and that nothing lacks', async () => {
    const check = await (await open(mock)).checkToken();
    // Only GitLab tells what a token of today may do.
    const write = kind === 'gitlab' ? 'yes' : 'unknown';
    const expires = kind === 'gitlab' ? Date.UTC(2027, 0, 31) : null;
    expect(check).toEqual({ account: 'ann', read: 'yes', write, expires, problem: null });
  });

  it('[X7] says in words that an account may only read', async () => {
    const check = await (await open(mock, { access: 'read' })).checkToken();
    expect(check).toMatchObject({ read: 'yes', write: 'no' });
    expect(check.problem).toMatch(/ada\/site.*Ask its owner/);
  });

  it('[X7] says in words that a token does not see the repository', async () => {
    const check = await (await open(mock, { access: 'none' })).checkToken();
    expect(check).toMatchObject({ read: 'no', write: 'no' });
    expect(check.problem).toMatch(/^This token can not see ada\/site .*\.$/);
  });

  it('[X7] asks to sign in again when the token has ended or was revoked', async () => {
    const host = await open(mock);
    server.use(http.get(mock.user, () => json({ message: 'Bad credentials', error: 'invalid_token' }, 401)));
    await expect(host.checkToken()).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  it('[X5] passes on how long it asks to wait', async () => {
    const host = await open(mock);
    server.use(http.get(mock.user, () => json({}, 429, { 'retry-after': '40' })));
    await expect(host.checkToken()).rejects.toMatchObject({ code: 'rate-limited', data: { retryAfter: 40 } });
  });

  it('[X15] tells whether the account may write', async () => {
    const rightOf = async (access: 'write' | 'read') => (await open(mock, { access })).mayWrite();
    expect([await rightOf('write'), await rightOf('read')]).toEqual(['yes', 'no']);
    // Of a token that may not ask, nothing is known.
    server.use(http.get(`${mock.api}/*`, () => refusal(403)));
    expect(await (await open({ ...mock, handlers: () => [] })).mayWrite()).toBe('unknown');
  });

  it('[X8] tells a protected branch from others', async () => {
    const free = await (await open(mock)).branchRules('feature/x');
    expect(free).toEqual({ isProtected: false, push: 'yes', approvals: null });
    const kept = await (await open(mock, { branch: { isProtected: true, mayPush: false } })).branchRules('feature/x');
    const push = kind === 'gitlab' || kind === 'gitea' ? 'no' : 'unknown';
    expect(kept).toEqual({ isProtected: true, push, approvals: kind === 'gitlab' ? null : 2 });
  });

  it('[X9] lists open requests over all pages, without those of forks', async () => {
    const requests = [
      { branch: 'cms/posts/a', labels: ['decap-cms/draft'] },
      { branch: 'cms/posts/b', labels: [], fork: true as const },
      { branch: 'cms/posts/c', labels: ['help', '\u202e<b>'] },
    ];
    const labels = (own: readonly string[]) => (kind === 'bitbucket' ? [] : own);
    expect(await (await open(mock, { requests })).listOpenRequests()).toEqual([
      { branch: 'cms/posts/a', labels: labels(['decap-cms/draft']) },
      { branch: 'cms/posts/c', labels: labels(['help', '\u202e<b>']) },
    ]);
  });

  it('[X4] does not use names that are too long, or no text', async () => {
    await expect(
      (await open(mock, { requests: [{ branch: 'x'.repeat(2000), labels: [] }] })).listOpenRequests(),
    ).rejects.toMatchObject({ code: 'corrupt' });
    const host = await open(mock);
    server.use(http.get(mock.user, () => json({ login: { toString: 1 }, scopes: 7, nickname: [] })));
    await expect(host.checkToken()).rejects.toMatchObject({ code: 'corrupt' });
  });
});

describe('[X7] scopes', () => {
  it.each([
    ['repo, user', 'yes', null],
    ['public_repo', 'no', 'The token lacks the scope “repo”. Make one that has it.'],
    ['gist', 'no', 'The token lacks the scope “repo”. Make one that has it.'],
  ])('of GitHub tokens of the older kind, “%s”, are judged', async (scopes, write, problem) => {
    const host = await open(github);
    const headers = { 'x-oauth-scopes': scopes, 'github-authentication-token-expiration': '2027-01-31 10:00:00 UTC' };
    server.use(http.get(github.user, () => json({ login: 'ann' }, 200, headers)));
    const expires = Date.UTC(2027, 0, 31, 10);
    expect(await host.checkToken()).toEqual({ account: 'ann', read: 'yes', write, expires, problem });
  });

  it('of a GitLab token that may only read are named', async () => {
    const host = await open(gitlab);
    server.use(http.get(gitlab.user, () => json({ scopes: ['read_repository'], expires_at: null })));
    const check = await host.checkToken();
    expect(check).toMatchObject({ read: 'yes', write: 'no', expires: null });
    expect(check.problem).toContain('“write_repository”');
  });

  it('of a GitLab token for git alone leave open what the account may do', async () => {
    const host = await open(gitlab);
    const refused = () => json({ error: 'insufficient_scope', scope: 'api read_api' }, 403);
    server.use(
      http.get(gitlab.user, () => json({ scopes: ['write_repository'], expires_at: null })),
      http.get(`${gitlab.api}/user`, refused),
      http.get(gitlabProject, refused),
    );
    const check = await host.checkToken();
    expect(check).toEqual({ account: null, read: 'unknown', write: 'unknown', expires: null, problem: null });
  });

  it('of a GitLab token that is not a personal one are not known', async () => {
    const host = await open(gitlab);
    server.use(http.get(gitlab.user, () => json({ error: 'bad_request' }, 400)));
    expect(await host.checkToken()).toMatchObject({ account: 'ann', read: 'yes', write: 'unknown', expires: null });
  });

  it('of a Bitbucket token that is used with a name are not asked for', async () => {
    const host = await open({ ...bitbucket, credentials });
    expect(await host.checkToken()).toMatchObject({ account: null, read: 'unknown', write: 'unknown', problem: null });
    expect(seen).toEqual([]);
  });
});
