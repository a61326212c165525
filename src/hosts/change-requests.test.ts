import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostOf } from './host-place.ts';
import { openHost } from './open-host.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const commit = 'a'.repeat(40);
const place = { branch: 'cms/one', target: 'main', commit };
const early = '2026-11-01T10:00:00Z';
const late = '2026-11-02T10:00:00Z';
const preview = 'https://preview-12.example.test/';

interface RequestMock {
  readonly repository: string;
  readonly username: string;
  /** Answers by the end of the address, without its query. */
  readonly answers: Readonly<Record<string, JsonBodyType>>;
  /** The request as the host has it when it was merged, and when it was closed. */
  readonly merged: JsonBodyType;
  readonly closed: JsonBodyType;
  /** Its page on another host. */
  readonly elsewhere: JsonBodyType;
  /** The key of `answers` under which the request itself stands, and what is there when there is none. */
  readonly found: { readonly at: string; readonly none: { readonly status: number; readonly body: JsonBodyType } };
  /** Where one is opened, and what is sent. */
  readonly opened: { readonly at: string; readonly body: JsonBodyType };
  readonly said: { readonly at: string; readonly body: JsonBodyType };
}

const words = '<b>Hello</b>\n\u202e';

const githubPull = { number: 12, html_url: 'https://github.com/ada/site/pull/12', state: 'open', merged_at: null };
const github: RequestMock = {
  repository: 'https://github.com/ada/site',
  username: 'ann',
  answers: {
    '/repos/ada/site/pulls': [githubPull],
    '/repos/ada/site/pulls/12/reviews': [
      { id: 1, user: { login: 'eve' }, state: 'APPROVED', body: '', submitted_at: early },
      { id: 2, user: { login: 'bob' }, state: 'APPROVED', body: '', submitted_at: early },
      { id: 3, user: { login: 'bob' }, state: 'CHANGES_REQUESTED', body: 'Not yet', submitted_at: early },
      { id: 4, user: { login: 'eve' }, state: 'DISMISSED', body: '', submitted_at: early },
      { id: 5, user: null, state: 'COMMENTED', body: null, submitted_at: early },
      { id: 6, user: { login: 'cy' }, state: 'CHANGES_REQUESTED', body: '', submitted_at: early },
      { id: 7, user: { login: 'cy' }, state: 'APPROVED', body: '', submitted_at: late },
    ],
    '/repos/ada/site/issues/12/comments': [{ id: 8, user: { login: 'dee' }, body: '\u202eHello', created_at: late }],
    '/repos/ada/site/pulls/12/comments': [],
    [`/repos/ada/site/commits/${commit}/status`]: {
      state: 'success',
      statuses: [
        { context: 'ci/test', state: 'success', target_url: 'https://ci.test/1' },
        { context: 'deploy/script', state: 'success', target_url: 'javascript:alert(1)' },
        { context: 'deploy/plain', state: 'success', target_url: 'http://plain.test/' },
        { context: 'deploy/failed', state: 'failure', target_url: 'https://failed.test/' },
        { context: 'deploy/none', state: 'success', target_url: null },
      ],
    },
    '/repos/ada/site/deployments': [{ id: 5, environment: 'Preview' }],
    '/repos/ada/site/deployments/5/statuses': [{ state: 'success', environment_url: preview }],
  },
  merged: [{ ...githubPull, state: 'closed', merged_at: late }],
  closed: [{ ...githubPull, state: 'closed' }],
  elsewhere: [{ ...githubPull, html_url: 'https://evil.test/ada/site/pull/12' }],
  found: { at: '/repos/ada/site/pulls', none: { status: 200, body: [] } },
  said: { at: '/repos/ada/site/issues/12/comments', body: { body: words } },
  opened: {
    at: '/repos/ada/site/pulls',
    body: { head: 'cms/one', base: 'main', title: 'A “title”', body: 'Two\nlines' },
  },
};

