import { afterEach, describe, expect, it } from 'vitest';
import { author, openSite, type Site } from './open-site.ts';

const path = 'posts/one.md';
const other = 'posts/renamed.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const mine = text.replace('First', 'My first');
const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function open(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Site> {
  const site = await openSite({ [path]: text, 'posts/two.md': '# Two\n', ...files });
  undo.push(() => site.stop());
  return site;
}

/** What the remote has, by path. */
async function paths({ repository }: Site): Promise<readonly string[]> {
  return (await repository.git('ls-tree', '-r', '--name-only', 'main')).split('\n');
}

const renaming = (to = text) => ({ files: { [path]: null, [other]: to }, author: 'Grace <grace@example.test>' });

describe('a post that someone renamed while it was edited here', () => {
  it.each([
    ['without a change', text],
    ['with a change of its own', text.replace('Third', 'Their third')],
  ])('%s is published under its new name, and the person is told', async (_title, theirs) => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit(renaming(theirs));
    expect(await site.publish([path])).toMatchObject({
      kind: 'published',
      notice: `${path} was renamed to ${other} in the repository, and your changes are published there.`,
    });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
    expect(await site.repository.read(other)).toBe(theirs.replace('First', 'My first'));
    expect(await site.drafts.list()).toEqual([]);
  });

  it('is followed by several commits that wait', async () => {
    const site = await open();
    site.server.setFault(() => ({ kind: 'lose' }));
    await site.write(path, mine);
    await site.publish([path]);
    await site.write(path, mine.replace('Third', 'My third'));
    await site.publish([path]);
    site.server.setFault(undefined);
    await site.repository.commit(renaming(text.replace('Second', 'Their second')));
    expect(await site.publish([])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
    expect(await site.repository.read(other)).toBe(mine.replace('Third', 'My third').replace('Second', 'Their second'));
    expect(await site.repository.git('rev-list', '--count', 'main')).toBe('4');
  });

  it('takes the draft with it when the remote is looked at, in a tab that does not show it', async () => {
    const site = await open();
    await site.write(path, mine);
    const tab = await site.reopen();
    undo.push(() => tab.stop());
    await site.repository.commit(renaming(text.replace('Third', 'Their third')));
    await tab.workspace.sync();
    expect(await tab.drafts.list()).toMatchObject([{ path: other, text: mine, formerPath: path }]);
    await expect(tab.workspace.openPost(path)).rejects.toMatchObject({
      code: 'not-found',
      data: { renamedTo: other },
    });
    expect(await tab.publish([other])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(other)).toBe(mine.replace('Third', 'Their third'));
  });

  it('stays where it is shown, with where it went, until the person goes on there', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit(renaming());
    await site.workspace.sync();
    expect(await site.drafts.list()).toMatchObject([{ path }]);
    expect(await site.workspace.remoteChange(path)).toMatchObject({
      isGone: true,
      renamedTo: other,
      lastChange: { author: 'Grace' },
    });
    expect(await site.workspace.moveDraft(path)).toBe(other);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine }]);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
  });

  it('asks when both changed the same, with theirs from the new name, and goes on there', async () => {
    const site = await open();
    await site.write(path, mine);
    const theirs = text.replace('First', 'Their first');
    await site.repository.commit(renaming(theirs));
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    const conflict = await site.workspace.openConflict(path);
    expect(conflict).toMatchObject({ base: text, mine, theirs, renamedTo: other });
    const ours = text.replace('First', 'Our first');
    expect(await site.workspace.resolveConflict(path, { ...conflict, text: ours })).toBe(other);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
    expect(await site.repository.read(other)).toBe(ours);
  });

  it('is joined with a draft that its new name has already', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit(renaming());
    await site.workspace.sync();
    await site.write(other, text.replace('Third', 'My third'));
    await site.workspace.moveDraft(path);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine.replace('Third', 'My third') }]);
  });
});

