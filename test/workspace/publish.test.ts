import { execFileSync } from 'node:child_process';
import { systemClock } from '#base';
import { createMemoryDraftStore, type DraftStore } from '#drafts';
import { MemoryRepositoryStore } from '#git/engine';
import { createWorkspace, type PublishOutcome, type Workspace } from '#workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../browser/harness/index.ts';
import { testGitEnvironment } from '../browser/harness/run-test-git.ts';
import { startGitServer, type GitServer } from '../git/git-server.ts';
import { openTestClient } from '../git/open-repository.ts';

const author = { name: 'Ada', email: 'ada@example.test' };
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const path = 'posts/one.md';

interface Site {
  readonly repository: TestRepository;
  readonly server: GitServer;
  readonly workspace: Workspace;
  readonly drafts: DraftStore;
  readonly store: MemoryRepositoryStore;
}

async function openWorkspace(server: GitServer, store: MemoryRepositoryStore, drafts: DraftStore): Promise<Workspace> {
  const client = openTestClient(store);
  undo.push(() => client.close());
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: client.git,
    drafts,
    clock: systemClock,
    durable: false,
    identities: { get: () => Promise.resolve(author), set: () => Promise.resolve() },
  });
  if ((await workspace.open()).kind === 'not-cloned') await workspace.clone({});
  return workspace;
}

async function openSite(files: Readonly<Record<string, string | Uint8Array>> = { [path]: text }): Promise<Site> {
  const repository = await buildRepository({ files });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const [store, drafts] = [new MemoryRepositoryStore(), createMemoryDraftStore()];
  return { repository, server, drafts, store, workspace: await openWorkspace(server, store, drafts) };
}

async function write(workspace: Workspace, source: string, file = path): Promise<void> {
  const opened = await workspace.openPost(file);
  await workspace.saveDraft(opened, { kind: 'source', text: source });
}

const publish = (workspace: Workspace, paths: readonly string[] = [path]): Promise<PublishOutcome> =>
  workspace.publish({ paths, message: 'Edit', author });

