import { execFileSync } from 'node:child_process';
import type { DraftStore } from '#drafts';
import type { PublishOutcome, Workspace } from '#workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { testGitEnvironment } from '../browser/harness/run-test-git.ts';
import { author, openSite as openSharedSite, type Site } from './open-site.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const path = 'posts/one.md';

async function openSite(files: Readonly<Record<string, string>> = { [path]: text }): Promise<Site> {
  const site = await openSharedSite(files);
  undo.push(() => site.stop());
  return site;
}

async function write(workspace: Workspace, source: string, file = path): Promise<void> {
  const opened = await workspace.openPost(file);
  await workspace.saveDraft(opened, { kind: 'source', text: source });
}

const publish = (workspace: Workspace, paths: readonly string[] = [path]): Promise<PublishOutcome> =>
  workspace.publish({ paths, message: 'Edit', author });

/** Another tab writes just before the next write of this one. */
function beforeNextWrite(drafts: DraftStore, write: () => Promise<void>): void {
  const update = drafts.update.bind(drafts);
  const put = drafts.put.bind(drafts);
  const remove = drafts.delete.bind(drafts);
  let isFirst = true;
  const meanwhile = async (): Promise<void> => {
    if (!isFirst) return;
    isFirst = false;
    await write();
  };
  drafts.update = async (which, change) => {
    await meanwhile();
    await update(which, change);
  };
  drafts.put = async (draft) => {
    await meanwhile();
    await put(draft);
  };
  drafts.delete = async (which, only) => {
    await meanwhile();
    await remove(which, only);
  };
}

