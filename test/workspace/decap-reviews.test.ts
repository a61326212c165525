import { systemClock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type Workspace, type WorkspaceParts } from '#workspace';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, expect, it, vi } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { runTestGit } from '../browser/harness/run-test-git.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { openTestClient } from '../git/open-repository.ts';

const ada = { name: 'Ada', email: 'ada@example.test' };
const path = 'posts/hello.md';
const branch = 'cms/posts/hello';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
}

/** A site on which someone began a post in Decap, three commits before the tip of `main`. */
async function openSite(): Promise<Site> {
  const repository = await buildRepository({ files: { 'posts/old.md': '# Old\n', [path]: '# Hello\n\nFirst.\n' } });
  await write(repository, { from: 'main', text: '# Hello, world\n\nFirst.\n', message: 'Create Post “hello”' });
  await write(repository, { from: branch, text: '# Hello, world\n\nMore.\n', message: 'Update Post “hello”' });
  for (const text of ['One', 'Two', 'Three']) await repository.commit({ files: { 'posts/old.md': `# ${text}\n` } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  return { repository, server };
}

/** A commit on Decap's branch, as Decap makes them by the host's API. */
async function write(
  { path: cwd }: TestRepository,
  { from, text, message }: { readonly from: string; readonly text: string; readonly message: string },
): Promise<void> {
  const data = (words: string): string => `data ${Buffer.byteLength(words)}\n${words}\n`;
  await runTestGit(['fast-import', '--quiet', '--force', '--date-format=raw'], {
    cwd,
    input:
      `commit refs/heads/${branch}\ncommitter Dee <dee@example.test> 1770000000 +0000\n${data(message)}` +
      `from refs/heads/${from}^0\nM 100644 inline ${path}\n${data(text)}\n`,
  });
}

async function join({ server }: Site, parts: Partial<WorkspaceParts> = {}): Promise<Workspace> {
  const client = openTestClient(new MemoryRepositoryStore());
  undo.push(() => client.close());
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: client.git,
    drafts: createMemoryDraftStore(),
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(ada), set: () => Promise.resolve() },
    ...parts,
  });
  if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
  await workspace.sync();
  return workspace;
}

async function onlyReview({ reviews }: Workspace) {
  const rows = await reviews.list();
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('no review');
  return row;
}

const requests = async ({ repository }: Site, id: string): Promise<string> =>
  repository.git('notes', '--ref=devtools/reviews', 'show', id).catch(() => '');

it('[U11] a branch that Decap made is a review, with the title of its post and what it changes', async () => {
  const site = await openSite();
  const workspace = await join(site);
  const { review, group, paths } = await onlyReview(workspace);
  expect(review).toMatchObject({
    id: await site.repository.git('rev-parse', `${branch}^`),
    title: 'Hello, world',
    requester: 'dee@example.test',
    reviewRef: `refs/heads/${branch}`,
    targetRef: 'refs/heads/main',
    state: 'open',
    decap: 'draft',
  });
  expect({ group, paths }).toEqual({ group: 'others', paths: [path] });
  const opened = await workspace.reviews.open(review.id);
  expect(opened.files).toEqual([{ path, before: '# Hello\n\nFirst.\n', after: '# Hello, world\n\nMore.\n' }]);
  expect(opened.commits).toHaveLength(2);
  // Looking writes nothing.
  expect(await site.repository.git('for-each-ref', 'refs/notes')).toBe('');
});

it('[U12] a comment makes it a review like all others, for everyone', async () => {
  const site = await openSite();
  const [mine, theirs] = [await join(site), await join(site)];
  const { review } = await onlyReview(mine);
  for (const [{ reviews }, text] of [
    [mine, 'Shorter?'],
    [theirs, 'I like it.'],
  ] as const)
    expect(await reviews.comment({ id: review.id, text, author: ada })).toEqual({ kind: 'sent' });
  expect((await requests(site, review.id)).split('\n')).toHaveLength(1);
  await mine.sync();
  const row = await onlyReview(mine);
  expect(row.review).toMatchObject({
    id: review.id,
    title: 'Hello, world',
    requester: 'dee@example.test',
    decap: null,
  });
  expect(row.review.threads.map(({ comment }) => comment.text).sort()).toEqual(['I like it.', 'Shorter?']);
  expect(row.group).toBe('waiting-for-me');
});