const project = '/projects/ada%2Fsite';
const gitlabMerge = {
  iid: 12,
  web_url: 'https://gitlab.com/ada/site/-/merge_requests/12',
  state: 'opened',
  source_project_id: 7,
  target_project_id: 7,
};
const gitlab: RequestMock = {
  repository: 'https://gitlab.com/ada/site',
  username: 'ann',
  answers: {
    [`${project}/merge_requests`]: [{ ...gitlabMerge, iid: 13, source_project_id: 8 }, gitlabMerge],
    [`${project}/merge_requests/12/approvals`]: { approved: true, approved_by: [{ user: { username: 'cy' } }] },
    [`${project}/merge_requests/12/notes`]: [
      { id: 17, author: { id: 17, username: 'dee' }, body: '\u202eHello', created_at: late, system: false },
      { id: 18, author: { id: 18, username: 'ann' }, body: 'added 1 commit', created_at: late, system: true },
      { id: 19, author: { id: 19, username: 'bob' }, body: 'Not yet', created_at: early, system: false },
    ],
    [`${project}/repository/commits/${commit}/statuses`]: [
      { name: 'test', status: 'success', target_url: 'https://ci.test/1' },
      { name: 'deploy-preview', status: 'success', target_url: preview },
      { name: 'deploy', status: 'pending', target_url: 'https://later.test/' },
    ],
  },
  merged: [{ ...gitlabMerge, state: 'merged' }],
  closed: [{ ...gitlabMerge, state: 'closed' }],
  elsewhere: [{ ...gitlabMerge, web_url: 'http://gitlab.com/ada/site/-/merge_requests/12' }],
  found: { at: `${project}/merge_requests`, none: { status: 200, body: [] } },
  said: { at: `${project}/merge_requests/12/notes`, body: { body: words } },
  opened: {
    at: `${project}/merge_requests`,
    body: { source_branch: 'cms/one', target_branch: 'main', title: 'A “title”', description: 'Two\nlines' },
  },
};

const giteaPull = { number: 12, html_url: 'https://codeberg.org/ada/site/pulls/12', state: 'open', merged: false };
const gitea: RequestMock = {
  repository: 'https://codeberg.org/ada/site',
  username: 'ann',
  answers: {
    '/repos/ada/site/pulls/main/cms/one': giteaPull,
    '/repos/ada/site/pulls/12/reviews': [
      { id: 9, user: { login: 'eve' }, state: 'APPROVED', dismissed: true, body: '', submitted_at: early },
      {
        id: 10,
        user: { login: 'bob' },
        state: 'REQUEST_CHANGES',
        dismissed: false,
        body: 'Not yet',
        submitted_at: early,
      },
      { id: 11, user: { login: 'fay' }, state: 'REQUEST_REVIEW', dismissed: false, body: '', submitted_at: early },
      { id: 12, user: { login: 'cy' }, state: 'APPROVED', dismissed: false, body: '', submitted_at: early },
    ],
    '/repos/ada/site/issues/12/comments': [{ id: 13, user: { login: 'dee' }, body: '\u202eHello', created_at: late }],
    [`/repos/ada/site/commits/${commit}/status`]: {
      statuses: [{ context: 'deploy/preview', status: 'success', target_url: preview }],
    },
  },
  merged: { ...giteaPull, state: 'closed', merged: true },
  closed: { ...giteaPull, state: 'closed' },
  elsewhere: { ...giteaPull, html_url: 'https://codeberg.org@evil.test/ada/site/pulls/12' },
  found: { at: '/repos/ada/site/pulls/main/cms/one', none: { status: 404, body: { message: 'not found' } } },
  said: { at: '/repos/ada/site/issues/12/comments', body: { body: words } },
  opened: {
    at: '/repos/ada/site/pulls',
    body: { head: 'cms/one', base: 'main', title: 'A “title”', body: 'Two\nlines' },
  },
};

const bitbucketPull = {
  id: 12,
  state: 'OPEN',
  links: { html: { href: 'https://bitbucket.org/ada/site/pull-requests/12' } },
  source: { branch: { name: 'cms/one' }, repository: { full_name: 'ada/site' } },
};
const bitbucket: RequestMock = {
  repository: 'https://bitbucket.org/ada/site',
  username: 'ann@site.test',
  answers: {
    '/repositories/ada/site/pullrequests': {
      values: [{ ...bitbucketPull, id: 13, source: { repository: { full_name: 'eve/site' } } }, bitbucketPull],
    },
    '/repositories/ada/site/pullrequests/12': {
      ...bitbucketPull,
      participants: [
        { user: { display_name: 'bob' }, approved: false, state: 'changes_requested' },
        { user: { display_name: 'eve' }, approved: false, state: null },
        { user: { display_name: 'cy' }, approved: true, state: 'approved' },
      ],
    },
    '/repositories/ada/site/pullrequests/12/comments': {
      values: [
        { id: 14, user: { display_name: 'bob' }, content: { raw: 'Not yet' }, created_on: early, deleted: false },
        { id: 15, user: { display_name: 'eve' }, content: { raw: 'gone' }, created_on: early, deleted: true },
        { id: 16, user: { display_name: 'dee' }, content: { raw: '\u202eHello' }, created_on: late },
      ],
    },
    [`/repositories/ada/site/commit/${commit}/statuses`]: {
      values: [
        { key: 'ci', name: 'Tests', state: 'SUCCESSFUL', url: 'https://ci.test/1' },
        { key: 'preview', name: null, state: 'SUCCESSFUL', url: preview },
      ],
    },
  },
  merged: { values: [{ ...bitbucketPull, state: 'MERGED' }] },
  closed: { values: [{ ...bitbucketPull, state: 'DECLINED' }] },
  elsewhere: { values: [{ ...bitbucketPull, links: { html: { href: 'javascript:alert(1)' } } }] },
  found: { at: '/repositories/ada/site/pullrequests', none: { status: 200, body: { values: [] } } },
  said: { at: '/repositories/ada/site/pullrequests/12/comments', body: { content: { raw: words } } },
  opened: {
    at: '/repositories/ada/site/pullrequests',
    body: {
      title: 'A “title”',
      description: 'Two\nlines',
      source: { branch: { name: 'cms/one' } },
      destination: { branch: { name: 'main' } },
    },
  },
};

