import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostOf } from './host-place.ts';
import { openHost } from './open-host.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const head = 'a'.repeat(40);
const commit = 'b'.repeat(40);
const repositories = {
  github: 'https://github.com/ada/site',
  gitlab: 'https://gitlab.com/ada/site',
  gitea: 'https://codeberg.org/ada/site',
  bitbucket: 'https://bitbucket.org/ada/site',
} as const;
type Kind = keyof typeof repositories;

type Answer = JsonBodyType | { readonly status: number };

/** The host with answers by method and address; what it was asked to write is noted, in order. */
async function open(kind: Kind, answers: Readonly<Record<string, Answer>>) {
  const place = hostOf(repositories[kind]);
  if (place === undefined) throw new TypeError(`${kind} leads to no host`);
  const written: { readonly to: string; readonly body: unknown }[] = [];
  server.use(
    http.all(`${place.api}/*`, async ({ request }) => {
      const to = request.url.slice(place.api.length);
      if (request.method !== 'GET') written.push({ to, body: await request.json() });
      const key = `${request.method} ${to}`;
      const found = Object.hasOwn(answers, key) ? key : key.replace(/\?.*$/, '');
      const answer = Object.hasOwn(answers, found) ? answers[found] : { status: 404 };
      const isStatus = typeof answer === 'object' && answer !== null && Object.keys(answer).join('') === 'status';
      if (!isStatus) return HttpResponse.json(answer);
      return HttpResponse.json({ message: 'No' }, { status: 'status' in answer ? Number(answer['status']) : 500 });
    }),
  );
  return { host: await openHost(place, { username: 'ann@site.test', password: 'canary' }), written };
}

const kinds = Object.keys(repositories).filter((kind): kind is Kind => Object.hasOwn(repositories, kind));
const project = '/projects/ada%2Fsite';

describe('[X16] what was merged', () => {
  const branches = new Set(['cms/one']);
  const other = { ref: 'cms/two', sha: head };
  const answers: Readonly<Record<Kind, Readonly<Record<string, Answer>>>> = {
    github: {
      'GET /repos/ada/site/pulls': [
        { number: 1, merged_at: '2026-11-02', merge_commit_sha: commit, head: other },
        { number: 2, merged_at: null, merge_commit_sha: commit, head: { ref: 'cms/one', sha: head } },
        { number: 3, merged_at: '2026-11-02', merge_commit_sha: commit, head: { ref: 'cms/one', sha: head } },
        { number: 4, merged_at: '2026-11-01', merge_commit_sha: 'main', head: { ref: 'cms/one', sha: head } },
      ],
    },
    gitlab: {
      [`GET ${project}/merge_requests`]: [
        { iid: 1, source_branch: 'cms/two', sha: head, merge_commit_sha: commit, squash_commit_sha: null },
        { iid: 3, source_branch: 'cms/one', sha: head, merge_commit_sha: null, squash_commit_sha: commit },
        { iid: 4, source_branch: 'cms/one', sha: null, merge_commit_sha: commit, squash_commit_sha: null },
      ],
    },
    gitea: {
      'GET /repos/ada/site/pulls': [
        { number: 1, merged: true, merge_commit_sha: commit, head: other, base: { ref: 'main' } },
        {
          number: 2,
          merged: false,
          merge_commit_sha: null,
          head: { ref: 'cms/one', sha: head },
          base: { ref: 'main' },
        },
        {
          number: 5,
          merged: true,
          merge_commit_sha: commit,
          head: { ref: 'cms/one', sha: head },
          base: { ref: 'dev' },
        },
        {
          number: 3,
          merged: true,
          merge_commit_sha: commit,
          head: { ref: 'cms/one', sha: head },
          base: { ref: 'main' },
        },
      ],
    },
    bitbucket: {
      'GET /repositories/ada/site/pullrequests': {
        values: [
          bitbucketMerge(1, 'cms/two', 'main'),
          bitbucketMerge(2, 'cms/one', 'dev'),
          bitbucketMerge(3, 'cms/one', 'main'),
        ],
      },
      'GET /repositories/ada/site/commit/aaaaaaaaaaaa': { hash: head },
      'GET /repositories/ada/site/commit/bbbbbbbbbbbb': { hash: commit },
    },
  };

  it.each(kinds)('at %s is told with both ends', async (kind) => {
    const { host } = await open(kind, answers[kind]);
    expect(await host.listMerged({ target: 'main', branches })).toEqual([
      { number: 3, branch: 'cms/one', head, commit },
    ]);
  });

  it.each(kinds)('at %s is asked for with a limit, and a refusal is thrown', async (kind) => {
    const { host } = await open(kind, {});
    await expect(host.listMerged({ target: 'main', branches })).rejects.toMatchObject({ code: 'not-found' });
    server.use(http.all('*', () => HttpResponse.json({}, { status: 429, headers: { 'retry-after': '30' } })));
    await expect(host.listMerged({ target: 'main', branches })).rejects.toMatchObject({
      code: 'rate-limited',
      data: { retryAfter: 30 },
    });
  });
});

