import { afterEach, describe, expect, it } from 'vitest';
import { openSite, type Site } from './open-site.ts';

const post = 'posts/tide.md';
const text = '# Tide tables\n\nThe first words.\n\nThe last words.\n';
const png = pngOf('a');
const old = pngOf('old');

/** A PNG of one pixel as far as its head goes; `text` tells it from others. */
function pngOf(words: string): Uint8Array {
  const chunk = (name: string, data: Uint8Array): readonly number[] => [
    0,
    0,
    0,
    data.length,
    ...Buffer.from(name),
    ...data,
    0,
    0,
    0,
    0,
  ];
  return Uint8Array.from([
    ...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0)),
    ...chunk('IDAT', Buffer.from(words)),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

const sites: Site[] = [];

afterEach(async () => {
  for (const site of sites.splice(0)) await site.stop();
});

async function open(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Site> {
  const site = await openSite({
    [post]: text,
    'posts/other.md': '# Other\n\n[The tides](/posts/tide/)\n',
    'images/old.png': old,
    ...files,
  });
  sites.push(site);
  return site;
}

const file = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);

async function add({ workspace }: Site, name: string, bytes: Uint8Array = png) {
  const outcome = await workspace.addImage({ name, content: file(bytes), forPost: post });
  if (outcome.kind !== 'added') throw new Error(outcome.reason);
  return outcome;
}

const pathsOfHead = async ({ repository }: Site): Promise<readonly string[]> =>
  (await repository.git('show', '--format=', '--name-status', '--no-renames', 'HEAD')).trim().split('\n');

describe('an image draft', () => {
  it('is listed, shown and read before it is committed, and is gone when discarded', async () => {
    const site = await open();
    const { path, address } = await add(site, 'Low Tide (1).png');
    expect([path, address]).toEqual(['images/low-tide-1.png', '/images/low-tide-1.png']);
    expect(await site.workspace.listMedia()).toEqual(['images/low-tide-1.png', 'images/old.png']);
    const blob = await site.workspace.readImage(address, post);
    expect([blob?.type, new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual(['image/png', png]);
    const { drafts } = await site.workspace.listChanges();
    expect(drafts).toMatchObject([{ path, title: 'low-tide-1.png', kind: 'added', content: 'image' }]);
    const diff = await site.workspace.diffChange(path);
    expect(diff.images?.before).toBeNull();
    expect(diff.images?.after?.size).toBe(png.length);
    await site.workspace.discardDrafts([path]);
    expect(await site.workspace.listMedia()).toEqual(['images/old.png']);
    expect(await site.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  });

  it('goes with the post that shows it, in one commit, byte for byte', async () => {
    const site = await open();
    const { path, address } = await add(site, 'shore.png');
    const unused = await add(site, 'unused.png', pngOf('unused'));
    await site.write(post, text.replace('The last', `![Shore](${address})\n\nThe last`));
    const { drafts } = await site.workspace.listChanges();
    expect(drafts.find((draft) => draft.path === post)?.goesWith).toEqual([path]);
    expect(await site.publish([post])).toMatchObject({ kind: 'published' });
    expect(await pathsOfHead(site)).toEqual([`A\t${path}`, `M\t${post}`]);
    const oid = (await site.repository.git('rev-parse', `HEAD:${path}`)).trim();
    expect(oid).toBe((await site.git.listFiles()).files.find((one) => one.path === path)?.oid);
    expect(await site.git.readBlob(oid)).toEqual(png);
    expect((await site.workspace.listChanges()).drafts.map((draft) => draft.path)).toEqual([unused.path]);
  });

  it('is read at the commit that has it, and at no other', async () => {
    const site = await open();
    const { head: before } = await site.git.state();
    const { address } = await add(site, 'shore.png');
    await site.write(post, text.replace('The last', `![Shore](${address})\n\nThe last`));
    await site.publish([post]);
    const { head: after } = await site.git.state();
    const read = (commit: string | null) => site.workspace.readImage(address, post, commit ?? '');
    expect(await read(before)).toBeUndefined();
    expect((await read(after))?.size).toBe(png.length);
  });

  it('never takes the place of a file, and takes the name of the post where it has none of its own', async () => {
    const site = await open();
    expect((await add(site, 'OLD.PNG')).path).toBe('images/old-2.png');
    expect((await add(site, 'old.jpg', pngOf('b'))).path).toBe('images/old-3.png');
    expect((await add(site, 'image.png', pngOf('c'))).path).toBe('images/tide.png');
    expect((await add(site, '../../.git/config', pngOf('d'))).path).toBe('images/config.png');
  });

  it('is not made of a picture that the repository or a draft has already', async () => {
    const site = await open();
    expect(await add(site, 'new-name.png', old)).toEqual({
      kind: 'added',
      path: 'images/old.png',
      address: '/images/old.png',
      isReused: true,
    });
    const first = await add(site, 'one.png');
    expect(await add(site, 'two.png')).toEqual({ ...first, isReused: true });
    expect((await site.workspace.listChanges()).drafts).toHaveLength(1);
  });

  it('is refused by what its bytes are, not by its name', async () => {
    const site = await open();
    const refuse = (content: string) => site.workspace.addImage({ name: 'x.png', content: new Blob([content]) });
    expect(await refuse('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('SVG'),
    });
    expect(await refuse('<html><script>alert(1)</script>')).toMatchObject({ kind: 'refused' });
    expect(await site.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  });

  it('ends when another tab has committed the same, after the tab died', async () => {
    const site = await open();
    const { path, address } = await add(site, 'shore.png');
    await site.write(post, `${text}\n![Shore](${address})\n`);
    const draft = await site.drafts.files.get(path);
    expect(await site.publish([post])).toMatchObject({ kind: 'published' });
    if (draft?.kind !== 'image') throw new Error('no draft');
    await site.drafts.files.addImage(draft, png);
    const again = await site.reopen();
    sites.splice(sites.indexOf(site), 1, again);
    expect(await again.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  });

  it('is asked about when someone else published another picture of its name', async () => {
    const site = await open();
    const { path } = await add(site, 'shore.png');
    await site.repository.commit({ message: 'Their shore', files: { [path]: pngOf('theirs') } });
    await site.workspace.sync();
    const asked = await site.publish([path]);
    expect(asked).toEqual({ kind: 'files-differ', files: [{ path, mine: 'changed', theirs: 'changed' }] });
    expect(await site.publish([path], new Map([[path, 'mine']]))).toMatchObject({ kind: 'published' });
    const { files } = await site.git.listFiles();
    expect(await site.git.readBlob(files.find((one) => one.path === path)?.oid ?? '')).toEqual(png);
  });
});

describe('a deletion', () => {
  it('takes the post from the list, comes back by discarding, and is published as one', async () => {
    const site = await open();
    await site.workspace.deleteFile(post);
    expect((await site.workspace.listPosts()).posts.map(({ path }) => path)).toEqual(['posts/other.md']);
    expect((await site.workspace.openPost(post)).editing.kind).toBe('read-only');
    expect((await site.workspace.listChanges()).drafts).toMatchObject([
      { path: post, title: 'Tide tables', kind: 'deleted', content: 'text' },
    ]);
    expect(await site.workspace.diffChange(post)).toEqual({ path: post, before: text, after: null });
    await site.workspace.discardDrafts([post]);
    expect((await site.workspace.listPosts()).posts).toHaveLength(2);
    await site.workspace.deleteFile(post);
    expect(await site.publish([post])).toMatchObject({ kind: 'published' });
    expect(await pathsOfHead(site)).toEqual([`D\t${post}`]);
    expect((await site.workspace.listChanges()).drafts).toEqual([]);
  });

  it('of what is only a draft lets go of it', async () => {
    const site = await open();
    const path = await site.workspace.createPost('Short-lived');
    await site.workspace.deleteFile(path);
    const image = await add(site, 'short.png');
    await site.workspace.deleteFile(image.path);
    expect(await site.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
    await expect(site.workspace.deleteFile('posts/never.md')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('asks when someone else changed the post since', async () => {
    const site = await open();
    await site.workspace.deleteFile(post);
    await site.repository.commit({ message: 'Theirs', files: { [post]: text.replace('first', 'second') } });
    await site.workspace.sync();
    const asked = await site.publish([post]);
    expect(asked).toEqual({ kind: 'files-differ', files: [{ path: post, mine: 'deleted', theirs: 'changed' }] });
    expect(await site.publish([post], new Map([[post, 'theirs']]))).toMatchObject({ kind: 'nothing-to-publish' });
    expect((await site.workspace.listChanges()).drafts).toEqual([]);
    expect(await site.repository.read(post)).toContain('second');
  });
});

describe('renaming a post', () => {
  it('deletes the old file and adds the new one in one commit, with what was not published yet', async () => {
    const site = await open();
    await site.write(post, text.replace('last', 'very last'));
    expect(await site.workspace.renamePost(post, 'posts/ebb.md')).toEqual({ kind: 'renamed', path: 'posts/ebb.md' });
    expect((await site.workspace.listPosts()).posts.map(({ path }) => path)).toEqual([
      'posts/other.md',
      'posts/ebb.md',
    ]);
    expect(await site.publish(['posts/ebb.md'])).toMatchObject({ kind: 'published' });
    expect(await pathsOfHead(site)).toEqual(['A\tposts/ebb.md', `D\t${post}`]);
    expect(await site.repository.read('posts/ebb.md')).toContain('very last');
    expect((await site.workspace.listChanges()).drafts).toEqual([]);
  });

  it('twice before publishing is one rename, and discarding it gives the post back', async () => {
    const site = await open();
    await site.workspace.renamePost(post, 'posts/ebb.md');
    await site.workspace.renamePost('posts/ebb.md', 'posts/flow.md');
    expect((await site.workspace.listChanges()).drafts.map(({ path }) => path).sort()).toEqual(['posts/flow.md', post]);
    await site.workspace.discardDrafts(['posts/flow.md']);
    expect((await site.workspace.listChanges()).drafts).toEqual([]);
    expect((await site.workspace.openPost(post)).post.source).toBe(text);
  });

  it('takes along what others changed meanwhile under the old name', async () => {
    const site = await open();
    await site.write(post, text.replace('last', 'very last'));
    await site.workspace.renamePost(post, 'posts/ebb.md');
    await site.repository.commit({ message: 'Theirs', files: { [post]: text.replace('first', 'second') } });
    await site.workspace.sync();
    expect(await site.publish(['posts/ebb.md'])).toMatchObject({ kind: 'published' });
    expect(await site.repository.read('posts/ebb.md')).toBe(
      text.replace('first', 'second').replace('last', 'very last'),
    );
  });

  it('refuses names that are taken or no names of posts', async () => {
    const site = await open();
    for (const to of ['posts/OTHER.md', 'posts/../x.md', 'posts/tide.txt', post, 'posts/con.md'])
      expect(await site.workspace.renamePost(post, to)).toMatchObject({ kind: 'refused' });
    expect(await site.workspace.listChanges()).toEqual({ drafts: [], outbox: [] });
  });
});

describe('findMentions', () => {
  it('finds the posts that link to a post, and those that show an image, drafts included', async () => {
    const site = await open();
    expect(await site.workspace.findMentions(post)).toEqual(['posts/other.md']);
    expect(await site.workspace.findMentions('images/old.png')).toEqual([]);
    await site.write(post, `${text}\n![](../images/old.png)\n`);
    expect(await site.workspace.findMentions('images/old.png')).toEqual([post]);
  });
});
