import type { Draft, DraftStore } from '#drafts';
import { afterEach, describe, expect, it } from 'vitest';
import { author, openSite, type Site } from './open-site.ts';

const path = 'posts/one.md';
const other = 'posts/renamed.md';
const text = '# One\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';
const mine = text.replace('First', 'My first');
const newer = mine.replace('Third', 'My third');
const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function open(): Promise<Site> {
  const site = await openSite({ [path]: text, 'posts/two.md': '# Two\n' });
  undo.push(() => site.stop());
  return site;
}

/** What the remote has, by path. */
async function paths({ repository }: Site): Promise<readonly string[]> {
  return (await repository.git('ls-tree', '-r', '--name-only', 'main')).split('\n');
}

describe('a conflict of a review that was settled', () => {
  it('does not write over what the review gained since', async () => {
    const site = await open();
    const { reviews } = site.workspace;
    await site.write(path, mine);
    const sent = await reviews.send({ paths: [path], title: 'One post', summary: '', reviewers: [], author });
    const id = 'id' in sent ? sent.id : '';
    await site.repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    await site.workspace.sync();
    const decided = text.replace('First', 'Our first');
    const settled = new Map([[path, { ...(await reviews.openConflict(id, path)), text: decided }]]);
    // Meanwhile, in the same review.
    const { workspace: friend } = await site.join();
    expect(await friend.reviews.continueWriting(id, path)).toBe(true);
    await friend.saveDraft(await friend.openPost(path), { kind: 'source', text: newer });
    expect(await friend.reviews.update({ id, paths: [path], message: 'More', author })).toMatchObject({ kind: 'sent' });
    await site.workspace.sync();
    expect(await reviews.mergeSite({ id, settled, author })).toEqual({ kind: 'conflict', paths: [path] });
    expect((await reviews.open(id)).files).toMatchObject([{ path, after: newer }]);
    const conflict = await reviews.openConflict(id, path);
    expect(conflict.mine).toBe(newer);
    const both = decided.replace('Third', 'My third');
    const anew = new Map([[path, { ...conflict, text: both }]]);
    expect(await reviews.mergeSite({ id, settled: anew, author })).toEqual({ kind: 'sent' });
    expect((await reviews.open(id)).files).toMatchObject([{ path, after: both }]);
  });
});

/** Another tab stores `change` of the draft at `path` just after this one has put the text under its new name. */
function afterNewName(drafts: DraftStore, change: (draft: Draft | undefined) => Draft | null): void {
  const put = drafts.put.bind(drafts);
  drafts.put = async (draft) => {
    drafts.put = put;
    await put(draft);
    await drafts.update(path, change);
  };
}

describe('a post that is renamed while another tab writes it', () => {
  const typed = (draft: Draft | undefined): Draft | null => (draft === undefined ? null : { ...draft, text: newer });

  it('has the newest words under its new name', async () => {
    const site = await open();
    await site.write(path, mine);
    afterNewName(site.drafts, typed);
    expect(await site.workspace.renamePost(path, other)).toEqual({ kind: 'renamed', path: other });
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: newer, formerPath: path }]);
    expect(await site.drafts.files.list()).toMatchObject([{ kind: 'deleted', path, renamedTo: other }]);
    expect(await site.publish([other])).toMatchObject({ kind: 'published' });
    expect(await paths(site)).toEqual([other, 'posts/two.md']);
    expect(await site.repository.read(other)).toBe(newer);
  });

  it('has what was begun there just now', async () => {
    const site = await open();
    const { baseOid } = await site.workspace.openPost(path);
    afterNewName(site.drafts, () => ({ path, text: newer, baseOid, updatedAt: 1 }));
    await site.workspace.renamePost(path, other);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: newer }]);
  });

  it('has them too when it is a new post', async () => {
    const site = await open();
    await site.drafts.put({ path, text: mine, baseOid: null, updatedAt: 1 });
    afterNewName(site.drafts, typed);
    await site.workspace.renamePost(path, other);
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: newer }]);
  });

  it('keeps its name when what is written there can not be stored as text', async () => {
    const site = await open();
    await site.write(path, mine);
    const unwritten = { document: {}, reason: 'No text says this.' };
    afterNewName(site.drafts, (draft) => (draft === undefined ? null : { ...draft, unwritten }));
    expect(await site.workspace.renamePost(path, other)).toEqual({ kind: 'refused', reason: unwritten.reason });
    expect(await site.drafts.list()).toMatchObject([{ path, unwritten }]);
  });
});

describe('a post that is renamed here after someone deleted it', () => {
  it.each([
    ['mine', [other, 'posts/two.md']],
    ['theirs', ['posts/two.md']],
  ] as const)('is asked about, and %s stays', async (choice, afterwards) => {
    const site = await open();
    await site.write(path, mine);
    await site.repository.commit({ files: { [path]: null } });
    await site.workspace.sync();
    expect(await site.workspace.renamePost(path, other)).toEqual({ kind: 'renamed', path: other });
    const files = [{ path, mine: 'renamed', theirs: 'deleted' }];
    expect(await site.publish([other])).toEqual({ kind: 'files-differ', files });
    expect(await paths(site)).toEqual(['posts/two.md']);
    await site.publish([other], new Map([[path, choice]]));
    expect(await paths(site)).toEqual(afterwards);
    expect([await site.drafts.list(), await site.drafts.files.list()]).toEqual([[], []]);
  });
});

describe('a post that is renamed here and sent for review', () => {
  const request = { paths: [other], title: 'Renamed', summary: '', reviewers: [], author };

  it('takes along what others changed meanwhile under the old name', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: text.replace('Third', 'Their third') } });
    await site.workspace.sync();
    const sent = await site.workspace.reviews.send(request);
    expect(sent).toMatchObject({ kind: 'sent' });
    const { files } = await site.workspace.reviews.open('id' in sent ? sent.id : '');
    expect(files).toMatchObject([
      { path, after: null },
      { path: other, after: mine.replace('Third', 'Their third') },
    ]);
    expect([await site.drafts.list(), await site.drafts.files.list()]).toEqual([[], []]);
  });

  it('is not sent when others have put the same under the new name, and changed the old one', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: text.replace('Third', 'Their third'), [other]: mine } });
    await site.workspace.sync();
    expect(await site.workspace.reviews.send(request)).toMatchObject({ kind: 'files-differ', files: [{ path }] });
  });

  it('is not sent when both changed the same', async () => {
    const site = await open();
    await site.write(path, mine);
    await site.workspace.renamePost(path, other);
    await site.repository.commit({ files: { [path]: text.replace('First', 'Their first') } });
    await site.workspace.sync();
    const files = [{ path, mine: 'deleted', theirs: 'changed' }];
    expect(await site.workspace.reviews.send(request)).toEqual({ kind: 'files-differ', files });
    expect(await site.drafts.list()).toMatchObject([{ path: other, text: mine }]);
  });
});