function bitbucketMerge(id: number, branch: string, target: string) {
  return {
    id,
    source: { branch: { name: branch }, commit: { hash: head.slice(0, 12) } },
    destination: { branch: { name: target } },
    merge_commit: { hash: commit.slice(0, 12) },
  };
}

describe('[X13] reviewers', () => {
  const order = { branch: 'cms/one', target: 'main', title: 'T', summary: 'S' };
  /** One of the host's own addresses, and others. */
  const reviewersAt = (own: string) => [own, 'cy@site.test', 'nobody@site.test'];

  it('are asked at GitHub where commits tell their accounts', async () => {
    const reviewers = reviewersAt('12+bob@users.noreply.github.com');
    const { host, written } = await open('github', {
      'POST /repos/ada/site/pulls': { number: 7 },
      'GET /repos/ada/site/commits?author=cy%40site.test&per_page=1': [{ author: { login: 'cy' } }],
      'GET /repos/ada/site/commits?author=nobody%40site.test&per_page=1': [{ author: null }],
      'POST /repos/ada/site/pulls/7/requested_reviewers': {},
    });
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: ['nobody@site.test'] });
    expect(written.slice(1).map(({ body }) => body)).toEqual([{ reviewers: ['bob'] }, { reviewers: ['cy'] }]);
  });

  it('are asked at GitLab where one account is found', async () => {
    const reviewers = reviewersAt('12-bob@users.noreply.gitlab.com');
    const { host, written } = await open('gitlab', {
      'GET /users?username=bob': [{ id: 2, username: 'bob' }],
      'GET /users?search=cy%40site.test': [
        { id: 3, username: 'cy' },
        { id: 4, username: 'cyd' },
      ],
      'GET /users?search=nobody%40site.test': { status: 403 },
      [`POST ${project}/merge_requests`]: { iid: 7 },
    });
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: reviewers.slice(1) });
    expect(written).toMatchObject([{ body: { reviewer_ids: [2] } }]);
  });

  it('are asked at Gitea where an account shows the address, and nothing is held up where it does not let', async () => {
    const reviewers = reviewersAt('bob@noreply.codeberg.org');
    const { host, written } = await open('gitea', {
      'POST /repos/ada/site/pulls': { number: 7 },
      'GET /users/search?q=cy%40site.test&limit=2': { data: [{ login: 'cy', email: 'cy@site.test' }] },
      'GET /users/search?q=nobody%40site.test&limit=2': { data: [{ login: 'no', email: 'no@elsewhere.test' }] },
      'POST /repos/ada/site/pulls/7/requested_reviewers': { status: 422 },
    });
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: reviewers });
    expect(written.slice(1).map(({ body }) => body)).toEqual([{ reviewers: ['bob'] }, { reviewers: ['cy'] }]);
  });

  it('are not told by addresses of another host', async () => {
    const { host, written } = await open('gitea', { 'POST /repos/ada/site/pulls': { number: 7 } });
    const reviewers = ['12+bob@users.noreply.github.com', 'bob@noreply.codeberg.org.evil.test'];
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: reviewers });
    expect(written.length).toBe(1);
  });

  const uuid = (digit: string) => `{${digit.repeat(8)}-${`${digit.repeat(4)}-`.repeat(3)}${digit.repeat(12)}}`;
  const atBitbucket: Readonly<Record<string, Answer>> = {
    'GET /repositories/ada/site/commits': {
      values: [
        { author: { raw: 'Bob <Bob@site.test>', user: { uuid: uuid('b') } } },
        { author: { raw: 'No account <cy@site.test>' } },
        { author: null },
      ],
    },
    'GET /workspaces/ada/members?q=user.email+IN+%28%22cy%40site.test%22%29&pagelen=2': {
      values: [{ user: { uuid: uuid('c') } }],
    },
    'GET /workspaces/ada/members?q=user.email+IN+%28%22nobody%40site.test%22%29&pagelen=2': { status: 403 },
  };

  it('are asked at Bitbucket where commits or the members tell their accounts', async () => {
    const reviewers = reviewersAt('bob@site.test');
    const { host, written } = await open('bitbucket', {
      ...atBitbucket,
      'POST /repositories/ada/site/pullrequests': { id: 7 },
    });
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: ['nobody@site.test'] });
    expect(written).toMatchObject([{ body: { reviewers: [{ uuid: uuid('b') }, { uuid: uuid('c') }] } }]);
  });

  it('that Bitbucket does not take hold nothing up', async () => {
    const reviewers = reviewersAt('bob@site.test');
    const { host, written } = await open('bitbucket', atBitbucket);
    server.use(
      http.post('*/pullrequests', async ({ request }) =>
        JSON.stringify(await request.clone().json()).includes('reviewers')
          ? HttpResponse.json({ error: { message: 'is the author' } }, { status: 400 })
          : HttpResponse.json({ id: 7 }),
      ),
    );
    expect(await host.openRequest({ ...order, reviewers })).toEqual({ number: 7, unasked: reviewers });
    expect(written).toEqual([]);
  });
});

