import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { systemClock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { openCredentialStore } from '#hosts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type Workspace } from '#workspace';
import { describe, expect, test } from 'vitest';
import { atEnd, buildRepository, startGitHost } from '../browser/harness/index.ts';
import { openTestClient } from '../git/open-repository.ts';

globalThis.indexedDB = new IDBFactory();

const credentials = { username: 'ada', password: 'a token' };
const author = { name: 'Ada', email: 'ada@example.test' };

/** A host that wants a password, and whatever one browser keeps of it. */
async function startSite() {
  const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
  let isRevoked = false;
  const host = await startGitHost({
    repository: repository.path,
    user: { name: credentials.username, password: credentials.password },
    intercept: (_, response) => {
      if (isRevoked) response.writeHead(401).end();
      return isRevoked;
    },
  });
  const store = new MemoryRepositoryStore();
  const drafts = createMemoryDraftStore();
  /** A tab of the browser; `address`: another way to the same repository. */
  const openTab = async (address?: string): Promise<Workspace> => {
    const client = openTestClient(store);
    atEnd(async () => client.close());
    const workspace = createWorkspace({
      repository: { name: 'site', url: host.url, kind: 'remote' },
      location: { url: host.url, ...(address === undefined ? {} : { address }) },
      git: client.git,
      drafts,
      clock: systemClock,
      durable: true,
      identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
      openCredentialStore: async () => openCredentialStore(),
    });
    await workspace.open();
    return workspace;
  };
  const sent = () => host.seen.map(({ headers }) => headers['authorization']);
  const revoke = (revoked: boolean): void => {
    isRevoked = revoked;
  };
  return { repository, host, openTab, sent, revoke };
}

describe('a sign-in', () => {
  test('[K2] is gone with the tab, unless it was asked to be kept', async () => {
    const site = await startSite();
    const first = await site.openTab();
    expect((await first.clone({})).kind).toBe('failed');
    await first.signIn(credentials);
    expect((await first.clone({})).kind).toBe('cloned');
    expect(first.signedIn()).toEqual({ username: 'ada', isKept: false });
    const second = await site.openTab();
    expect(second.signedIn()).toBeNull();
    expect((await second.sync()).kind).toBe('failed');
    await second.signIn(credentials, { keep: true });
    const third = await site.openTab();
    expect(third.signedIn()).toEqual({ username: 'ada', isKept: true });
    expect((await third.sync()).kind).toBe('synced');
    await third.signOut();
  });

  test('[K2] that is kept goes to no other address of the same repository', async () => {
    const site = await startSite();
    const first = await site.openTab();
    await first.signIn(credentials, { keep: true });
    const asked = site.host.seen.length;
    const other = await site.openTab(site.host.url.replace('127.0.0.1', 'localhost'));
    expect(other.signedIn()).toBeNull();
    await other.clone({});
    expect(site.host.seen.length).toBeGreaterThan(asked);
    expect(site.sent().slice(asked)).not.toContainEqual(expect.any(String));
    await first.signOut();
  });

  test('[K3] that ends in one tab ends in the others that had it from the browser', async () => {
    const site = await startSite();
    const first = await site.openTab();
    await first.signIn(credentials, { keep: true });
    await first.clone({});
    const second = await site.openTab();
    const ended = new Promise<void>((resolve) => {
      second.subscribe((event) => {
        if (event.kind === 'sign-in') resolve();
      });
    });
    await first.signOut();
    await ended;
    expect([first.signedIn(), second.signedIn()]).toEqual([null, null]);
    expect((await second.sync()).kind).toBe('failed');
    expect((await site.openTab()).signedIn()).toBeNull();
  });

  test('[K5] that the host refuses is forgotten, and the publication goes on after the next', async () => {
    const site = await startSite();
    const workspace = await site.openTab();
    await workspace.signIn(credentials, { keep: true });
    await workspace.clone({});
    await workspace.saveDraft(await workspace.openPost('a.md'), { kind: 'source', text: '# A, edited\n' });
    site.revoke(true);
    const request = { paths: ['a.md'], message: 'Edit', author };
    expect(await workspace.publish(request)).toMatchObject({ kind: 'failed', error: { code: 'sign-in-needed' } });
    expect(workspace.signedIn()).toBeNull();
    expect((await site.openTab()).signedIn()).toBeNull();
    site.revoke(false);
    const asked = site.host.seen.length;
    expect((await workspace.publish({ ...request, paths: [] })).kind).toBe('failed');
    expect(site.sent().slice(asked)).not.toContainEqual(expect.any(String));
    await workspace.signIn(credentials);
    expect((await workspace.publish({ ...request, paths: [] })).kind).toBe('published');
    expect(await site.repository.read('a.md')).toBe('# A, edited\n');
    expect(await site.repository.git('rev-list', '--count', 'main')).toBe('2');
  });
});
