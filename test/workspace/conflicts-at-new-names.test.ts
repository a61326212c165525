import type { Draft, DraftStore } from '#drafts';
import { afterEach, describe, expect, it } from 'vitest';
import { openSite, type Site } from './open-site.ts';

const path = 'posts/one.md';
const other = 'posts/renamed.md';
const two = 'posts/two.md';
const twin = 'posts/twin.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const mine = text.replace('First', 'My first');
const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function open(files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const site = await openSite({ [path]: text, [two]: '# Two\n', ...files });
  undo.push(() => site.stop());
  return site;
}

/** What the remote has, by path. */
async function paths({ repository }: Site): Promise<readonly string[]> {
  return (await repository.git('ls-tree', '-r', '--name-only', 'main')).split('\n');
}

/** What others do, as this tab hears of it. */
async function others(site: Site, files: Readonly<Record<string, string | null>>): Promise<void> {
  await site.repository.commit({ files });
  await site.workspace.sync();
}

/** Another tab writes in the draft of `which`, just before this one's next write there. */
function writeMeanwhile(drafts: DraftStore, which: string, change: (draft: Draft) => Draft): void {
  const update = drafts.update.bind(drafts);
  let isFirst = true;
  drafts.update = async (at, next) => {
    if (isFirst && at === which) {
      isFirst = false;
      await update(which, (draft) => (draft === undefined ? null : change(draft)));
    }
    await update(at, next);
  };
}

const withMyThird = (draft: Draft): Draft => ({ ...draft, text: draft.text.replace('Third', 'My third') });

describe('a post that was renamed here to a name that others took', () => {
  const theirs = '# Other\n\nTheirs.\n';

  async function openTaken(): Promise<Site> {
    const site = await open();
    await site.workspace.renamePost(path, other);
    await others(site, { [other]: theirs });
    expect(await site.publish([other])).toEqual({ kind: 'conflict', paths: [other] });
    return site;
  }

  it.each([
    ['nothing', null],
    ['their text', theirs],
  ])('stays under its old name when the person goes for %s', async (_title, chosen) => {
    const site = await openTaken();
    const conflict = await site.workspace.openConflict(other);
    await site.workspace.resolveConflict(other, { ...conflict, text: chosen });
    expect([await site.drafts.list(), await site.drafts.files.list()]).toEqual([[], []]);
    expect(await site.publish([other, path])).toMatchObject({ kind: 'nothing-to-publish' });
    expect(await paths(site)).toEqual([path, other, two]);
  });

  it('takes the deletion of the old name along when it is discarded after the decision', async () => {
    const site = await openTaken();
    const conflict = await site.workspace.openConflict(other);
    await site.workspace.resolveConflict(other, { ...conflict, text: text + theirs });
    expect(await site.drafts.files.list()).toMatchObject([{ path, renamedTo: other }]);
    await site.workspace.discardDrafts([other]);
    expect(await site.drafts.files.list()).toEqual([]);
  });
});

describe('a draft that the new name of a renamed post has already', () => {
  const there = text.replace('Third', 'My third');

  async function openRenamed(): Promise<Site> {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: null, [other]: text });
    await site.write(other, there);
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    return site;
  }

  it('is joined with what was decided', async () => {
    const site = await openRenamed();
    const conflict = await site.workspace.openConflict(path);
    expect(await site.workspace.resolveConflict(path, { ...conflict, text: mine })).toBe(other);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine.replace('Third', 'My third') }]);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(other)).toBe(mine.replace('Third', 'My third'));
  });

  it('stays as it is when the other one is let go', async () => {
    const site = await openRenamed();
    const conflict = await site.workspace.openConflict(path);
    await site.workspace.resolveConflict(path, { ...conflict, text: null });
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: there }]);
  });

  it('takes back what it took back of theirs', async () => {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: null, [other]: text.replace('Third', 'Their third') });
    await site.write(other, text.replace('Second', 'My second'));
    await site.workspace.moveDraft(path);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read(other)).toBe(mine.replace('Second', 'My second'));
  });
});

