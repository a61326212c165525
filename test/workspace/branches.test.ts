import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { systemClock } from '#base';
import { draftsPlace, openDraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type Workspace } from '#workspace';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { createTestLock, openTestClient } from '../git/open-repository.ts';

globalThis.indexedDB = new IDBFactory();

const author = { name: 'Ada', email: 'ada@example.test' };
const path = 'posts/one.md';
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

interface Browser {
  readonly repository: TestRepository;
  readonly server: GitServer;
  /** A page on a branch, as it is after it was loaded. */
  open(branch?: string): Promise<Workspace>;
}

async function openBrowser(): Promise<Browser> {
  const repository = await buildRepository({ files: { [path]: '# One\n\nText.\n', 'posts/two.md': '# Two\n' } });
  await repository.git('branch', 'autumn');
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const [store, lock] = [new MemoryRepositoryStore(), createTestLock()];
  return {
    repository,
    server,
    async open(branch) {
      const client = openTestClient(store, lock);
      undo.push(() => client.close());
      const workspace = createWorkspace({
        repository: { name: 'site', url: server.url, kind: 'local' },
        location: { url: server.url, ...(branch === undefined ? {} : { branch }) },
        git: client.git,
        drafts: await openDraftStore(draftsPlace(server.url, branch)),
        clock: systemClock,
        durable: true,
        identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
      });
      if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
      return workspace;
    },
  };
}

async function write(workspace: Workspace, text: string): Promise<void> {
  await workspace.saveDraft(await workspace.openPost(path), { kind: 'source', text });
}

const draftPaths = async (workspace: Workspace): Promise<readonly string[]> =>
  (await workspace.listChanges()).drafts.map((draft) => draft.path);

it('[B7] drafts and commits stay with their branch and are there when one comes back', async () => {
  const browser = await openBrowser();
  const main = await browser.open();
  expect(main.status().branch).toBe('main');
  await write(main, '# One\n\nCommitted on main.\n');
  browser.server.setFault(() => ({ kind: 'status', status: 503 }));
  await main.publish({ paths: [path], message: 'On main', author });
  browser.server.setFault(undefined);
  await write(main, '# One\n\nDraft on main.\n');
  expect(await main.openBranch('autumn')).toEqual({ kind: 'opened' });

  const autumn = await browser.open('autumn');
  expect(autumn.status()).toMatchObject({ branch: 'autumn', draftCount: 0, outboxLength: 0 });
  await write(autumn, '# One\n\nDraft in autumn.\n');
  expect(await autumn.publish({ paths: [path], message: 'In autumn', author })).toMatchObject({ kind: 'published' });
  await write(autumn, '# One\n\nMore in autumn.\n');

  const back = await browser.open();
  expect(back.status()).toMatchObject({ branch: 'main', draftCount: 1, outboxLength: 1 });
  expect((await back.diffChange(path)).after).toBe('# One\n\nDraft on main.\n');
  expect(await browser.repository.read(path, 'main')).toBe('# One\n\nText.\n');
  expect(await back.publish({ paths: [path], message: 'Again', author })).toMatchObject({ kind: 'published' });
  expect(await browser.repository.read(path, 'main')).toBe('# One\n\nDraft on main.\n');
  expect(await browser.repository.read(path, 'autumn')).toBe('# One\n\nDraft in autumn.\n');
  expect(await draftPaths(await browser.open('autumn'))).toEqual([path]);
});

it('[B8] lists branches with what waits on them, the site’s own first, and those of reviews nowhere', async () => {
  const browser = await openBrowser();
  await browser.repository.git('branch', 'cms/posts/one');
  await browser.repository.git('branch', 'a');
  const main = await browser.open();
  await main.openBranch('autumn');
  const { branches, failure } = await (await browser.open('autumn')).listBranches();
  expect(failure).toBeNull();
  expect(branches.map(({ name }) => name)).toEqual(['main', 'autumn', 'a']);
  expect(branches.map(({ isHere }) => isHere)).toEqual([true, true, false]);
  expect(branches.find(({ isCurrent }) => isCurrent)?.name).toBe('autumn');
  browser.server.setFault(() => ({ kind: 'status', status: 503 }));
  const offline = await main.listBranches();
  expect(offline.branches.map(({ name }) => name)).toEqual(['main', 'autumn']);
  expect(offline.failure?.code).toBe('server-error');
});

it('[B9] makes a branch from what is published, and none that git or the remote would not have', async () => {
  const browser = await openBrowser();
  const main = await browser.open();
  await write(main, '# One\n\nStays on main.\n');
  expect(await main.createBranch('drafts/spring')).toEqual({ kind: 'created' });
  const spring = await browser.open('drafts/spring');
  expect(spring.status()).toMatchObject({ branch: 'drafts/spring', draftCount: 0, outboxLength: 0 });
  const { repository } = browser;
  expect(await repository.git('rev-parse', 'drafts/spring')).toBe(await repository.git('rev-parse', 'main'));
  for (const name of ['', 'a b', '-x', 'x..y', 'HEAD', 'cms/x', 'autumn', 'AUTUMN', 'drafts', 'autumn/x', 'x.lock'])
    expect([name, await main.createBranch(name)]).toMatchObject([name, { kind: 'refused' }]);
  expect(await draftPaths(main)).toEqual([path]);
});

it('[B9] a branch that the remote does not take is not made, nor sent later', async () => {
  const browser = await openBrowser();
  const { repository, server } = browser;
  const main = await browser.open();
  const hook = join(repository.path, 'hooks/pre-receive');
  await writeFile(hook, '#!/bin/sh\necho "No branches, please."\nexit 1\n');
  await chmod(hook, 0o755);
  expect(await main.createBranch('winter')).toMatchObject({ kind: 'refused' });
  server.setFault(({ url }) => (url.includes('receive-pack') ? { kind: 'status', status: 503 } : undefined));
  expect(await main.createBranch('winter')).toMatchObject({ kind: 'failed' });
  server.setFault(undefined);
  await writeFile(hook, '#!/bin/sh\nexit 0\n');
  expect(await main.sync()).toEqual({ kind: 'synced' });
  expect(await repository.git('for-each-ref', '--format=%(refname:short)')).toBe('autumn\nmain');
});

it('[B10] a review for another branch that is open here is left to that branch', async () => {
  const browser = await openBrowser();
  const main = await browser.open();
  await write(main, '# One\n\nFor main.\n');
  await main.reviews.send({ paths: [path], title: 'For main', summary: '', reviewers: [], author });
  await main.openBranch('autumn');
  const autumn = await browser.open('autumn');
  await autumn.sync();
  expect(await autumn.reviews.list()).toEqual([]);
  await write(autumn, '# One\n\nFor autumn.\n');
  const sent = await autumn.reviews.send({ paths: [path], title: 'Autumn', summary: '', reviewers: [], author });
  const [row] = await autumn.reviews.list();
  expect(row?.review).toMatchObject({ title: 'Autumn', targetRef: 'refs/heads/autumn' });
  if (sent.kind === 'sent') await autumn.reviews.publish([sent.id], author);
  expect(await browser.repository.read(path, 'autumn')).toBe('# One\n\nFor autumn.\n');
  expect((await main.reviews.list()).map(({ review }) => review.title)).toEqual(['For main']);
});
