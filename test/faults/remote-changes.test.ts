import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryRemote } from '#mocks';
import type { RepositoryPlan } from '../browser/harness/index.ts';
import { createBrowserStorage, openTab, startFaultSite, type FaultSite, type FaultTab } from './fault-site.ts';

const path = 'posts/one.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n';
const mine = text.replace('First', 'My first');
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function open(plan: RepositoryPlan = { files: { [path]: text, 'README.md': 'The site.\n' } }): Promise<{
  readonly site: FaultSite;
  readonly tab: FaultTab;
}> {
  const site = await startFaultSite(plan);
  undo.push(() => site.stop());
  const tab = await openTab(site.proxy.url, createBrowserStorage());
  undo.push(() => tab.close());
  await tab.workspace.clone({});
  return { site, tab };
}

/** A commit that waits in the outbox, because the server could not be reached. */
async function publishOffline({ site, tab }: { readonly site: FaultSite; readonly tab: FaultTab }): Promise<void> {
  await tab.type(path, mine);
  site.proxy.setScript(() => ({ kind: 'reset-before' }));
  expect(await tab.publish([path], 'Mine')).toMatchObject({ kind: 'failed', error: { code: 'offline' } });
  site.proxy.setScript(undefined);
}

const seen = async (tab: FaultTab): Promise<string> => (await tab.workspace.openPost(path)).post.source;

/** Puts one commit of other files in the place of the branch's history. */
async function replaceHistory({ repository }: FaultSite): Promise<string> {
  const tree = await repository.git('rev-parse', 'main^{tree}');
  const root = await repository.git('commit-tree', tree, '-m', 'History, replaced');
  await repository.git('update-ref', 'refs/heads/main', root);
  return root;
}

describe('a push whose answer was lost', () => {
  it('is not done again on top of what others made of it, when something else is published', async () => {
    const { site, tab } = await open({ files: { [path]: text, 'posts/other.md': '# Other\n' } });
    await tab.type(path, mine);
    site.proxy.setScript(({ name }) => (name === 'receive-pack' ? { kind: 'reset-after' } : undefined));
    expect(await tab.publish([path], 'Mine')).toMatchObject({ kind: 'failed' });
    site.proxy.setScript(undefined);
    const theirs = text.replace('First', 'Their first');
    await site.repository.commit({ files: { [path]: theirs } });
    await tab.type('posts/other.md', '# Other, changed\n');
    expect(await tab.publish(['posts/other.md'], 'Other')).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(path)).toBe(theirs);
    expect(await site.repository.read('posts/other.md')).toBe('# Other, changed\n');
    expect(
      (await site.repository.git('log', '--format=%s', 'main')).split('\n').filter((line) => line === 'Mine'),
    ).toHaveLength(1);
    expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [] });
  });
});

describe('a branch whose history was replaced', () => {
  it('is named when publishing, nothing is pushed over it, and the next click publishes on top of it', async () => {
    const { site, tab } = await open();
    await publishOffline({ site, tab });
    const root = await replaceHistory(site);
    expect(await tab.publish([])).toMatchObject({ kind: 'failed', error: { code: 'branch-rewritten' } });
    expect(await site.repository.git('rev-parse', 'main')).toBe(root);
    expect(await seen(tab)).toBe(mine);
    expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [{ path }], outbox: [] });
    expect(await tab.publish([path], 'Mine')).toMatchObject({ kind: 'published' });
    expect(await site.repository.git('rev-parse', 'main~1')).toBe(root);
    expect(await site.repository.read(path)).toBe(mine);
  });

  it('is named by each sync while an outbox waits, and the outbox stays', async () => {
    const { site, tab } = await open();
    await publishOffline({ site, tab });
    await replaceHistory(site);
    expect(await tab.workspace.sync()).toMatchObject({ kind: 'failed', error: { code: 'branch-rewritten' } });
    expect(await tab.workspace.sync()).toMatchObject({ kind: 'failed', error: { code: 'branch-rewritten' } });
    expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [{ message: 'Mine' }] });
    expect(await tab.publish([])).toMatchObject({ kind: 'failed', error: { code: 'branch-rewritten' } });
    expect(await seen(tab)).toBe(mine);
  });

  it('is followed and named when nothing waits, and drafts stay', async () => {
    const { site, tab } = await open();
    await tab.type(path, mine);
    const root = await replaceHistory(site);
    expect(await tab.workspace.sync()).toEqual({ kind: 'synced', rewritten: true });
    expect((await tab.git.state()).head).toBe(root);
    expect(await seen(tab)).toBe(mine);
    expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
  });

  it('is told from one that was merged into, and from one that went back', async () => {
    const { site, tab } = await open();
    const { repository } = site;
    const base = await repository.git('rev-parse', 'main');
    const side = await repository.git('commit-tree', 'main^{tree}', '-m', 'A side branch of its own');
    const merge = await repository.git('commit-tree', 'main^{tree}', '-p', side, '-p', base, '-m', 'Merge');
    await repository.git('update-ref', 'refs/heads/main', merge);
    expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
    await repository.git('update-ref', 'refs/heads/main', base);
    expect(await tab.workspace.sync()).toEqual({ kind: 'synced', rewritten: true });
    expect((await tab.git.state()).head).toBe(base);
  });
});