describe('what another tab writes meanwhile', () => {
  it('stays when a draft goes on under a new name', async () => {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: null, [other]: text });
    writeMeanwhile(site.drafts, path, withMyThird);
    await site.workspace.moveDraft(path);
    expect(await site.drafts.list()).toMatchObject([
      { path, text: mine.replace('Third', 'My third') },
      { path: other, text: mine },
    ]);
    await site.workspace.moveDraft(path);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine.replace('Third', 'My third') }]);
  });

  it('stays when a draft that began under the new name is joined', async () => {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: null, [other]: text });
    await site.write(other, text.replace('Second', 'My second'));
    writeMeanwhile(site.drafts, other, withMyThird);
    await site.workspace.moveDraft(path);
    expect(await site.drafts.list()).toMatchObject([
      { path: other, text: mine.replace('Second', 'My second').replace('Third', 'My third') },
    ]);
  });

  const theirs = text.replace('First', 'Their first');

  it.each([
    ['a text of both', text.replace('First', 'Our first')],
    ['theirs', theirs],
  ])('stays when a conflict is settled with %s', async (_title, chosen) => {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: theirs });
    const conflict = await site.workspace.openConflict(path);
    writeMeanwhile(site.drafts, path, withMyThird);
    await site.workspace.resolveConflict(path, { ...conflict, text: chosen });
    expect(await site.drafts.list()).toMatchObject([{ path, text: chosen.replace('Third', 'My third') }]);
  });
});

describe('a post that is gone', () => {
  it.each([
    ['from the start', { [twin]: text }, {}],
    ['for a while', {}, { [twin]: text }],
  ])('is not taken for one that holds the same and was beside it %s', async (_title, before, added) => {
    const site = await open(before);
    await site.write(path, mine);
    await others(site, { [two]: '# Two\n\nTheirs.\n', ...added });
    await others(site, { [path]: null });
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    expect(await site.repository.read(twin)).toBe(text);
  });

  it('is found where it went by a tab that was closed meanwhile', async () => {
    const site = await open({ [twin]: text });
    await site.write(path, mine);
    await site.repository.commit({ files: { [path]: null, [other]: text } });
    await site.repository.commit({ files: { [two]: '# Two\n\nTheirs.\n' } });
    await site.git.fetch();
    const tab = await site.reopen();
    undo.push(() => tab.stop());
    expect(await tab.drafts.list()).toMatchObject([{ path: other, text: mine }]);
  });

  it('is asked about where it may have gone to two places, unseen', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit({ files: { [path]: null, [other]: text, [twin]: text } });
    await site.git.fetch();
    const tab = await site.reopen();
    undo.push(() => tab.stop());
    expect(await tab.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
  });

  it('is not looked for where an earlier one of its name went', async () => {
    const site = await open();
    await site.workspace.openPost(path);
    await others(site, { [path]: null, [other]: text });
    await site.workspace.moveDraft(path);
    const later = '# One\n\nQuite another post.\n\nWith words of its own.\n';
    await others(site, { [path]: later });
    const tab = await site.openBeside();
    await tab.write(path, later.replace('Quite', 'My'));
    await others(site, { [path]: null });
    expect(await site.drafts.list()).toMatchObject([{ path }]);
  });
});

describe('a post that is let go in a conflict', () => {
  it.each([
    ['others deleted', null],
    ['others changed', text.replace('First', 'Their first')],
  ])('can be taken up again where %s it', async (_title, theirs) => {
    const site = await open();
    await site.write(path, mine);
    await others(site, { [path]: theirs });
    expect(await site.publish([path])).toEqual({ kind: 'conflict', paths: [path] });
    const conflict = await site.workspace.openConflict(path);
    await site.workspace.resolveConflict(path, { ...conflict, text: null });
    expect(await site.drafts.list()).toEqual([]);
    expect(await site.workspace.discardedDrafts()).toMatchObject([{ path, text: mine }]);
  });
});