describe('a post that someone deleted while it was edited here', () => {
  it('is not taken for renamed when another post that came is unlike it', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit({ files: { [path]: null, [other]: '# Other\n\nOther words.\n\nAnd more.\n' } });
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    expect(await site.workspace.openConflict(path)).toMatchObject({ theirs: null, renamedTo: null });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
  });

  it('is published as a new post when the person keeps it', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit({ files: { [path]: null } });
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    const conflict = await site.workspace.openConflict(path);
    expect(await site.workspace.resolveConflict(path, { ...conflict, text: mine })).toBe(path);
    expect(await site.publish([path])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(path)).toBe(mine);
  });
});

describe('a post that was renamed here and deleted by someone', () => {
  const files = [{ path, mine: 'renamed', theirs: 'deleted' }];

  async function openDeleted(): Promise<Site> {
    const site = await open();
    await site.write(path, mine);
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: null } });
    await site.workspace.sync();
    return site;
  }

  const afterwards = { mine: [other, 'posts/two.md'], theirs: ['posts/two.md'] } as const;

  it.each(['mine', 'theirs'] as const)('is asked about before anything is published, and %s stays', async (choice) => {
    const site = await open();
    await site.write(path, mine);
    expect(await site.workspace.renamePost(path, other)).toMatchObject({ kind: 'renamed' });
    const theirs = await site.repository.commit({ files: { [path]: null } });
    await site.workspace.sync();
    expect(await site.publish([other])).toEqual({ kind: 'files-differ', files });
    expect(await site.repository.git('rev-parse', 'main')).toBe(theirs);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine }]);
    const outcome = await site.publish([other], new Map([[path, choice]]));
    expect(outcome.kind).toBe(choice === 'mine' ? 'published' : 'nothing-to-publish');
    expect(await paths(site)).toEqual(afterwards[choice]);
    expect([await site.drafts.list(), await site.drafts.files.list()]).toEqual([[], []]);
  });

  it('has what was written here, under its new name, when the person keeps it', async () => {
    const site = await openDeleted();
    await site.publish([other]);
    expect(await site.publish([other], new Map([[path, 'mine']]))).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(other)).toBe(mine);
  });

  it.each(['sync', 'reload'])('is asked about after a %s, too', async (how) => {
    const site = await open();
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: null } });
    await site.workspace.sync();
    await site.workspace.sync();
    const tab = how === 'sync' ? site : await site.reopen();
    undo.push(() => (tab === site ? Promise.resolve() : tab.stop()));
    expect(await tab.publish([other])).toEqual({ kind: 'files-differ', files });
  });

  it('is asked about again when it was written on since, and what is let go can be taken up again', async () => {
    const site = await openDeleted();
    const theirs = new Map([[path, 'theirs']] as const);
    expect(await site.publish([other])).toEqual({ kind: 'files-differ', files });
    const more = mine.replace('Third', 'My third');
    await site.write(other, more);
    expect(await site.publish([other], theirs)).toEqual({ kind: 'files-differ', files });
    expect((await site.drafts.get(other))?.text).toBe(more);
    expect(await site.publish([other], theirs)).toMatchObject({ kind: 'nothing-to-publish' });
    expect(await site.workspace.discardedDrafts()).toMatchObject([{ path: other, text: more }]);
  });

  it('stays a question where another tab writes on while it is let go', async () => {
    const site = await openDeleted();
    await site.publish([other]);
    const update = site.drafts.update.bind(site.drafts);
    const more = mine.replace('Third', 'My third');
    site.drafts.update = async (at, change) => {
      site.drafts.update = update;
      await update(at, (now) => (now === undefined ? null : { ...now, text: more }));
      await update(at, change);
    };
    await site.publish([other], new Map([[path, 'theirs']]));
    expect((await site.drafts.get(other))?.text).toBe(more);
    expect(await site.publish([other])).toEqual({ kind: 'files-differ', files });
  });

  it('is published under its new name where the commit waits already, and the person is told', async () => {
    const site = await open();
    await site.workspace.renamePost(path, other);
    site.server.setFault(() => ({ kind: 'status', status: 503 }));
    await site.publish([other]);
    expect((await site.workspace.listChanges()).outbox).toHaveLength(1);
    await site.workspace.renamePost(other, 'posts/third.md');
    await site.publish(['posts/third.md']);
    site.server.setFault(undefined);
    await site.repository.commit({ files: { [path]: null } });
    expect(await site.publish([])).toMatchObject({
      kind: 'published',
      notice: `Someone else had deleted ${path}, which you renamed. It is published as posts/third.md; delete it there if it is to go.`,
    });
    expect(await paths(site)).toEqual(['posts/third.md', 'posts/two.md']);
  });

  it('is not asked about where it was only renamed twice', async () => {
    const site = await open();
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: null, 'posts/theirs.md': text } });
    await site.workspace.sync();
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(other)).toBe(text);
  });
});

