import { GalleyError, type Clock } from '#base';
import { createMemoryDraftStore, type DraftStore } from '#drafts';
import { parseMarkdown } from '#markdown';
import { createWorkspace, type Workspace } from '#workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRepository, type TestRepository } from '../../../test/browser/harness/build-repository.ts';
import { startGitServer, type GitServer } from '../../../test/git/git-server.ts';
import { openTestClient } from '../../../test/git/open-repository.ts';
import { StatusLine } from '../shell/status-line.ts';
import { LeftSessions } from './left-sessions.ts';
import { PostSession } from './post-session.ts';

const path = 'posts/tide.md';
const text = '# Tide tables\n\n<div class="writerName"> \nAda\n</div>\n\nThe *first* words.\n\nThe last words.\n';

/** A clock whose timers never fire: what is saved is saved by `flush`. */
const still: Clock = { now: () => 1_760_000_000_000, schedule: () => () => undefined };

let repository: TestRepository;
let server: GitServer;

beforeAll(async () => {
  const other = '# Lists\n\n* a\n* b\n\n_It_ is.\n';
  const tagged = '---\ntitle: Tags\ntags: [a, b]\nweight: 1 # light\n---\n\nText.\n';
  repository = await buildRepository({
    files: { [path]: text, 'posts/a.md': other, 'posts/b.md': other, 'posts/tags.md': tagged },
  });
  await repository.git('config', 'http.receivepack', 'true');
  server = await startGitServer(repository.path);
});

afterAll(() => server.stop());

async function openWorkspace(drafts: DraftStore = createMemoryDraftStore()): Promise<Workspace> {
  const workspace = createWorkspace({
    repository: { name: 'site', url: server.url, kind: 'local' },
    location: { url: server.url },
    git: openTestClient().git,
    drafts,
    clock: still,
    durable: true,
    identities: { get: async () => undefined, set: async () => undefined },
  });
  await workspace.open();
  const cloned = await workspace.clone({});
  if (cloned.kind === 'failed') throw cloned.error;
  return workspace;
}

async function openSession(workspace: Workspace) {
  const statusLine = new StatusLine();
  const session = new PostSession(await workspace.openPost(path), { workspace, clock: still, statusLine });
  return { session, statusLine };
}

async function draftText(workspace: Workspace): Promise<string | null> {
  return (await workspace.diffChange(path)).after;
}