describe('an outbox of which the remote has the first commit only', () => {
  it('goes on from there', async () => {
    const { site, tab } = await open();
    await tab.type(path, mine);
    site.proxy.setScript(({ name }) => (name === 'receive-pack' ? { kind: 'reset-after' } : undefined));
    await tab.publish([path], 'Mine');
    site.proxy.setScript(() => ({ kind: 'reset-before' }));
    await tab.type(path, `${mine}\nMore.\n`);
    await tab.publish([path], 'More');
    site.proxy.setScript(undefined);
    expect((await tab.workspace.listChanges()).outbox).toMatchObject([{ message: 'Mine' }, { message: 'More' }]);
    expect(await tab.workspace.sync()).toEqual({ kind: 'synced' });
    expect((await tab.workspace.listChanges()).outbox).toMatchObject([{ message: 'More' }]);
    expect(await tab.publish([])).toMatchObject({ kind: 'published' });
    expect(await site.repository.git('log', '--format=%s', '--reverse')).toBe('Add the site\nMine\nMore');
  });
});

describe('a branch that was deleted', () => {
  it.each([
    ['while others are left', true],
    ['as the last one', false],
  ])('%s is named, and what waits here stays', async (_title, hasOther) => {
    const { site, tab } = await open();
    await publishOffline({ site, tab });
    const tip = await site.repository.git('rev-parse', 'main');
    if (hasOther) await site.repository.git('update-ref', 'refs/heads/other', tip);
    await site.repository.git('update-ref', '-d', 'refs/heads/main');
    expect(await tab.workspace.sync()).toMatchObject({ kind: 'failed', error: { code: 'branch-gone' } });
    expect(await tab.publish([])).toMatchObject({ kind: 'failed', error: { code: 'branch-gone' } });
    expect(await site.repository.git('for-each-ref', 'refs/heads/main')).toBe('');
    expect(await tab.workspace.listChanges()).toMatchObject({ outbox: [{ message: 'Mine' }] });
    await site.repository.git('update-ref', 'refs/heads/main', tip);
    expect(await tab.publish([])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(path)).toBe(mine);
  });
});

describe('a remote that was empty', () => {
  it('and got the same post from someone else first gives the work back as a draft', async () => {
    const { site, tab } = await open({});
    const made = await tab.workspace.createPost('One');
    await tab.type(made, '# One\n\nMine.\n');
    site.proxy.setScript(() => ({ kind: 'reset-before' }));
    await tab.publish([made]);
    site.proxy.setScript(undefined);
    const theirs = await site.repository.commit({ files: { [made]: '# One\n\nTheirs.\n' } });
    expect(await tab.publish([])).toEqual({ kind: 'conflict', paths: [made] });
    expect(await site.repository.git('rev-parse', 'main')).toBe(theirs);
    expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [{ path: made }], outbox: [] });
    expect((await tab.workspace.openPost(made)).post.source).toBe('# One\n\nMine.\n');
    await tab.workspace.resolveConflict(made, {
      ...(await tab.workspace.openConflict(made)),
      text: '# One\n\nOurs.\n',
    });
    expect(await tab.publish([made])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(made)).toBe('# One\n\nOurs.\n');
  });
});

describe('a remote that calls every push outdated and shows nothing newer', () => {
  it('is named after a second try, and the commit waits', async () => {
    const url = 'http://standstill.test/site.git';
    const remote = createMemoryRemote({ url, files: { [path]: text } });
    const server = setupServer(...remote.handlers);
    server.listen({ onUnhandledRequest: 'error' });
    undo.push(() => server.close());
    const tab = await openTab(url, createBrowserStorage());
    undo.push(() => tab.close());
    await tab.workspace.clone({});
    await tab.type(path, mine);
    remote.setFault(({ name }) => (name === 'receive-pack' ? { kind: 'stale' } : undefined));
    const start = remote.requests.length;
    expect(await tab.publish([path])).toMatchObject({ kind: 'failed', error: { code: 'server-error' } });
    expect(remote.requests.slice(start).filter((name) => name === 'receive-pack')).toHaveLength(2);
    expect((await tab.workspace.listChanges()).outbox).toHaveLength(1);
    remote.setFault(undefined);
    expect(await tab.publish([])).toMatchObject({ kind: 'published' });
    expect(remote.log()).toHaveLength(2);
  });
});