/** The host with its answers, one of them replaced. */
async function open(mock: RequestMock, found?: { readonly status?: number; readonly body: JsonBodyType }) {
  const at = hostOf(mock.repository);
  if (at === undefined) throw new TypeError(`${mock.repository} leads to no host`);
  server.use(
    http.get(`${at.api}/*`, ({ request }) => {
      const path = request.url.slice(at.api.length).replace(/\?.*$/, '');
      if (path === mock.found.at && found !== undefined) {
        return HttpResponse.json(found.body, { status: found.status ?? 200 });
      }
      const body = Object.hasOwn(mock.answers, path) ? mock.answers[path] : undefined;
      return body === undefined ? HttpResponse.json({ message: path }, { status: 500 }) : HttpResponse.json(body);
    }),
  );
  return { api: at.api, host: await openHost(at, { username: mock.username, password: 'canary' }) };
}

describe.each(Object.entries({ github, gitlab, gitea, bitbucket }))('%s', (kind, mock) => {
  it('[X11] has verdicts, words and previews of a change request', async () => {
    const { host } = await open(mock);
    const request = await host.findRequest(place);
    expect(request).toMatchObject({ number: 12, state: 'open' });
    expect(request?.address).toMatch(/^https:\/\/\S+\/12$/);
    // GitLab knows approvals only.
    const verdicts = [
      { author: 'bob', isApproval: false },
      { author: 'cy', isApproval: true },
    ];
    expect(request?.verdicts).toEqual(kind === 'gitlab' ? verdicts.slice(1) : verdicts);
    expect(request?.comments).toMatchObject([
      { author: 'bob', text: 'Not yet', time: Date.parse(early) },
      { author: 'dee', text: '\u202eHello', time: Date.parse(late) },
    ]);
    expect(request?.previews.map(({ address }) => address)).toEqual([preview]);
  });

  it('[X11] tells merged from closed, and none', async () => {
    const stateOf = async (body: JsonBodyType) => (await (await open(mock, { body })).host.findRequest(place))?.state;
    expect(await stateOf(mock.merged)).toBe('merged');
    expect(await stateOf(mock.closed)).toBe('closed');
    expect(await (await open(mock, mock.found.none)).host.findRequest(place)).toBeNull();
  });

  it('[X11] is not led to a page elsewhere', async () => {
    const { host } = await open(mock, { body: mock.elsewhere });
    await expect(host.findRequest(place)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('[X13] opens a change request, and says when the token may not', async () => {
    const { api, host } = await open(mock);
    const order = { branch: 'cms/one', target: 'main', title: 'A “title”', summary: 'Two\nlines', reviewers: [] };
    let sent: unknown;
    server.use(
      http.post(`${api}${mock.opened.at}`, async ({ request }) => {
        expect(request.headers.get('content-type')).toBe('application/json');
        sent = await request.json();
        return HttpResponse.json({ id: 1, number: 1, iid: 1 }, { status: 201 });
      }),
    );
    expect(await host.openRequest(order)).toEqual({ number: 1, unasked: [] });
    expect(sent).toEqual(mock.opened.body);
    server.use(http.post(`${api}/*`, () => HttpResponse.json({ error: 'insufficient_scope' }, { status: 403 })));
    await expect(host.openRequest(order)).rejects.toMatchObject({ code: 'not-allowed' });
    const remark = { text: 'Hello', mark: '', place: null, isApproval: null, commit: null };
    await expect(host.say(12, remark)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('[X13] says something in a change request', async () => {
    const { api, host } = await open(mock);
    const { at, body } = mock.said;
    let sent: unknown;
    server.use(
      http.post(`${api}${at}`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ id: 1 }, { status: 201 });
      }),
    );
    await host.say(12, { text: words, mark: '', place: null, isApproval: null, commit });
    expect(sent).toEqual(body);
  });
});