describe('a file that is deleted', () => {
  it('leaves the words that another tab begins in its place while that is published', async () => {
    const site = await open();
    await site.workspace.deleteFile(path);
    const remove = site.drafts.delete.bind(site.drafts);
    site.drafts.delete = async (at, only) => {
      await site.drafts.put({ path: at, text: mine, baseOid: null, updatedAt: 1 });
      await remove(at, only);
    };
    await site.publish([path]);
    expect((await site.drafts.get(path))?.text).toBe(mine);
  });
});

describe('an outbox that comes back because something else conflicts', () => {
  const two = 'posts/two.md';
  const words = (whose: string) => `# Two\n\n${whose} words.\n`;
  const offline = ({ server }: Site, isOffline: boolean) =>
    server.setFault(isOffline ? () => ({ kind: 'status', status: 503 }) : undefined);

  it('has both sides of a post that was renamed, so that it never goes without coming back', async () => {
    const site = await open({ [two]: words('Some') });
    await site.workspace.renamePost(path, other);
    await site.write(two, words('My'));
    offline(site, true);
    await site.publish([other, two]);
    offline(site, false);
    await site.repository.commit({ files: { [two]: words('Their') } });
    expect(await site.publish([])).toEqual({ kind: 'conflict', paths: [two] });
    expect(await site.drafts.get(other)).toMatchObject({ text, formerPath: path });
    expect(await site.drafts.files.list()).toMatchObject([{ path, renamedTo: other }]);
    const conflict = await site.workspace.openConflict(two);
    await site.workspace.resolveConflict(two, { ...conflict, text: words('Our') });
    expect(await site.publish([two])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([path, two]);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([other, two]);
  });

  it.each(['rename', 'delete'] as const)('leaves alone that a post is to be %sd', async (how) => {
    const site = await open({ [two]: words('Some') });
    await site.write(path, mine);
    await site.write(two, words('My'));
    offline(site, true);
    await site.publish([path, two]);
    if (how === 'rename') await site.workspace.renamePost(path, other);
    else await site.workspace.deleteFile(path);
    offline(site, false);
    await site.repository.commit({ files: { [two]: words('Their') } });
    expect(await site.publish([])).toMatchObject({ kind: 'conflict' });
    expect(await site.drafts.files.list()).toMatchObject([{ path, kind: 'deleted' }]);
    expect((await site.drafts.list()).map((draft) => draft.path)).toEqual(how === 'rename' ? [other, two] : [two]);
    const conflict = await site.workspace.openConflict(two);
    await site.workspace.resolveConflict(two, { ...conflict, text: words('Our') });
    const { drafts } = await site.workspace.listChanges();
    expect(await site.publish(drafts.map((draft) => draft.path))).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual(how === 'rename' ? [other, two] : [two]);
  });

  it('does not bring back a new post that was deleted meanwhile', async () => {
    const site = await open({ [two]: words('Some') });
    await site.drafts.put({ path: 'posts/new.md', text: '# New\n', baseOid: null, updatedAt: 1 });
    await site.write(two, words('My'));
    offline(site, true);
    await site.publish(['posts/new.md', two]);
    await site.workspace.deleteFile('posts/new.md');
    offline(site, false);
    await site.repository.commit({ files: { [two]: words('Their') } });
    expect(await site.publish([])).toMatchObject({ kind: 'conflict' });
    expect((await site.workspace.listChanges()).drafts.map((draft) => draft.path)).toEqual([two]);
  });
});

describe('a commit that waits, of a file that can be no draft', () => {
  const commit = async ({ git }: Site, changes: Parameters<Site['git']['commit']>[0]['changes']): Promise<void> => {
    await git.commit({ changes, message: 'Mine', author, expectedHead: (await git.state()).head });
  };

  it.each(['mine', 'theirs'] as const)('asks about an image that both changed, and keeps %s', async (choice) => {
    const site = await open({ 'a.png': image });
    await commit(site, [{ kind: 'write', path: 'a.png', content: new Uint8Array([...image, 1]) }]);
    const theirs = await site.repository.commit({ files: { 'a.png': new Uint8Array([...image, 2]) } });
    const files = [{ path: 'a.png', mine: 'changed', theirs: 'changed' }];
    expect(await site.publish([])).toEqual({ kind: 'files-differ', files });
    expect(await site.repository.git('rev-parse', 'main')).toBe(theirs);
    expect((await site.workspace.listChanges()).outbox).toHaveLength(1);
    await expect(site.workspace.returnOutboxToDrafts()).rejects.toMatchObject({ code: 'invalid-input' });
    const outcome = await site.publish([], new Map([['a.png', choice]]));
    expect(outcome.kind).toBe(choice === 'mine' ? 'published' : 'nothing-to-publish');
    const bytes = await site.repository.git('cat-file', '-s', 'main:a.png');
    expect(bytes).toBe(String(image.length + 1));
    expect(await site.repository.git('rev-list', '--count', 'main')).toBe(choice === 'mine' ? '3' : '2');
    expect((await site.workspace.listChanges()).outbox).toEqual([]);
  });

  it('asks about a post deleted here and changed there', async () => {
    const site = await open();
    await commit(site, [{ kind: 'delete', path }]);
    await site.repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    const files = [{ path, mine: 'deleted', theirs: 'changed' }];
    expect(await site.publish([])).toEqual({ kind: 'files-differ', files });
    expect(await site.publish([], new Map([[path, 'mine']]))).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual(['posts/two.md']);
  });

  it('asks about an image changed here and deleted there', async () => {
    const site = await open({ 'a.png': image });
    await commit(site, [{ kind: 'write', path: 'a.png', content: new Uint8Array([...image, 1]) }]);
    await site.repository.commit({ files: { 'a.png': null } });
    const files = [{ path: 'a.png', mine: 'changed', theirs: 'deleted' }];
    expect(await site.publish([])).toEqual({ kind: 'files-differ', files });
    expect(await site.publish([], new Map([['a.png', 'mine']]))).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toContain('a.png');
  });

  it('goes to where an image was moved', async () => {
    const site = await open({ 'a.png': image });
    await commit(site, [{ kind: 'write', path: 'a.png', content: new Uint8Array([...image, 1]) }]);
    await site.repository.commit({ files: { 'a.png': null, 'images/a.png': image } });
    expect(await site.publish([])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual(['images/a.png', path, 'posts/two.md']);
    expect(await site.repository.git('cat-file', '-s', 'main:images/a.png')).toBe(String(image.length + 1));
  });

  it('deletes a post under the name that it has now', async () => {
    const site = await open();
    await commit(site, [{ kind: 'delete', path }]);
    await site.repository.commit(renaming());
    expect(await site.publish([])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual(['posts/two.md']);
  });

  it('is asked about when the history was replaced too', async () => {
    const site = await open({ 'a.png': image });
    await commit(site, [{ kind: 'write', path: 'a.png', content: new Uint8Array([...image, 1]) }]);
    await site.repository.commit({ files: { 'a.png': new Uint8Array([...image, 2, 3]) } });
    const root = await site.repository.git('commit-tree', 'main^{tree}', '-m', 'Replaced');
    await site.repository.git('update-ref', 'refs/heads/main', root);
    expect(await site.publish([])).toMatchObject({ kind: 'files-differ' });
    const chosen = new Map([['a.png', 'mine']] as const);
    expect(await site.publish([], chosen)).toMatchObject({ kind: 'failed', error: { code: 'branch-rewritten' } });
    expect(await site.publish([])).toMatchObject({ kind: 'published' });
    expect(await site.repository.git('cat-file', '-s', 'main:a.png')).toBe(String(image.length + 1));
    expect(await site.repository.git('rev-parse', 'main~1')).toBe(root);
  });
});
