import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '#base';
import { createMemoryDraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type ReviewRow, type Workspace } from '#workspace';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { createTestLock, openTestClient } from '../git/open-repository.ts';

const ada = { name: 'Ada', email: 'ada@example.test' };
const bob = { name: 'Bob', email: 'bob@example.test' };
const [one, two] = ['posts/one.md', 'posts/two.md'];
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const hour = 3_600_000;
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** A clock that stands until it is moved. */
class TestClock implements Clock {
  #now = systemClock.now();
  now(): number {
    return this.#now;
  }
  schedule(): () => void {
    return () => undefined;
  }
  pass(time: number): void {
    this.#now += time;
  }
}

interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly clock: TestClock;
}

interface Person {
  readonly workspace: Workspace;
  readonly reviews: Workspace['reviews'];
  readonly author: typeof ada;
  write(path: string, text: string): Promise<void>;
  send(path: string, text: string): Promise<string>;
  approve(id: string): Promise<void>;
  see(id: string): Promise<ReviewRow>;
  publishDue(): ReturnType<Workspace['reviews']['publishDue']>;
}

async function openSite(config?: string): Promise<Site> {
  const settings = config === undefined ? {} : { '.galley.yml': config };
  const repository = await buildRepository({ files: { [one]: text, [two]: text.replace('One', 'Two'), ...settings } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  return { repository, server, clock: new TestClock() };
}

async function enter(
  { server, clock }: Site,
  author: typeof ada,
  kept = { store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore(), lock: createTestLock() },
): Promise<Person> {
  const client = openTestClient(kept.store, kept.lock, { clock });
  undo.push(() => client.close());
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: client.git,
    drafts: kept.drafts,
    clock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
  await workspace.sync();
  const { reviews } = workspace;
  const write = async (path: string, source: string): Promise<void> => {
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: source });
  };
  return {
    workspace,
    reviews,
    author,
    write,
    async send(path, source) {
      await write(path, source);
      const outcome = await reviews.send({ paths: [path], title: 'A review', summary: '', reviewers: [], author });
      expect(outcome.kind).toBe('sent');
      return 'id' in outcome ? outcome.id : '';
    },
    async approve(id) {
      await workspace.sync();
      const commit = (await reviews.open(id)).review.head ?? '';
      await reviews.judge({ id, commit, isApproval: true, text: '', author });
    },
    async see(id) {
      await workspace.sync();
      const row = (await reviews.list()).find(({ review }) => review.id === id);
      if (row === undefined) throw new Error('no such review');
      return row;
    },
    publishDue: () => reviews.publishDue({ author }),
  };
}

/** Ada's change of a post, approved by Bob, to be published in an hour. */
async function scheduled(site: Site, config: { readonly path?: string; readonly source?: string } = {}) {
  const { path = one, source = text.replace('Second', 'My second') } = config;
  const [editor, reviewer] = [await enter(site, ada), await enter(site, bob)];
  const id = await editor.send(path, source);
  await reviewer.approve(id);
  const at = site.clock.now() + hour;
  expect(await reviewer.reviews.schedule({ id, commit: id, at, author: bob })).toEqual({ kind: 'sent' });
  return { editor, reviewer, id, at: Math.floor(at / 1000) * 1000 };
}

const merges = async ({ repository }: Site): Promise<string> =>
  repository.git('rev-list', '--count', '--merges', 'main');

describe('a date on an approved review', () => {
  it('[S1] is a line of notes that plain git reads, and everyone sees when it is', async () => {
    const site = await openSite();
    const { editor, id, at } = await scheduled(site);
    const line: unknown = JSON.parse(await site.repository.git('notes', '--ref=devtools/schedule', 'show', id));
    expect(line).toEqual({
      timestamp: expect.stringMatching(/^\d{10}$/) as unknown,
      author: bob.email,
      commit: id,
      at: String(at / 1000),
    });
    const { review, group } = await editor.see(id);
    expect({ group, schedule: review.schedule }).toMatchObject({
      group: 'scheduled',
      schedule: { author: bob.email, at, state: 'set' },
    });
    await vi.waitFor(() => expect(editor.workspace.status().nextDue).toBe(at));
  });

  it('[S2] can be changed and taken back, and the newest counts whatever the clocks say', async () => {
    const site = await openSite();
    const { editor, reviewer, id, at } = await scheduled(site);
    await editor.workspace.sync();
    site.clock.pass(-60_000);
    await editor.reviews.schedule({ id, commit: id, at: at + hour, author: ada });
    expect((await reviewer.see(id)).review.schedule).toMatchObject({ at: at + hour, author: ada.email });
    await reviewer.reviews.schedule({ id, commit: id, at: null, author: bob });
    const { review, group } = await editor.see(id);
    expect({ group, schedule: review.schedule }).toEqual({ group: 'approved', schedule: null });
    site.clock.pass(9 * hour);
    expect(await editor.publishDue()).toEqual([]);
  });

  it('[S3] is for what is approved only, and for a time to come', async () => {
    const site = await openSite();
    const [editor, reviewer] = [await enter(site, ada), await enter(site, bob)];
    const id = await editor.send(one, text.replace('Second', 'My second'));
    const at = site.clock.now() + hour;
    const order = { id, commit: id, at, author: ada };
    expect(await editor.reviews.schedule(order)).toMatchObject({ kind: 'not-allowed' });
    await reviewer.approve(id);
    await editor.workspace.sync();
    expect(await editor.reviews.schedule({ ...order, commit: '0'.repeat(40) })).toEqual({ kind: 'moved' });
    expect(await editor.reviews.schedule({ ...order, at: site.clock.now() })).toMatchObject({ kind: 'not-allowed' });
    expect((await editor.see(id)).review.schedule).toBeNull();
  });
});