describe('[X17] what is about a line', () => {
  const mark = '<!-- galley:1 -->';
  const text = `On line 5: Why?\n\n${mark}`;
  const here = { path: 'posts/one.md', line: 5, text: `Why?\n\n${mark}` };
  const remark = { text, mark, place: here, isApproval: null, commit: head };
  const version = { id: 3, base_commit_sha: commit, start_commit_sha: commit, head_commit_sha: head };
  const merge = `${project}/merge_requests/7`;
  const diffOf = (path: string) => ({
    diffs: [{ old_path: 'posts/old.md', new_path: path, deleted_file: false, diff: '@@ -4,1 +4,2 @@\n four\n+five\n' }],
  });
  const pull = '/repos/ada/site/pulls/7';
  const request = '/repositories/ada/site/pullrequests/7';
  const tip = (hash: string) => ({ source: { commit: { hash } } });
  const placed: Readonly<Record<Kind, Readonly<Record<string, Answer>>>> = {
    github: { [`POST ${pull}/comments`]: {} },
    gitlab: {
      [`GET ${merge}/versions`]: [{ ...version, id: 4, head_commit_sha: commit }, version],
      [`GET ${merge}/versions/3`]: diffOf(here.path),
      [`POST ${merge}/discussions`]: {},
    },
    gitea: { [`GET ${pull}/files`]: [{ filename: here.path }], [`POST ${pull}/reviews`]: {} },
    bitbucket: { [`GET ${request}`]: tip(head.slice(0, 12)), [`POST ${request}/comments`]: {} },
  };
  const expected: Readonly<Record<Kind, unknown>> = {
    github: { body: here.text, path: here.path, line: 5, side: 'RIGHT', commit_id: head },
    gitlab: {
      body: here.text,
      position: {
        position_type: 'text',
        base_sha: commit,
        start_sha: commit,
        head_sha: head,
        old_path: 'posts/old.md',
        new_path: here.path,
        new_line: 5,
      },
    },
    gitea: {
      event: 'COMMENT',
      body: mark,
      commit_id: head,
      comments: [{ path: here.path, body: here.text, new_position: 5, old_position: 0 }],
    },
    bitbucket: { content: { raw: here.text }, inline: { path: here.path, to: 5 } },
  };

  it.each(kinds)('is said there at %s', async (kind) => {
    const { host, written } = await open(kind, placed[kind]);
    await host.say(7, remark);
    expect(written.map(({ body }) => body)).toEqual([expected[kind]]);
  });

  const elsewhere: Readonly<Record<Kind, Readonly<Record<string, Answer>>>> = {
    github: { [`POST ${pull}/comments`]: { status: 422 }, 'POST /repos/ada/site/issues/7/comments': {} },
    gitlab: {
      ...placed.gitlab,
      [`GET ${merge}/versions/3`]: diffOf('posts/two.md'),
      [`POST ${merge}/notes`]: {},
    },
    gitea: {
      ...placed.gitea,
      [`GET ${pull}/files`]: [{ filename: 'posts/two.md' }],
      'POST /repos/ada/site/issues/7/comments': {},
    },
    bitbucket: { ...placed.bitbucket, [`GET ${request}`]: tip(commit.slice(0, 12)) },
  };

  it.each(kinds)('is said of the whole at %s where the request does not show the line', async (kind) => {
    const { host, written } = await open(kind, elsewhere[kind]);
    await host.say(7, remark);
    const last = kind === 'bitbucket' ? { content: { raw: text } } : { body: text };
    expect(written.at(-1)?.body).toEqual(last);
    expect(written.length).toBe(kind === 'github' ? 2 : 1);
  });

  it('has both numbers at GitLab where the line was there before, and is said of the whole where GitLab refuses', async () => {
    const { host, written } = await open('gitlab', { ...placed.gitlab, [`POST ${merge}/notes`]: {} });
    await host.say(7, { ...remark, place: { ...here, line: 9 } });
    expect(written).toMatchObject([{ body: { position: { new_line: 9, old_line: 8 } } }]);
    const refused = await open('gitlab', {
      ...placed.gitlab,
      [`POST ${merge}/discussions`]: { status: 400 },
      [`POST ${merge}/notes`]: {},
    });
    await refused.host.say(7, remark);
    expect(refused.written.at(-1)).toEqual({ to: `${merge}/notes`, body: { body: text } });
  });

  it('commands nothing at GitLab, and is read again as it was said', async () => {
    const { host, written } = await open('gitlab', {
      [`POST ${merge}/notes`]: {},
      [`GET ${project}/merge_requests`]: [
        { iid: 7, web_url: 'https://gitlab.com/ada/site/-/merge_requests/7', state: 'opened' },
      ],
      [`GET ${merge}/notes`]: [{ id: 1, author: { username: 'dee' }, body: 'So:\n\\/merge\n  \\/close' }],
    });
    await host.say(7, { ...remark, place: null, text: 'So:\n/merge\n  /close' });
    expect(written.map(({ body }) => body)).toEqual([{ body: 'So:\n\\/merge\n  \\/close' }]);
    const found = await host.findRequest({ branch: 'cms/one', target: 'main', commit: head });
    expect(found?.comments.map((comment) => comment.text)).toEqual(['So:\n/merge\n  /close']);
  });
});