describe('PostSession', () => {
  it('[D6] saves values of the front matter in their place, and refuses those that it could not write', async () => {
    const workspace = await openWorkspace();
    const statusLine = new StatusLine();
    const opened = await workspace.openPost('posts/tags.md');
    const session = new PostSession(opened, { workspace, clock: still, statusLine });
    expect(session.setFrontMatter('weight', 'much')).toBe(false);
    expect(session.setFrontMatter('weight', '2')).toBe(true);
    expect(session.setFrontMatter('tags', ['b', 'c'])).toBe(true);
    session.setField('title', 'Other tags');
    await session.flush();
    expect((await workspace.diffChange('posts/tags.md')).after).toBe(
      '---\ntitle: Other tags\ntags: [b, c]\nweight: 2 # light\n---\n\nText.\n',
    );
  });

  it('saves a field as it stands when the save begins, and says so', async () => {
    const workspace = await openWorkspace();
    const { session, statusLine } = await openSession(workspace);
    session.setField('authorName', 'Ada M');
    session.setField('authorName', 'Ada Moreau');
    expect(statusLine.last.get()).toBe('typing');
    expect(session.isUnsaved).toBe(true);
    expect(await session.flush()).toBe(true);
    expect(statusLine.last.get()).toBe('saved');
    expect(session.isUnsaved).toBe(false);
    expect(await draftText(workspace)).toBe(text.replace('Ada\n', 'Ada Moreau\n'));
  });

  it('[R6] writes a new post in the style of the other posts', async () => {
    const workspace = await openWorkspace();
    const at = await workspace.createPost('New');
    const session = new PostSession(await workspace.openPost(at), {
      workspace,
      clock: still,
      statusLine: new StatusLine(),
    });
    session.setDocument(() => parseMarkdown('- one\n- two *words*\n').document);
    await session.flush();
    expect((await workspace.diffChange(at)).after).toBe('# New\n\n* one\n* two _words_\n');
  });

  it('leaves no draft when the text is as it was', async () => {
    const workspace = await openWorkspace();
    const { session, statusLine } = await openSession(workspace);
    session.setField('authorName', 'Someone');
    await session.flush();
    session.setField('authorName', 'Ada');
    await session.flush();
    expect(statusLine.last.get()).toBe('none');
    expect((await workspace.listChanges()).drafts).toEqual([]);
  });

  it('takes what was not saved yet along to the source, and back', async () => {
    const workspace = await openWorkspace();
    const { session } = await openSession(workspace);
    session.setField('title', 'Tides');
    await session.showSource();
    const source = text.replace('# Tide tables', '# Tides');
    expect(session.state.get().surface).toEqual({ kind: 'source', text: source });
    session.setSource(source.replace('last', 'very last'));
    await session.showRich();
    const { surface } = session.state.get();
    expect(surface.kind).toBe('rich');
    expect(surface.kind === 'rich' && surface.document.textContent).toContain('The very last words.');
    expect(await draftText(workspace)).toBe(source.replace('last', 'very last'));
  });

  it('keeps the surface when the store has what it shows, and takes over what others changed', async () => {
    const drafts = createMemoryDraftStore();
    const workspace = await openWorkspace(drafts);
    const { session } = await openSession(workspace);
    session.setField('title', 'Mine');
    await session.flush();
    const before = session.state.get().surface;
    await session.refresh();
    expect(session.state.get().surface).toBe(before);
    const draft = await drafts.get(path);
    if (draft === undefined) throw new Error('There is no draft');
    await drafts.put({ ...draft, text: text.replace('Tide tables', 'Theirs') });
    await session.refresh();
    const { surface } = session.state.get();
    expect(surface.kind === 'rich' && surface.fields.title).toBe('Theirs');
  });

  it('joins what two tabs wrote at the same time, and shows it in both', async () => {
    const drafts = createMemoryDraftStore();
    const [here, there] = [await openWorkspace(drafts), await openWorkspace(drafts)];
    const [{ session: mine }, { session: theirs }] = [await openSession(here), await openSession(there)];
    mine.setField('title', 'Mine');
    theirs.setField('authorName', 'Grace');
    await mine.flush();
    await theirs.flush();
    await mine.refresh();
    await theirs.refresh();
    const both = text.replace('Tide tables', 'Mine').replace('Ada', 'Grace');
    expect(await draftText(here)).toBe(both);
    for (const { state } of [mine, theirs]) {
      expect(state.get().surface).toMatchObject({ fields: { title: 'Mine', authorName: 'Grace' } });
    }
  });

  it('loses nothing when two tabs write on the same line', async () => {
    const drafts = createMemoryDraftStore();
    const [here, there] = [await openWorkspace(drafts), await openWorkspace(drafts)];
    const [{ session: mine }, { session: theirs }] = [await openSession(here), await openSession(there)];
    await mine.showSource();
    await theirs.showSource();
    mine.setSource(text.replace('last', 'very last'));
    theirs.setSource(text.replace('last', 'quite last'));
    await mine.flush();
    await theirs.flush();
    expect(await draftText(here)).toBe(text.replace('The last words.', 'The quite last words.\nThe very last words.'));
  });

  it('never replaces unsaved work', async () => {
    const drafts = createMemoryDraftStore();
    const workspace = await openWorkspace(drafts);
    const { session } = await openSession(workspace);
    await drafts.put({ path, text: text.replace('Tide tables', 'Theirs'), baseOid: null, updatedAt: 1 });
    session.setField('title', 'Mine');
    const before = session.state.get().surface;
    await session.refresh();
    expect(session.state.get().surface).toBe(before);
  });

  it('says when a save fails, keeps the work and saves it on retry', async () => {
    const store = createMemoryDraftStore();
    let isFull = true;
    const drafts: DraftStore = {
      ...store,
      update: (at, change) =>
        isFull ? Promise.reject(new GalleyError('out-of-storage', 'full')) : store.update(at, change),
    };
    const workspace = await openWorkspace(drafts);
    const { session, statusLine } = await openSession(workspace);
    const left = new LeftSessions();
    session.setField('title', 'Mine');
    expect(await session.flush()).toBe(false);
    expect(session.state.get().failure?.code).toBe('out-of-storage');
    expect(statusLine.last.get()).toBe('not-saved');
    left.leave(session);
    expect(await left.takeUnsaved(path)).toBe(session);
    isFull = false;
    await session.retry();
    expect(session.state.get().failure).toBeNull();
    expect(await draftText(workspace)).toBe(text.replace('Tide tables', 'Mine'));
    left.leave(session);
    expect(await left.takeUnsaved(path)).toBeUndefined();
  });
});

describe('what is written while the session is busy', () => {
  it('is kept in the source while that is opened as rich text', async () => {
    const workspace = await openWorkspace();
    const { session } = await openSession(workspace);
    await session.showSource();
    session.setSource(text.replace('last', 'very last'));
    const openPost = workspace.openPost.bind(workspace);
    workspace.openPost = async (which) => {
      const opened = await openPost(which);
      // A key that comes while the text is taken apart; the source is still shown.
      session.setSource(text.replace('last', 'very very last'));
      return opened;
    };
    await session.showRich();
    workspace.openPost = openPost;
    await session.flush();
    expect(await draftText(workspace)).toContain('very very last');
  });

  it('is given up only where it could not be written', async () => {
    const workspace = await openWorkspace();
    const { session } = await openSession(workspace);
    session.setDocument(() => parseMarkdown('The *first* words.\n\nThe very last words.\n').document);
    await session.flush();
    expect(await draftText(workspace)).toContain('very last');
    session.setDocument(() => {
      const { document } = parseMarkdown('The *first* words.\n\nThe very last words.\n');
      return document.copy(
        document.content.replaceChild(
          0,
          document.child(0).copy(document.child(0).content.replaceChild(0, document.type.schema.text('b\0\u202e'))),
        ),
      );
    });
    await session.flush();
    expect(session.state.get().refusal).not.toBeNull();
    session.showLastSource();
    await session.flush();
    expect(await draftText(workspace)).toContain('very last');
  });

  it('is kept beside a text that is restored', async () => {
    const workspace = await openWorkspace();
    const { session } = await openSession(workspace);
    const openPost = workspace.openPost.bind(workspace);
    workspace.openPost = async (which) => {
      const opened = await openPost(which);
      session.setField('title', 'Typed meanwhile');
      return opened;
    };
    await session.restore(text.replace('last', 'earlier last'));
    workspace.openPost = openPost;
    await session.flush();
    const stored = await draftText(workspace);
    expect(stored).toContain('Typed meanwhile');
    expect(stored).toContain('earlier last');
  });
});