describe('what others published, and what the person wrote, stays', () => {
  it('a paragraph in which others changed another sentence, typed in on and on, is not doubled', async () => {
    const para = '# One\n\nFirst sentence here. Second sentence here.\n';
    const { repository, workspace, drafts } = await openSite({ [path]: para });
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: para.replace('First', 'My first') });
    await repository.commit({ files: { [path]: para.replace('Second', 'Their second') } });
    await workspace.sync();
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(para.replace('First', 'My first').replace('Second', 'Their second'));
    // typing goes on, save after save, before the screen shows theirs
    await workspace.saveDraft(opened, { kind: 'source', text: para.replace('First', 'My very first') });
    await workspace.saveDraft(opened, { kind: 'source', text: para.replace('First', 'My very very first') });
    expect((await drafts.get(path))?.text).toBe(
      para.replace('First', 'My very very first').replace('Second', 'Their second'),
    );
  });

  it('what others took back stays so, whatever is written in an editor that does not show it yet', async () => {
    const { repository, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    // Someone takes my words back.
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    // The editor, which was typed in all the while, writes where they wrote.
    await workspace.saveDraft(opened, {
      kind: 'source',
      text: text.replace('First', 'My first').replace('Third', 'My third'),
    });
    // Both stand there, one after the other, for the editor to see.
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    const published = await repository.read(path);
    expect(published).toContain('My third');
    expect(published).toContain('Their third');
    expect(published).not.toContain('My first');
  });

  it('a word taken back here is not forgotten where others wrote after it', async () => {
    const { repository, workspace } = await openSite();
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    await repository.commit({
      files: { [path]: text.replace('First', 'My first, but theirs').replace('Third', 'Their third') },
    });
    await workspace.sync();
    const outcome = await workspace.saveDraft(opened, { kind: 'source', text });
    expect(outcome.kind).toBe('saved');
  });

  it('a new post that gets another name leaves theirs of the old name alone', async () => {
    const { repository, workspace } = await openSite();
    const made = await workspace.createPost('Tide');
    await write(workspace, '# Tide\n\nMine.\n', made);
    await repository.commit({ files: { [made]: '# Tide\n\nTheirs.\n' } });
    await workspace.sync();
    const outcome = await workspace.renamePost(made, 'posts/my-tide.md');
    expect(outcome.kind).toBe('renamed');
    expect(await publish(workspace, ['posts/my-tide.md'])).toMatchObject({ kind: 'published' });
    expect(await repository.read('posts/my-tide.md')).toContain('Mine');
    expect(await repository.read(made)).toContain('Theirs');
  });

  it('a post whose draft is behind is not deleted without a question', async () => {
    const { repository, workspace } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    await workspace.deleteFile(path);
    expect(await publish(workspace)).toMatchObject({ kind: 'files-differ' });
  });

  it('a new post that is let go leaves theirs of its name alone', async () => {
    const { repository, workspace } = await openSite();
    const made = await workspace.createPost('Tide');
    await write(workspace, '# Tide\n\nMine.\n', made);
    await repository.commit({ files: { [made]: '# Tide\n\nTheirs.\n' } });
    await workspace.sync();
    await workspace.deleteFile(made);
    expect((await publish(workspace, [made])).kind).not.toBe('published');
    expect(await repository.read(made)).toContain('Theirs');
  });

  it('words that another tab stored while a conflict was decided stay', async () => {
    const site = await openSite();
    const { repository, drafts, workspace } = site;
    const { workspace: other } = await site.openBeside();
    const there = await other.openPost(path);
    await other.saveDraft(there, { kind: 'source', text: text.replace('First', 'My first') });
    await repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    expect(await publish(workspace)).toEqual({ kind: 'conflict', paths: [path] });
    const conflict = await workspace.openConflict(path);
    // Meanwhile, in the other tab.
    await other.saveDraft(there, {
      kind: 'source',
      text: text.replace('First', 'My first').replace('Third', 'My third'),
    });
    await workspace.resolveConflict(path, { ...conflict, text: text.replace('First', 'Our first') });
    expect((await drafts.get(path))?.text).toContain('My third');
  });

  it('a draft that another tab writes on does not end as one that is committed', async () => {
    const { workspace, drafts } = await openSite();
    const opened = await workspace.openPost(path);
    await drafts.put({ path, text, baseOid: opened.baseOid, updatedAt: 1 });
    beforeNextWrite(drafts, () =>
      drafts.update(path, (draft) =>
        draft === undefined ? null : { ...draft, text: text.replace('First', 'My first') },
      ),
    );
    await workspace.sync();
    expect((await drafts.get(path))?.text).toContain('My first');
  });

  it('words that another tab stores while theirs are put in stay', async () => {
    const { repository, workspace, drafts } = await openSite();
    await write(workspace, text.replace('First', 'My first'));
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    beforeNextWrite(drafts, () =>
      drafts.update(path, (now) =>
        now === undefined ? null : { ...now, text: text.replace('First', 'My first').replace('Second', 'My second') },
      ),
    );
    expect(await workspace.mergeRemoteChange(path)).toBe('merged');
    expect((await drafts.get(path))?.text).toContain('My second');
  });

  it('an outbox that comes back is merged with a draft that was made from something else', async () => {
    const other = 'posts/two.md';
    const { repository, server, workspace } = await openSite({ [path]: text, [other]: text });
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await write(workspace, text.replace('First', 'My other'), other);
    const theirs = text.replace('Second', 'Their second').replace('Third', 'Their third');
    await repository.commit({ files: { [path]: theirs } });
    await workspace.sync();
    server.setFault(() => ({ kind: 'status', status: 503 }));
    expect(await publish(workspace, [path, other])).toMatchObject({ kind: 'failed' });
    // Written on in the editor that does not show theirs yet, where they wrote.
    await workspace.saveDraft(opened, {
      kind: 'source',
      text: text.replace('First', 'My first').replace('Third', 'My third'),
    });
    server.setFault(undefined);
    await repository.commit({ files: { [other]: text.replace('First', 'Their other') } });
    expect(await publish(workspace, [])).toMatchObject({ kind: 'conflict' });
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    const published = await repository.read(path);
    for (const words of ['My first', 'Their second', 'My third', 'Their third']) expect(published).toContain(words);
  });

  it('a renamed post whose old and new names others took asks about the old one', async () => {
    const { repository, workspace } = await openSite();
    const to = 'posts/new.md';
    await workspace.renamePost(path, to);
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third'), [to]: 'Theirs.\n' } });
    await workspace.sync();
    expect(await publish(workspace, [to])).toMatchObject({ kind: 'conflict' });
    const conflict = await workspace.openConflict(to);
    await workspace.resolveConflict(to, { ...conflict, text: conflict.mine });
    const outcome = await publish(workspace, [to]);
    const all = await repository.git('grep', '-h', 'Their third', 'main').catch(() => '');
    expect([outcome.kind, all]).toEqual(['files-differ', expect.stringContaining('Their third')]);
  });

  it('a choice about a file holds for what the person was asked about, not for what others did after it', async () => {
    const { repository, workspace } = await openSite({ [path]: text, 'posts/two.md': 'Two.\n' });
    await workspace.deleteFile(path);
    await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await workspace.sync();
    expect(await publish(workspace)).toMatchObject({ kind: 'files-differ' });
    await repository.commit({ files: { [path]: text.replace('Third', 'Their much longer third') } });
    const choices = new Map([[path, 'mine' as const]]);
    const again = (): Promise<PublishOutcome> => workspace.publish({ paths: [path], message: 'x', author, choices });
    expect(await again()).toMatchObject({ kind: 'files-differ' });
    expect(await again()).toMatchObject({ kind: 'published' });
    expect(await repository.git('ls-tree', '-r', '--name-only', 'main')).toBe('posts/two.md');
  });

  it('a draft written on while its commit loses two races goes on from what became of that', async () => {
    const other = 'posts/two.md';
    const { repository, server, workspace } = await openSite({ [path]: text, [other]: text });
    const git = (...words: readonly string[]): string =>
      execFileSync('git', words, { cwd: repository.path, env: testGitEnvironment(), encoding: 'utf8' }).trim();
    const start = git('rev-parse', 'main');
    const one = await repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    const two = await repository.commit({ files: { [other]: text.replace('First', 'Their first') } });
    git('update-ref', 'refs/heads/main', start);
    const opened = await workspace.openPost(path);
    await workspace.saveDraft(opened, { kind: 'source', text: text.replace('First', 'My first') });
    await write(workspace, text.replace('First', 'My other'), other);
    let pushes = 0;
    let saved: Promise<unknown> = Promise.resolve();
    server.setFault(({ url }) => {
      if (!url.endsWith('/git-receive-pack') || url.includes('?')) return undefined;
      pushes += 1;
      if (pushes === 1) {
        git('update-ref', 'refs/heads/main', one);
        saved = workspace.saveDraft(opened, {
          kind: 'source',
          text: text.replace('First', 'My first').replace('Second', 'My second'),
        });
      }
      if (pushes === 2) git('update-ref', 'refs/heads/main', two);
      return undefined;
    });
    expect(await publish(workspace, [path, other])).toEqual({ kind: 'conflict', paths: [other] });
    await saved;
    server.setFault(undefined);
    expect(await publish(workspace)).toMatchObject({ kind: 'published' });
    expect(await repository.read(path)).toBe(
      text.replace('First', 'My first').replace('Second', 'My second').replace('Third', 'Their third'),
    );
  });
});