it('[U12] publishing merges it, writes its request, ends its branch, and it stays told', async () => {
  const site = await openSite();
  const workspace = await join(site);
  const { review } = await onlyReview(workspace);
  expect(await workspace.reviews.publish([review.id], ada)).toMatchObject({ kind: 'published' });
  const { repository } = site;
  expect(await repository.read(path)).toBe('# Hello, world\n\nMore.\n');
  expect(await repository.read('posts/old.md')).toBe('# Three\n');
  expect(await repository.git('branch', '--list', 'cms/*')).toBe('');
  expect(await requests(site, review.id)).toContain(`"reviewRef":"refs/heads/${branch}"`);
  expect((await onlyReview(await join(site))).review).toMatchObject({ id: review.id, state: 'published' });
});

it('[U12] closing it keeps Decap’s branch, and it does not come back', async () => {
  const site = await openSite();
  const workspace = await join(site);
  const { review } = await onlyReview(workspace);
  expect(await workspace.reviews.abandon(review.id, ada)).toEqual({ kind: 'sent' });
  expect((await onlyReview(await join(site))).review).toMatchObject({ id: review.id, state: 'abandoned' });
  expect(await site.repository.git('branch', '--list', 'cms/*')).toContain(branch);
});

it('[U11] labels of the host say how far it is, where a host tells them', async () => {
  const site = await openSite();
  const workspace = await join(site, {
    labelsOfBranches: () => Promise.resolve(new Map([[branch, ['help wanted', 'decap-cms/pending_review']]])),
  });
  expect(await onlyReview(workspace)).toMatchObject({ group: 'waiting-for-me', review: { decap: 'pending-review' } });
});

it('[X9] [X11] labels and requests are asked of the host that the person signed in to, and labels stay as last seen when it does not answer', async () => {
  const seen: (string | null)[] = [];
  const opened: unknown[] = [];
  let isDown = false;
  const host = setupServer(
    http.get('https://codeberg.org/api/v1/repos/ada/site/pulls', ({ request }) => {
      seen.push(request.headers.get('authorization'));
      if (isDown) return new HttpResponse(null, { status: 503 });
      const [head, base] = [{ ref: branch, repo_id: 7 }, { repo_id: 7 }];
      return HttpResponse.json([{ head, base, labels: [{ name: 'decap-cms/pending_review' }] }]);
    }),
    http.get(`https://codeberg.org/api/v1/repos/ada/site/pulls/main/${branch}`, () =>
      HttpResponse.json({ message: 'not found' }, { status: 404 }),
    ),
    http.post('https://codeberg.org/api/v1/repos/ada/site/pulls', async ({ request }) => {
      opened.push(await request.json());
      return HttpResponse.json({ number: 1 }, { status: 201 });
    }),
    http.get('https://codeberg.org/api/v1/repos/ada/site', () => HttpResponse.json({ permissions: { push: true } })),
  );
  host.listen({ onUnhandledRequest: 'bypass' });
  undo.push(() => host.close());
  const site = await openSite();
  const workspace = await join(site, {
    repository: { name: 'site', url: 'https://codeberg.org/ada/site', kind: 'remote' },
    mayAskHost: true,
  });
  expect(await onlyReview(workspace)).toMatchObject({ review: { decap: 'draft' } });
  expect(seen).toEqual([]);
  await workspace.signIn({ username: 'ann', password: 'canary' });
  await workspace.sync();
  expect(await onlyReview(workspace)).toMatchObject({ review: { decap: 'pending-review' } });
  const { review } = await onlyReview(workspace);
  const shown = { host: 'Codeberg', word: 'pull request', isWaiting: false, isSuggested: false, unsent: null };
  expect(await workspace.reviews.hostRequest(review.id)).toEqual({ ...shown, request: null });
  await workspace.reviews.openHostRequest(review.id);
  expect(opened).toMatchObject([{ head: branch, base: 'main', title: review.title }]);
  host.use(http.get(`https://codeberg.org/api/v1/repos/ada/site/pulls/main/${branch}`, () => HttpResponse.error()));
  expect(await workspace.reviews.hostRequest(review.id)).toBeNull();
  isDown = true;
  await workspace.sync();
  expect(await onlyReview(workspace)).toMatchObject({ review: { decap: 'pending-review' } });
  expect(new Set(seen)).toEqual(new Set(['token canary']));
  const asked = seen.length;
  await workspace.signOut();
  await workspace.sync();
  expect(seen.length).toBe(asked);
  expect(await workspace.reviews.hostRequest(review.id)).toBeNull();
});