describe('publishing', () => {
  it('commits the draft, pushes it, and ends the draft', async () => {
    const { repository, workspace, drafts } = await openSite();
    await write(workspace, text.replace('First', 'The first'));
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'The first'));
    expect(await drafts.list()).toEqual([]);
    expect(await workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  });

  it('of a draft that equals the branch does nothing', async () => {
    const { workspace, drafts } = await openSite();
    const opened = await workspace.openPost(path);
    expect(
      await workspace.saveDraft(opened, { kind: 'rich', fields: opened.post.fields, document: opened.document }),
    ).toMatchObject({ kind: 'unchanged' });
    expect(await drafts.list()).toEqual([]);
    expect(await publish(workspace)).toEqual({ kind: 'nothing-to-publish' });
  });

  it('merges what someone else changed in other paragraphs, and is one commit on top of theirs', async () => {
    const { repository, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    const theirs = await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My first').replace('Third', 'Their third'));
    expect(await repository.git('rev-parse', 'main~1')).toBe(theirs);
    expect(await repository.git('rev-list', '--merges', '--count', 'main')).toBe('0');
  });

  it('keeps the draft and leaves the remote alone when the same line was changed', async () => {
    const { repository, workspace, drafts } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    const theirs = await repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    expect(await publish(workspace)).toEqual({ kind: 'conflict', paths: [path] });
    expect(await repository.git('rev-parse', 'main')).toBe(theirs);
    expect((await drafts.get(path))?.text).toBe(text.replace('First', 'My first'));
    expect((await workspace.listChanges()).outbox).toEqual([]);

    const texts = await workspace.openConflict(path);
    expect(texts).toMatchObject({
      base: text,
      mine: text.replace('First', 'My first'),
      theirs: text.replace('First', 'Their first'),
    });
    expect(texts.pieces.filter(({ kind }) => kind === 'conflict')).toEqual([
      {
        kind: 'conflict',
        base: 'First paragraph.\n',
        mine: 'My first paragraph.\n',
        theirs: 'Their first paragraph.\n',
      },
    ]);
    expect(texts.theirChange?.author).toBe('Test Author');
    await workspace.resolveConflict(path, { ...texts, text: text.replace('First', 'Our first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'Our first'));
  });

  it('keeps what was published while the person decided about a conflict', async () => {
    const { repository, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    const first = text.replace('First', 'Their first');
    await repository.commit({ files: { [path]: first } });
    expect(await publish(workspace)).toMatchObject({ kind: 'conflict' });
    const conflict = await workspace.openConflict(path);
    await repository.commit({ files: { [path]: first.replace('Third', 'Their third') } });
    await workspace.sync();
    await workspace.resolveConflict(path, { ...conflict, text: text.replace('First', 'Our first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'Our first').replace('Third', 'Their third'));
  });

  it('does not bring back a post that someone deleted while it was edited here', async () => {
    const { repository, workspace, drafts } = await openSite({ [path]: text, 'posts/two.md': '# Two\n' });
    await write(workspace, text.replace('First', 'My first'));
    await repository.commit({ files: { [path]: null } });
    expect(await publish(workspace)).toEqual({ kind: 'conflict', paths: [path] });
    expect((await drafts.get(path))?.text).toContain('My first');
    const conflict = await workspace.openConflict(path);
    expect(conflict).toMatchObject({ theirs: null, theirOid: null, renamedTo: null, pieces: [] });
    await workspace.resolveConflict(path, { ...conflict, text: null });
    expect(await publish(workspace)).toMatchObject({ kind: 'nothing-to-publish' });
  });

  it('that can’t reach the server leaves the commit in the outbox, and a retry publishes it once', async () => {
    const { repository, server, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    server.setFault(() => ({ kind: 'lose' }));
    expect(await publish(workspace)).toMatchObject({ kind: 'failed' });
    expect((await workspace.listChanges()).outbox).toHaveLength(1);
    expect((await workspace.openPost(path)).post.source).toContain('My first');
    server.setFault(undefined);
    expect(await publish(workspace, [])).toMatchObject({ kind: 'published' });
    expect(await repository.git('rev-list', '--count', 'main')).toBe('2');
  });

  it('whose answer was lost, and after which others went on, counts as published', async () => {
    const { repository, server, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    server.setFault(({ url }) => (url.endsWith('/git-receive-pack') ? { kind: 'lose' } : undefined));
    expect(await publish(workspace)).toMatchObject({ kind: 'failed' });
    server.setFault(undefined);
    await repository.commit({ files: { 'README.md': 'on top\n' } });
    expect(await publish(workspace, [])).toMatchObject({ kind: 'published' });
    expect(await repository.git('rev-list', '--count', 'main')).toBe('3');
    expect((await workspace.listChanges()).outbox).toEqual([]);
  });

  it('goes on from the commit when the post is edited further under an open editor', async () => {
    const { repository, server, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    server.setFault(() => ({ kind: 'lose' }));
    await publish(workspace);
    server.setFault(undefined);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My very first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My very first'));
    expect(await repository.git('rev-list', '--count', 'main')).toBe('3');
  });

  it('brings all of the outbox back as drafts when one of its commits meets a conflict', async () => {
    const { repository, server, workspace, drafts } = await openSite({
      [path]: text,
      'posts/two.md': '# Two\n\nTwo.\n',
    });
    server.setFault(() => ({ kind: 'lose' }));
    await write(workspace, text.replace('First', 'My first'));
    await publish(workspace);
    await write(workspace, '# Two\n\nMine.\n', 'posts/two.md');
    await publish(workspace, ['posts/two.md']);
    server.setFault(undefined);
    await repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    expect(await publish(workspace, [])).toEqual({ kind: 'conflict', paths: [path] });
    expect((await drafts.list()).map((draft) => draft.path).sort()).toEqual([path, 'posts/two.md']);
    expect(await publish(workspace, ['posts/two.md'])).toMatchObject({ kind: 'published' });
    expect(await repository.read('posts/two.md')).toBe('# Two\n\nMine.\n');
    expect(await repository.read(path)).toContain('Their first');
  });

  it('several posts together are one commit', async () => {
    const { repository, workspace } = await openSite({ [path]: text, 'posts/two.md': '# Two\n\nTwo.\n' });
    await write(workspace, text.replace('First', 'My first'));
    await write(workspace, '# Two\n\nMine.\n', 'posts/two.md');
    expect(await publish(workspace, [path, 'posts/two.md'])).toMatchObject({ kind: 'published' });
    expect(await repository.git('diff', '--name-only', 'main~1', 'main')).toBe(`${path}\nposts/two.md`);
  });

  it('gets through after others were faster twelve times', async () => {
    const { repository, server, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    const git = (...words: readonly string[]): string =>
      execFileSync('git', words, { cwd: repository.path, env: testGitEnvironment(), encoding: 'utf8' }).trim();
    let others = 0;
    server.setFault(({ url }) => {
      if (url.endsWith('/git-receive-pack') && others < 12) {
        others += 1;
        git('update-ref', 'refs/heads/main', git('commit-tree', 'main^{tree}', '-p', 'main', '-m', 'Theirs'));
      }
      return undefined;
    });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.git('log', '--format=%s', '-2', 'main')).toBe('Edit\nTheirs');
    expect(await repository.git('rev-list', '--count', 'main')).toBe('14');
  });

  it('from two tabs at once loses neither', async () => {
    const { repository, server, store, workspace } = await openSite({
      [path]: text,
      'posts/two.md': '# Two\n\nTwo.\n',
    });
    const other = await openWorkspace(server, new MemoryRepositoryStore(), createMemoryDraftStore());
    await write(workspace, text.replace('First', 'My first'));
    await write(other, text.replace('Third', 'Other third'));
    const outcomes = await Promise.all([publish(workspace), publish(other)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['published', 'published']);
    expect(await repository.read(path)).toBe(text.replace('First', 'My first').replace('Third', 'Other third'));
    expect(await repository.git('rev-list', '--count', 'main')).toBe('3');
    expect(store.durable).toBe(false);
  });
});

describe('an open editor takes nothing back that others wrote', () => {
  it('when the post is read anew while the first words are written', async () => {
    const { repository, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    expect(await workspace.sync()).toMatchObject({ kind: 'synced' });
    // As the screen does when the branch moved on: what it gets is not shown, for by then something is written.
    await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My very first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My very first').replace('Third', 'Their third'));
  });

  it('when its post was merged with theirs as it was published', async () => {
    const { repository, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My very first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My very first').replace('Third', 'Their third'));
  });

  it('when it is written in while its post is merged and published', async () => {
    const { repository, workspace, drafts } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    // Another tab's draft, between the commit and the end of the draft.
    const update = drafts.update.bind(drafts);
    drafts.update = async (which, change) => {
      drafts.update = update;
      const more = { text: text.replace('First', 'My very first') };
      await update(path, (draft) => (draft === undefined ? null : { ...draft, ...more }));
      await update(which, change);
    };
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My first').replace('Third', 'Their third'));
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My very first').replace('Third', 'Their third'));
  });

  it('when another tab has published what it shows', async () => {
    const { repository, server, store, drafts, workspace } = await openSite();
    const other = await openWorkspace(server, store, drafts);
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    expect(await publish(other)).toMatchObject({ kind: 'published' });
    await workspace.sync();
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My very first') });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My very first'));
  });

  it('when a discarded draft is taken up again', async () => {
    const { repository, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    await workspace.discardDrafts([path]);
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    const [discarded] = await workspace.discardedDrafts();
    if (discarded === undefined) throw new Error('Nothing is kept of the draft');
    await workspace.restoreDiscarded(discarded);
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(text.replace('First', 'My first').replace('Third', 'Their third'));
  });

  it('and asks when both changed the same', async () => {
    const { repository, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    await workspace.sync();
    await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    expect(await publish(workspace)).toEqual({ kind: 'conflict', paths: [path] });
    expect(await repository.read(path)).toContain('Their first');
  });
});

describe('a new post', () => {
  it('is a draft in the folder where posts are, with a name of its own', async () => {
    const { repository, workspace } = await openSite();
    expect(await workspace.createPost('One')).toBe('posts/one-2.md');
    const made = await workspace.createPost('Über uns');
    const opened = await workspace.openPost(made);
    expect(Object.keys(opened.post.fields).sort()).toEqual(['authorImage', 'authorName', 'thumbnail', 'title']);
    expect(await workspace.listChanges()).toMatchObject({ drafts: [{ kind: 'added' }, { kind: 'added' }] });
    await workspace.discardDrafts(['posts/one-2.md']);
    expect(await publish(workspace, [made])).toMatchObject({ kind: 'published' });
    expect(await repository.read(made)).toBe('# Über uns\n');
  });
});

describe('the list', () => {
  it('shows drafts over the branch, with their state', async () => {
    const { workspace, server } = await openSite({
      [path]: text,
      'posts/two.md': '# Two\n',
      'posts/untitled.md': 'Text.\n',
    });
    await write(workspace, '# Two, again\n', 'posts/two.md');
    await workspace.createPost('Three');
    await write(workspace, text.replace('First', 'My first'));
    server.setFault(() => ({ kind: 'lose' }));
    await publish(workspace);
    const { posts } = await workspace.listPosts();
    expect(posts.map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'One: committed',
      'Three: new',
      'Two, again: edited',
      'Untitled: published',
    ]);
  });
});

describe('a file that is not UTF-8', () => {
  it('opens read-only and can’t be saved', async () => {
    const { workspace } = await openSite({ 'posts/latin.md': new Uint8Array([0x23, 0x20, 0xe9, 0x0a]) });
    const opened = await workspace.openPost('posts/latin.md');
    expect(opened.editing.kind).toBe('read-only');
    await expect(workspace.saveDraft(opened, { kind: 'source', text: 'x' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
