import { systemClock, type Clock } from '#base';
import { MemoryRepositoryStore } from '#git/engine';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ann, openHostSite, type HostSite } from './open-host-site.ts';

const one = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
const edited = text.replace('Second', 'My second');
const branch = 'cms/posts/one';
const api = 'https://api.github.com';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

let site: HostSite;
/** What was asked of the host: forks and requests. */
let asked: { readonly forks: unknown[]; readonly opened: unknown[] };
/** Takes the place of the answer to a call for a copy. */
let answerFork: () => Promise<Response>;

beforeEach(async () => {
  site = await openHostSite({ [one]: text, 'posts/two.md': '# Two\n' });
  asked = { forks: [], opened: [] };
  answerFork = async () => {
    await site.fork('ann/site');
    return HttpResponse.json({ full_name: 'ann/site' }, { status: 202 });
  };
  site.api.use(
    http.get(`${api}/repos/ada/site`, () => HttpResponse.json({ private: false, permissions: { push: false } })),
    http.post(`${api}/repos/ada/site/forks`, async ({ request }) => {
      asked.forks.push(await request.json());
      return answerFork();
    }),
    http.get(`${api}/repos/ada/site/pulls`, ({ request }) => {
      const isFound = new URL(request.url).searchParams.get('head') === `ann:${branch}` && asked.opened.length > 0;
      const pull = { number: 7, html_url: 'https://github.com/ada/site/pull/7', state: 'open', merged_at: null };
      return HttpResponse.json(isFound ? [pull] : []);
    }),
    http.post(`${api}/repos/ada/site/pulls`, async ({ request }) => {
      asked.opened.push(await request.json());
      return HttpResponse.json({ number: 7 }, { status: 201 });
    }),
    ...['pulls/7/reviews', 'issues/7/comments', 'pulls/7/comments', 'deployments'].map((of) =>
      http.get(`${api}/repos/ada/site/${of}`, () => HttpResponse.json([])),
    ),
    http.get(`${api}/*`, () => HttpResponse.json({ message: 'Not Found' }, { status: 404 })),
  );
  // The host lets nobody but its owners push.
  site.server.setFault(({ url }) =>
    url.includes('/ada/site/') && url.includes('receive-pack') ? { kind: 'status', status: 403 } : undefined,
  );
});
afterEach(() => site.stop());

/** A clock on which what is waited for comes at once. */
function hurriedClock(onWait: () => Promise<void> = async () => undefined): Clock {
  return {
    now: () => systemClock.now(),
    schedule(run, milliseconds) {
      if (milliseconds < 1000) return systemClock.schedule(run, milliseconds);
      onWait().then(run, run);
      return () => undefined;
    },
  };
}

const join = (clock = hurriedClock()) => site.join(ann, { store: new MemoryRepositoryStore(), clock });
const refsOf = (path: string) => site.git(path, 'for-each-ref', '--format=%(refname)');