it('[X8] a check of a token says what the host keeps of the branch that is worked on', async () => {
  const api = 'https://codeberg.org/api/v1';
  const host = setupServer(
    http.get(`${api}/user`, () => HttpResponse.json({ login: 'ann' })),
    http.get(`${api}/repos/ada/site`, () => HttpResponse.json({ permissions: { push: true } })),
    http.get(`${api}/repos/ada/site/branches/main`, () =>
      HttpResponse.json({ protected: true, user_can_push: false, required_approvals: 1 }),
    ),
  );
  host.listen({ onUnhandledRequest: 'bypass' });
  undo.push(() => host.close());
  const site = await openSite();
  const repository = { name: 'site', url: 'https://codeberg.org/ada/site', kind: 'remote' } as const;
  const credentials = { username: 'ann', password: 'canary' };
  const workspace = await join(site, { repository, mayAskHost: true });
  expect(await workspace.host()).toMatchObject({ name: 'Codeberg' });
  expect(await workspace.checkToken(credentials)).toMatchObject({
    account: 'ann',
    rules: { branch: 'main', isProtected: true, push: 'no', approvals: 1 },
  });
  expect(workspace.signedIn()).toBeNull();
  expect(await workspace.branchRules()).toBeNull();
  await workspace.signIn(credentials);
  expect(await workspace.branchRules()).toMatchObject({ branch: 'main', push: 'no' });
  host.use(http.get(`${api}/repos/ada/site/branches/main`, () => HttpResponse.error()));
  expect(await workspace.branchRules()).toBeNull();
  // [X10] The same page from a Galley server asks that server alone.
  const served = await join(site, { repository });
  expect([await served.host(), await served.checkToken(credentials)]).toEqual([null, null]);
});

it('[U11] a branch that Decap rebased is the review of what it has now, and one without commits of its own is none', async () => {
  const site = await openSite();
  const workspace = await join(site);
  const before = await onlyReview(workspace);
  await write(site.repository, { from: 'main', text: '# Hello again\n', message: 'Create Post “hello”' });
  await workspace.sync();
  const after = await onlyReview(workspace);
  expect(after.review.id).not.toBe(before.review.id);
  expect(after.review).toMatchObject({ title: 'Hello again', decap: 'draft' });
  await site.repository.git('update-ref', `refs/heads/${branch}`, 'main');
  await workspace.sync();
  expect(await workspace.reviews.list()).toEqual([]);
});

it('[U11] without a network the list has what was seen, under the words of its last commit at least', async () => {
  const site = await openSite();
  const [store, drafts] = [new MemoryRepositoryStore(), createMemoryDraftStore()];
  const client = openTestClient(store);
  undo.push(() => client.close());
  const workspace = await join(site, { git: client.git, drafts });
  expect((await onlyReview(workspace)).review.title).toBe('Hello, world');
  site.server.setFault(() => ({ kind: 'status', status: 503 }));
  const again = openTestClient(store);
  undo.push(() => again.close());
  const offline = await join(site, { git: again.git, drafts });
  expect((await onlyReview(offline)).review.title).toMatch(/^(?:Hello, world|Update Post “hello”)$/);
});
