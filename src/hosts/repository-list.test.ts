import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostSiteOf } from './host-place.ts';
import { openRepositoryList, type ListPage, type RepositoryList } from './repository-list.ts';

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

const credentials = { username: 'ann@example.test', password: 'canary' };

function open(origin: string): RepositoryList {
  const site = hostSiteOf(origin);
  if (site === undefined) throw new TypeError(origin);
  return openRepositoryList(site, credentials);
}

async function readAll<Item>(read: (at: string | null) => Promise<ListPage<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let at: string | null = null;
  do {
    const page: ListPage<Item> = await read(at);
    items.push(...page.items);
    at = page.next;
  } while (at !== null);
  return items;
}

/** What a host is made to have: repositories in the host's own words, one on each page. */
interface Host {
  readonly name: string;
  readonly origin: string;
  readonly authorization: string;
  /** Where its first page of repositories is. */
  readonly first: string;
  readonly repositories: readonly object[];
  /** The paths of those that one may write to. */
  readonly writable: readonly string[];
  readonly branches: string;
  serve(items: readonly object[], request: Request): Response;
}

/** The next page in the header Link, as GitHub and Gitea tell it. */
const byLink: Host['serve'] = (items, request) => {
  const url = new URL(request.url);
  const page = Number(url.searchParams.get('page') ?? '1');
  url.searchParams.set('page', String(page + 1));
  const headers = page < items.length ? { link: `<${url.href}>; rel="next", <${url.href}>; rel="last"` } : undefined;
  return HttpResponse.json(items.slice(page - 1, page), headers === undefined ? {} : { headers });
};

const byHeader: Host['serve'] = (items, request) => {
  const page = Number(new URL(request.url).searchParams.get('page') ?? '1');
  const headers = { 'x-next-page': page < items.length ? String(page + 1) : '', 'x-page': String(page) };
  return HttpResponse.json(items.slice(page - 1, page), { headers });
};

const byNext: Host['serve'] = (items, request) => {
  const url = new URL(request.url);
  const page = Number(url.searchParams.get('page') ?? '1');
  url.searchParams.set('page', String(page + 1));
  return HttpResponse.json({
    pagelen: 1,
    values: items.slice(page - 1, page),
    ...(page < items.length ? { next: url.href } : {}),
  });
};

const hosts: readonly Host[] = [
  {
    name: 'GitHub',
    origin: 'https://github.com',
    authorization: 'Bearer canary',
    first: 'https://api.github.com/user/repos',
    repositories: [
      {
        id: 1,
        full_name: 'ann/site',
        private: true,
        archived: false,
        default_branch: 'main',
        pushed_at: '2026-11-01T10:00:00Z',
        permissions: { admin: true, push: true, pull: true },
      },
      { full_name: 'ann/read', private: false, default_branch: 'main', permissions: { push: false, pull: true } },
      { full_name: 'ann/old', private: false, archived: true, permissions: { push: true, pull: true } },
      { full_name: 'org/blog', private: false, default_branch: 'master', permissions: { push: true, pull: true } },
    ],
    writable: ['ann/site', 'org/blog'],
    branches: 'https://api.github.com/repos/ann/site/branches',
    serve: byLink,
  },
  {
    name: 'GitLab',
    origin: 'https://gitlab.com',
    authorization: 'Bearer canary',
    first: 'https://gitlab.com/api/v4/projects',
    repositories: [
      {
        path_with_namespace: 'ann/site',
        visibility: 'private',
        default_branch: 'main',
        last_activity_at: '2026-11-01T10:00:00Z',
      },
      { path_with_namespace: 'group/sub/blog', visibility: 'public', default_branch: null },
    ],
    writable: ['ann/site', 'group/sub/blog'],
    branches: 'https://gitlab.com/api/v4/projects/ann%2Fsite/repository/branches',
    serve: byHeader,
  },
  {
    name: 'Codeberg',
    origin: 'https://codeberg.org',
    authorization: 'token canary',
    first: 'https://codeberg.org/api/v1/user/repos',
    repositories: [
      {
        full_name: 'ann/site',
        private: true,
        default_branch: 'main',
        updated_at: '2026-11-01T10:00:00Z',
        permissions: { push: true },
      },
      { full_name: 'ann/mirror', private: false, mirror: true, permissions: { push: true } },
      { full_name: 'org/read', private: false, permissions: { push: false } },
      { full_name: 'org/blog', private: false, permissions: { push: true } },
    ],
    writable: ['ann/site', 'org/blog'],
    branches: 'https://codeberg.org/api/v1/repos/ann/site/branches',
    serve: byLink,
  },
  {
    name: 'Bitbucket',
    origin: 'https://bitbucket.org',
    authorization: `Basic ${btoa('ann@example.test:canary')}`,
    first: 'https://api.bitbucket.org/2.0/repositories/ann',
    repositories: [
      {
        full_name: 'ann/site',
        is_private: true,
        mainbranch: { type: 'branch', name: 'main' },
        updated_on: '2026-11-01T10:00:00.5+00:00',
      },
      { full_name: 'ann/other', is_private: true, mainbranch: null },
    ],
    writable: ['ann/site', 'ann/other', 'team/blog'],
    branches: 'https://api.bitbucket.org/2.0/repositories/ann/site/refs/branches',
    serve: byNext,
  },
];