describe('[X18] who may not write', () => {
  it('suggests from a copy, once it answers, and nothing reaches the site', async () => {
    let looks = 0;
    answerFork = async () => HttpResponse.json({ full_name: 'ann/site' }, { status: 202 });
    const editor = await join(
      hurriedClock(async () => {
        looks += 1;
        if (looks === 2) await site.fork('ann/site');
      }),
    );
    expect(await editor.workspace.branchRules()).toMatchObject({ branch: 'main', write: 'no', push: 'no' });
    expect(await editor.send(one, edited)).toMatchObject({ kind: 'sent' });
    expect(looks).toBe(2);
    expect(await refsOf('ada/site')).toBe('refs/heads/main');
    expect(await site.git('ann/site', 'show', `${branch}:${one}`)).toBe(edited.trimEnd());
    expect(asked.opened).toEqual([{ head: `ann:${branch}`, base: 'main', title: 'One post', body: 'Why.' }]);
    const [row] = await editor.workspace.reviews.list();
    expect(row?.isWaiting).toBe(false);
    expect(await editor.workspace.reviews.hostRequest(row?.review.id ?? '')).toMatchObject({ request: { number: 7 } });
  });

  it('adds to what was suggested, in the same request', async () => {
    const editor = await join();
    const sent = await editor.send(one, edited);
    const id = 'id' in sent ? sent.id : '';
    await editor.workspace.reviews.continueWriting(id, one);
    const opened = await editor.workspace.openPost(one);
    await editor.workspace.saveDraft(opened, { kind: 'source', text: edited.replace('First', 'My first') });
    const change = { id, paths: [one], message: 'More', author: ann };
    expect(await editor.workspace.reviews.update(change)).toMatchObject({ kind: 'sent' });
    await editor.workspace.sync();
    expect(await site.git('ann/site', 'rev-list', '--count', `main..${branch}`)).toBe('2');
    expect(await editor.workspace.reviews.comment({ id, author: ann, text: 'Please' })).toEqual({ kind: 'kept' });
    expect([asked.forks.length, asked.opened.length]).toEqual([1, 1]);
  });

  it('loses nothing when the host makes no copy, and can ask for it again', async () => {
    answerFork = async () => HttpResponse.json({ message: 'Forking is disabled' }, { status: 403 });
    const editor = await join();
    const sent = await editor.send(one, edited);
    expect(sent).toMatchObject({ kind: 'waiting', error: { code: 'not-allowed' } });
    const id = 'id' in sent ? sent.id : '';
    expect((await editor.workspace.reviews.open(id)).files).toEqual([{ path: one, before: text, after: edited }]);
    expect(await editor.workspace.reviews.hostRequest(id)).toMatchObject({ isWaiting: true, isSuggested: true });
    // A look at the remote asks for no copy.
    await editor.workspace.sync();
    expect(asked.forks.length).toBe(1);
    answerFork = async () => {
      await site.fork('ann/site');
      return HttpResponse.json({ full_name: 'ann/site' }, { status: 202 });
    };
    expect(await editor.workspace.reviews.openHostRequest(id)).toEqual({ unasked: [] });
    expect(await refsOf('ann/site')).toContain(branch);
    expect(asked.opened.length).toBe(1);
  });

  it('opens one request when the answer to the first was lost', async () => {
    site.api.use(
      http.post(
        `${api}/repos/ada/site/pulls`,
        async ({ request }) => {
          asked.opened.push(await request.json());
          return HttpResponse.error();
        },
        { once: true },
      ),
    );
    const editor = await join();
    const sent = await editor.send(one, edited);
    expect(sent).toMatchObject({ kind: 'waiting', error: { code: 'offline' } });
    const id = 'id' in sent ? sent.id : '';
    await editor.workspace.reviews.openHostRequest(id);
    expect(asked.opened.length).toBe(1);
  });

  it('hears that a copy is behind the site, or has something else, and nothing is forced', async () => {
    await site.fork('ann/site');
    const tree = await site.git('ada/site', 'rev-parse', 'main^{tree}');
    const newer = await site.git('ada/site', 'commit-tree', tree, '-p', 'main', '-m', 'Newer');
    await site.git('ada/site', 'update-ref', 'refs/heads/main', newer);
    answerFork = async () => HttpResponse.json({ full_name: 'ann/site' }, { status: 202 });
    const editor = await join();
    const sent = await editor.send(one, edited);
    expect(sent).toMatchObject({ kind: 'refused' });
    expect('reason' in sent ? sent.reason : '').toContain('Bring it up to date at the host');
    const other = await site.git('ann/site', 'commit-tree', tree, '-p', 'main', '-m', 'Else');
    await site.git('ann/site', 'update-ref', `refs/heads/${branch}`, other);
    await expect(editor.workspace.reviews.openHostRequest('id' in sent ? sent.id : '')).rejects.toMatchObject({
      data: { remoteMessage: expect.stringContaining('another state') },
    });
    expect(await site.git('ann/site', 'rev-parse', branch)).toBe(other);
    expect(asked.opened).toEqual([]);
  });

  it.each(['../evil/site', 'ann/../ada/site', 'ann', 'https://evil.test/ann/site'])(
    'is not led by the host to %s',
    async (path) => {
      answerFork = async () => HttpResponse.json({ full_name: path }, { status: 202 });
      const editor = await join();
      const before = site.server.requests.length;
      expect(await editor.send(one, edited)).toMatchObject({ kind: 'waiting', error: { code: 'corrupt' } });
      expect(site.server.requests.slice(before)).toEqual([]);
    },
  );

  it('sees the suggestion end when the host squashed it', async () => {
    const editor = await join();
    const sent = await editor.send(one, edited);
    const id = 'id' in sent ? sent.id : '';
    const head = await site.git('ann/site', 'rev-parse', branch);
    const tree = await site.git('ann/site', 'rev-parse', `${branch}^{tree}`);
    // The site has the same tree, as the host made it from the request.
    await site.git('ada/site', 'fetch', '--quiet', '../../ann/site', branch);
    const commit = await site.git('ada/site', 'commit-tree', tree, '-p', 'main', '-m', 'One post (#7)');
    await site.git('ada/site', 'update-ref', 'refs/heads/main', commit);
    site.api.use(
      http.get(`${api}/repos/ada/site/pulls`, () =>
        HttpResponse.json([
          { number: 7, merged_at: '2026-11-02', merge_commit_sha: commit, head: { ref: branch, sha: head } },
        ]),
      ),
    );
    await editor.workspace.sync();
    expect((await editor.workspace.reviews.open(id)).review.state).toBe('published');
  });
});