describe('when the date has come', () => {
  it('[S4] the next tab publishes, not before, and its branch goes', async () => {
    const site = await openSite();
    const { editor, id } = await scheduled(site);
    await editor.workspace.sync();
    expect(await editor.publishDue()).toEqual([]);
    site.clock.pass(2 * hour);
    expect(await editor.publishDue()).toMatchObject([{ kind: 'published', id }]);
    expect(await site.repository.read(one)).toContain('My second');
    expect(await site.repository.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
    const { review } = await editor.see(id);
    expect({ state: review.state, schedule: review.schedule }).toEqual({ state: 'published', schedule: null });
    expect(await editor.publishDue()).toEqual([]);
  });

  it('[S5] two people and two tabs at once publish it once', async () => {
    const site = await openSite('review:\n  approvals: 1\n  merge: merge-commit\n');
    const { editor, reviewer, id } = await scheduled(site);
    const kept = { store: new MemoryRepositoryStore(), drafts: createMemoryDraftStore(), lock: createTestLock() };
    const eve = { name: 'Eve', email: 'eve@example.test' };
    const tabs = [await enter(site, eve, kept), await enter(site, eve, kept), editor, reviewer];
    for (const tab of tabs) await tab.workspace.sync();
    site.clock.pass(2 * hour);
    const outcomes = (await Promise.all(tabs.map((tab) => tab.publishDue()))).flat();
    expect(outcomes.some(({ kind }) => kind === 'published')).toBe(true);
    expect(outcomes.every(({ kind }) => kind === 'published')).toBe(true);
    expect(await merges(site)).toBe('1');
    for (const tab of tabs) {
      expect((await tab.see(id)).review.state).toBe('published');
      expect(await tab.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [] });
    }
    expect(await site.repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('[S6] a review that changed or is not approved any more is not published, and waits for those concerned', async () => {
    const site = await openSite();
    const { editor, reviewer, id } = await scheduled(site);
    await editor.workspace.sync();
    await editor.reviews.continueWriting(id, one);
    await editor.write(one, text.replace('Second', 'My other second'));
    await editor.reviews.update({ id, paths: [one], message: 'More', author: ada });
    site.clock.pass(2 * hour);
    await reviewer.workspace.sync();
    expect(await reviewer.publishDue()).toEqual([]);
    await reviewer.approve(id);
    for (const person of [reviewer, editor]) {
      const { review, group } = await person.see(id);
      expect({ group, state: review.schedule?.state }).toEqual({ group: 'waiting-for-me', state: 'stale' });
    }
    expect(await site.repository.read(one)).toBe(text);
  });

  it('[S7] what the site changed in the same places is not published; the review says so and it is not tried again', async () => {
    const site = await openSite();
    const { editor, reviewer, id, at } = await scheduled(site);
    await editor.write(one, text.replace('Second paragraph', 'Other words'));
    await editor.workspace.publish({ paths: [one], message: 'Edit', author: ada });
    const before = await site.repository.git('rev-parse', 'main');
    site.clock.pass(2 * hour);
    await reviewer.workspace.sync();
    expect(await reviewer.publishDue()).toMatchObject([{ kind: 'missed', paths: [one], author: bob.email }]);
    expect(await site.repository.git('rev-parse', 'main')).toBe(before);
    expect(await reviewer.publishDue()).toEqual([]);
    for (const person of [editor, reviewer]) {
      const { review, group } = await person.see(id);
      expect({ group, schedule: review.schedule }).toMatchObject({
        group: 'waiting-for-me',
        schedule: { state: 'missed', at },
      });
      expect(await person.workspace.listChanges()).toMatchObject({ outbox: [] });
    }
  });

  it('[S8] the rules are kept for who set the date and for who publishes; a job acts for the former', async () => {
    const site = await openSite(`review:\n  approvals: 1\n  publishers:\n    - ${bob.email}\n`);
    const { editor, id } = await scheduled(site);
    await editor.workspace.sync();
    site.clock.pass(2 * hour);
    expect(await editor.publishDue()).toMatchObject([{ kind: 'not-allowed', id }]);
    expect(await editor.reviews.publishDue({ author: ada, isJob: true })).toMatchObject([{ kind: 'published', id }]);
  });

  it('[S9] what the server refuses leaves nothing behind', async () => {
    const site = await openSite();
    const { editor, id } = await scheduled(site);
    await editor.workspace.sync();
    site.clock.pass(2 * hour);
    const hook = '#!/bin/sh\n[ "$1" = refs/heads/main ] && echo "No." >&2 && exit 1\nexit 0\n';
    await writeFile(join(site.repository.path, 'hooks/update'), hook, { mode: 0o755 });
    expect(await editor.publishDue()).toMatchObject([{ kind: 'refused', id }]);
    expect(await editor.workspace.listChanges()).toMatchObject({ drafts: [], outbox: [] });
    expect((await editor.see(id)).review).toMatchObject({ state: 'approved', schedule: { state: 'set' } });
  });

  it('[S10] an answer that is lost publishes it once', async () => {
    const site = await openSite('review:\n  approvals: 1\n  merge: merge-commit\n');
    const { editor, id } = await scheduled(site);
    await editor.workspace.sync();
    site.clock.pass(2 * hour);
    let isLost = false;
    site.server.setFault(({ url }) => {
      if (isLost || !url.endsWith('.git/git-receive-pack')) return undefined;
      isLost = true;
      return { kind: 'lose' };
    });
    expect(await editor.publishDue()).toMatchObject([{ kind: 'published', id }]);
    expect(await merges(site)).toBe('1');
    expect(await editor.workspace.listChanges()).toMatchObject({ outbox: [] });
    expect((await editor.see(id)).review.state).toBe('published');
    expect(await site.repository.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
  });
});