const workspaces = http.get('https://api.bitbucket.org/2.0/user/workspaces', () =>
  HttpResponse.json({ values: [{ type: 'workspace_access', workspace: { slug: 'ann' } }, { slug: 'team' }] }),
);
const ofTeam = http.get('https://api.bitbucket.org/2.0/repositories/team', () =>
  HttpResponse.json({ values: [{ full_name: 'team/blog', is_private: false }] }),
);

describe.each(hosts)('[X22] repositories at $name', (host) => {
  const serve = (items: readonly object[] = host.repositories): void =>
    server.use(
      workspaces,
      ofTeam,
      http.get(host.first, ({ request }) => host.serve(items, request)),
    );

  it('are those that one may write to, from all pages, asked for one at a time', async () => {
    serve();
    const list = open(host.origin);
    const first = await list.repositories(null);
    expect(first.items).toEqual([
      {
        path: 'ann/site',
        address: `${host.origin}/ann/site.git`,
        isPrivate: true,
        branch: 'main',
        changed: expect.any(Number),
      },
    ]);
    const asked = seen.length;
    await list.repositories(first.next);
    expect(seen.length).toBe(asked + 1);
    const all = await readAll((at) => list.repositories(at));
    expect(all.map(({ path }) => path)).toEqual(host.writable);
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set([host.authorization]));
  });

  it('whose names lead elsewhere are left out', async () => {
    const [good] = host.repositories;
    const bad = ['../x', 'ann/../evil', 'ann', 'ann/a b', 'ann/%2e%2e', 'ann/x?y', ''].map((path) =>
      Object.assign({}, good, { full_name: path, path_with_namespace: path }),
    );
    serve(bad);
    const all = await readAll((at) => open(host.origin).repositories(at));
    expect(all.filter(({ path }) => path !== 'team/blog')).toEqual([]);
  });

  it.each([
    [401, {}, 'sign-in-needed'],
    [403, {}, 'not-allowed'],
    [403, { 'retry-after': '30' }, 'rate-limited'],
    [429, { 'retry-after': '30' }, 'rate-limited'],
    [410, {}, 'not-found'],
    [503, {}, 'server-error'],
  ] as const)('are refused with %i %o', async (status, headers, code) => {
    server.use(
      workspaces,
      http.get(host.first, () => HttpResponse.json({ message: 'no' }, { status, headers })),
    );
    await expect(open(host.origin).repositories(null)).rejects.toMatchObject({
      code,
      data: code === 'rate-limited' ? { retryAfter: 30 } : {},
    });
  });

  it('are no list that is none, and no next page elsewhere', async () => {
    server.use(
      workspaces,
      http.get(host.first, () => HttpResponse.json({ full_name: 'x' })),
    );
    await expect(open(host.origin).repositories(null)).rejects.toMatchObject({ code: 'corrupt' });
    server.use(
      http.get(host.first, () =>
        host.name === 'Bitbucket'
          ? HttpResponse.json({ values: [], next: 'https://evil.test/2.0/x' })
          : HttpResponse.json([], { headers: { link: '<https://evil.test/x>; rel="next"' } }),
      ),
    );
    await expect(open(host.origin).repositories(null)).rejects.toMatchObject({ code: 'corrupt' });
    const asked = seen.length;
    const elsewhere = open(host.origin).branches('ann/site', 'https://evil.test/x');
    await expect(elsewhere).rejects.toMatchObject({ code: 'corrupt' });
    expect(seen.length).toBe(asked);
  });

  it('have branches, from all pages', async () => {
    server.use(
      http.get(host.branches, ({ request }) => host.serve([{ name: 'main' }, { name: 'feature/x' }], request)),
    );
    const list = open(host.origin);
    expect((await list.branches('ann/site', null)).items).toEqual(['main']);
    expect(await readAll((at) => list.branches('ann/site', at))).toEqual(['main', 'feature/x']);
  });
});

it('[X22] asks GitLab for projects in which one may push', async () => {
  server.use(http.get('https://gitlab.com/api/v4/projects', () => HttpResponse.json([])));
  await open('https://gitlab.com').repositories(null);
  expect(new URL(seen[0]?.url ?? '').searchParams.get('min_access_level')).toBe('30');
});

it('[X22] asks Bitbucket for its workspaces once, and again after a failure', async () => {
  const address = 'https://api.bitbucket.org/2.0/user/workspaces';
  server.use(http.get(address, () => HttpResponse.json({}, { status: 503 })));
  const list = open('https://bitbucket.org');
  await expect(list.repositories(null)).rejects.toMatchObject({ code: 'server-error' });
  server.use(http.get(address, () => HttpResponse.json({ values: [] })));
  expect(await list.repositories(null)).toEqual({ items: [], next: null });
  expect(await list.repositories(null)).toEqual({ items: [], next: null });
  expect(seen.length).toBe(2);
});