describe('[X17] a verdict', () => {
  const yes = { text: 'Fine', mark: '', place: null, isApproval: true, commit: head };

  it('is a review at GitHub and Gitea', async () => {
    const { host, written } = await open('github', { 'POST /repos/ada/site/pulls/7/reviews': {} });
    await host.say(7, yes);
    await host.say(7, { ...yes, isApproval: false });
    expect(written.map(({ body }) => body)).toEqual([
      { event: 'APPROVE', body: 'Fine', commit_id: head },
      { event: 'REQUEST_CHANGES', body: 'Fine', commit_id: head },
    ]);
    const gitea = await open('gitea', { 'POST /repos/ada/site/pulls/7/reviews': {} });
    await gitea.host.say(7, yes);
    expect(gitea.written).toEqual([
      { to: '/repos/ada/site/pulls/7/reviews', body: { event: 'APPROVED', body: 'Fine', commit_id: head } },
    ]);
  });

  it('on a request of one’s own becomes words', async () => {
    const { host, written } = await open('github', {
      'POST /repos/ada/site/pulls/7/reviews': { status: 422 },
      'POST /repos/ada/site/issues/7/comments': {},
    });
    await host.say(7, yes);
    expect(written[1]).toEqual({ to: '/repos/ada/site/issues/7/comments', body: { body: 'Fine' } });
  });

  it('stands beside its words at GitLab and Bitbucket, also when it was given before', async () => {
    const gitlab = await open('gitlab', {
      [`POST ${project}/merge_requests/7/approve`]: { status: 401 },
      [`POST ${project}/merge_requests/7/notes`]: {},
    });
    await gitlab.host.say(7, yes);
    await gitlab.host.say(7, { ...yes, isApproval: false });
    expect(gitlab.written.map(({ to, body }) => [to.replace(`${project}/merge_requests/7`, ''), body])).toEqual([
      ['/approve', { sha: head }],
      ['/notes', { body: 'Fine' }],
      // There the host takes it for the verdict that it is, from who was asked to review.
      ['/notes', { body: '/request_changes\n\nFine' }],
    ]);
    const bitbucket = await open('bitbucket', {
      'POST /repositories/ada/site/pullrequests/7/request-changes': { status: 409 },
      'POST /repositories/ada/site/pullrequests/7/comments': {},
    });
    await bitbucket.host.say(7, { ...yes, isApproval: false });
    expect(bitbucket.written.map(({ body }) => body)).toEqual([{}, { content: { raw: 'Fine' } }]);
  });

  it.each(kinds)('is thrown where %s lets nobody speak', async (kind) => {
    const { host } = await open(kind, {});
    server.use(http.post('*', () => HttpResponse.json({}, { status: 403 })));
    await expect(host.say(7, yes)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('[X18] a copy', () => {
  const order = { branch: 'cms/one', target: 'main', title: 'T', summary: 'S', reviewers: [], fork: 'ann/site' };

  it('at GitHub is made, or the one that is there', async () => {
    const { host, written } = await open('github', {
      'POST /repos/ada/site/forks': { full_name: 'ann/site' },
      'POST /repos/ada/site/pulls': { number: 7 },
    });
    expect(await host.fork()).toBe('ann/site');
    await host.openRequest(order);
    expect(written[1]?.body).toMatchObject({ head: 'ann:cms/one', base: 'main' });
  });

  it('at GitLab is looked for first', async () => {
    const { host, written } = await open('gitlab', {
      [`GET ${project}/forks`]: [{ path_with_namespace: 'ann/site' }],
      [`GET ${project}`]: { id: 5 },
      'POST /projects/ann%2Fsite/merge_requests': { iid: 7 },
    });
    expect(await host.fork()).toBe('ann/site');
    await host.openRequest(order);
    expect(written).toMatchObject([{ body: { target_project_id: 5 } }]);
    const none = await open('gitlab', {
      [`GET ${project}/forks`]: [],
      [`POST ${project}/fork`]: { path_with_namespace: 'ann/site' },
    });
    expect(await none.host.fork()).toBe('ann/site');
  });

  it('at Gitea is looked for first, and another repository of that name is none', async () => {
    const copies = (parent: string): Readonly<Record<string, Answer>> => ({
      'GET /user': { login: 'ann' },
      'GET /repos/ann/site': { full_name: 'ann/site', fork: true, parent: { full_name: parent } },
      'POST /repos/ada/site/forks': { full_name: 'ann/site-1' },
      'POST /repos/ada/site/pulls': { number: 7 },
    });
    const { host, written } = await open('gitea', copies('Ada/site'));
    expect(await host.fork()).toBe('ann/site');
    await host.openRequest(order);
    expect(written).toMatchObject([{ body: { head: 'ann/site:cms/one' } }]);
    expect(await (await open('gitea', copies('eve/site'))).host.fork()).toBe('ann/site-1');
  });

  it.each(kinds)('that %s does not let be made is told', async (kind) => {
    const { host } = await open(kind, { [`GET ${project}/forks`]: [] });
    server.use(http.post('*', () => HttpResponse.json({}, { status: 403 })));
    await expect(host.fork()).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('at Bitbucket is looked for first, and the request comes from it', async () => {
    const { host, written } = await open('bitbucket', {
      'GET /repositories/ada/site/forks': { values: [{ full_name: 'ann/site' }] },
      'POST /repositories/ada/site/pullrequests': { id: 7 },
    });
    expect(await host.fork()).toBe('ann/site');
    await host.openRequest(order);
    expect(written).toMatchObject([{ body: { source: { repository: { full_name: 'ann/site' } } } }]);
    const none = await open('bitbucket', {
      'GET /repositories/ada/site/forks': { values: [] },
      'POST /repositories/ada/site/forks': { full_name: 'ann/site' },
    });
    expect(await none.host.fork()).toBe('ann/site');
  });
});

describe('[X11] what was said of a line', () => {
  const said = { user: { login: 'dee' }, body: 'Here', created_at: '2026-11-02T10:00:00Z' };
  const path = 'posts/one.md';
  const place = { branch: 'cms/one', target: 'main', commit: head };

  it('at GitHub has its place in the later text, and the request of a copy is found', async () => {
    const page = 'https://github.com/ada/site/pull/7';
    const { host } = await open('github', {
      'GET /repos/ada/site/pulls?head=ann%3Acms%2Fone&base=main&state=all&per_page=1': [
        { number: 7, html_url: page, state: 'open', merged_at: null },
      ],
      'GET /repos/ada/site/pulls/7/reviews': [],
      'GET /repos/ada/site/issues/7/comments': [],
      'GET /repos/ada/site/pulls/7/comments': [
        { ...said, id: 1, path, line: 5, side: 'RIGHT', commit_id: head, html_url: `${page}#discussion_r1` },
        { ...said, id: 2, path, line: 5, side: 'LEFT', commit_id: head, html_url: 'https://evil.test/' },
        { ...said, id: 3, path, line: null, side: 'RIGHT', commit_id: head },
        { ...said, id: 4, path, side: 'RIGHT', commit_id: head },
      ],
    });
    const request = await host.findRequest({ ...place, fork: 'ann/site' });
    expect(request?.comments.map(({ id, address, place: where }) => [id, address, where])).toEqual([
      ['line-1', `${page}#discussion_r1`, { path, line: 5, commit: head }],
      ['line-2', null, null],
      ['line-3', null, null],
      // About the whole file.
      ['line-4', null, { path, line: null, commit: head }],
    ]);
  });

  it('at GitLab has its place in the later text, and the request of a copy is found', async () => {
    const merge = { web_url: 'https://gitlab.com/ada/site/-/merge_requests/7', state: 'opened', target_project_id: 1 };
    const note = { author: { username: 'dee' }, body: 'Here', created_at: '2026-11-02T10:00:00Z' };
    const { host } = await open('gitlab', {
      'GET /projects/ann%2Fsite': { id: 9 },
      [`GET ${project}/merge_requests`]: [
        { ...merge, iid: 8, source_project_id: 1 },
        { ...merge, iid: 7, source_project_id: 9 },
      ],
      [`GET ${project}/merge_requests/7/notes`]: [
        { ...note, id: 1, position: { new_path: path, new_line: 5, head_sha: head } },
        { ...note, id: 2, position: { new_path: path, new_line: null, head_sha: head } },
      ],
    });
    const request = await host.findRequest({ ...place, fork: 'ann/site' });
    expect(request?.number).toBe(7);
    expect(request?.comments.map(({ address, place: where }) => [address?.replace(merge.web_url, ''), where])).toEqual([
      ['#note_1', { path, line: 5, commit: head }],
      ['#note_2', null],
    ]);
  });

  it('at Gitea is read with the reviews that it is in, and the request of a copy is found', async () => {
    const page = 'https://codeberg.org/ada/site/pulls/7';
    const review = { user: { login: 'dee' }, state: 'COMMENT', body: '', submitted_at: '2026-11-02T10:00:00Z' };
    const { host } = await open('gitea', {
      'GET /repos/ada/site/pulls/main/ann/site%3Acms/one': { number: 7, html_url: page, state: 'open' },
      'GET /repos/ada/site/pulls/7/reviews': [
        { ...review, id: 1, comments_count: 2 },
        { ...review, id: 2, comments_count: 0 },
      ],
      'GET /repos/ada/site/issues/7/comments': [],
      'GET /repos/ada/site/pulls/7/reviews/1/comments': [
        { ...said, id: 1, path, position: 5, commit_id: head, html_url: `${page}#issuecomment-1` },
        { ...said, id: 2, path, position: 0, commit_id: head },
      ],
    });
    const request = await host.findRequest({ ...place, fork: 'ann/site' });
    expect(request?.comments.map(({ id, place: where }) => [id, where])).toEqual([
      ['line-1', { path, line: 5, commit: head }],
      ['line-2', null],
    ]);
  });

  it('at Bitbucket has its place in the later text, and the request of a copy is found', async () => {
    const href = 'https://bitbucket.org/ada/site/pull-requests/7';
    const remark = { user: { display_name: 'dee' }, content: { raw: 'Here' }, created_on: '2026-11-02T10:00:00Z' };
    const { host } = await open('bitbucket', {
      'GET /repositories/ada/site/pullrequests': {
        values: [
          { id: 8, state: 'OPEN', links: { html: { href } }, source: { repository: { full_name: 'ada/site' } } },
          { id: 7, state: 'OPEN', links: { html: { href } }, source: { repository: { full_name: 'Ann/site' } } },
        ],
      },
      'GET /repositories/ada/site/pullrequests/7': { participants: [] },
      'GET /repositories/ada/site/pullrequests/7/comments': {
        values: [
          { ...remark, id: 1, inline: { path, to: 5 }, links: { html: { href: `${href}/_/diff#comment-1` } } },
          { ...remark, id: 2, inline: { path, to: null } },
        ],
      },
    });
    const request = await host.findRequest({ ...place, fork: 'ann/site' });
    expect(request?.comments.map(({ address, place: where }) => [address, where])).toEqual([
      [`${href}/_/diff#comment-1`, { path, line: 5, commit: null }],
      [null, null],
    ]);
  });
});
