import { comparePosts, type LostBlock } from '#content';
import { afterEach, expect, it, vi } from 'vitest';
import { author, openSite, type Site } from './open-site.ts';

const post = 'posts/tide.md';
const text = '# Tide tables\n\nFirst words.\n\nSecond words.\n\nLast words.\n';
// Many runs of git: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const sites: Site[] = [];

afterEach(async () => {
  for (const site of sites.splice(0)) await site.stop();
});

async function open(files: Readonly<Record<string, string | Uint8Array>> = { [post]: text }): Promise<Site> {
  const site = await openSite(files);
  sites.push(site);
  return site;
}

function lostIn(before: string, after: string): LostBlock {
  const { blocks } = comparePosts(before, after);
  return { before, after, index: blocks.findIndex(({ change }) => change === 'removed' || change === 'changed') };
}

it('a passage of an old version comes back into the draft beside what was written since', async () => {
  const site = await open();
  const { repository, workspace, drafts } = site;
  const without = text.replace('Second words.\n\n', '');
  await repository.commit({ files: { [post]: without } });
  await workspace.sync();
  await site.write(post, `${without}\nA new end.\n`);
  expect(await workspace.history.bringBack(post, lostIn(text, without))).toBe('put-back');
  expect((await drafts.get(post))?.text).toBe(`${text}\nA new end.\n`);
  expect(await workspace.history.bringBack(post, lostIn(text, without))).toBe('there-already');
  expect(await workspace.publish({ paths: [post], message: 'Bring it back', author })).toMatchObject({
    kind: 'published',
  });
  expect(await repository.read(post)).toBe(`${text}\nA new end.\n`);
});

it('a passage comes back near where it was when the text around it is another by now', async () => {
  const site = await open();
  const { workspace, drafts } = site;
  const without = text.replace('Second words.\n\n', '');
  await site.write(post, '# Tide tables\n\nAll of it was written anew.\n');
  expect(await workspace.history.bringBack(post, lostIn(text, without))).toBe('put-nearby');
  expect((await drafts.get(post))?.text).toBe('# Tide tables\n\nAll of it was written anew.\n\nSecond words.\n');
});

it('without a draft, a passage that comes back makes one, and the last one that differed ends it', async () => {
  const { repository, workspace, drafts } = await open();
  const other = text.replace('Second words.', 'Second words that nobody wanted.');
  await repository.commit({ files: { [post]: other } });
  await workspace.sync();
  expect(await workspace.history.bringBack(post, lostIn(text, other))).toBe('put-back');
  expect((await drafts.get(post))?.text).toBe(text);
  expect(await workspace.history.bringBack(post, lostIn(other, text))).toBe('put-back');
  expect(await drafts.get(post)).toBeUndefined();
});

it('a version tells the review that it came with, every commit of it, also when it is published', async () => {
  const site = await open();
  const { workspace } = site;
  await site.write(post, text.replace('First', 'Better first'));
  const reviewer = 'bob@example.test';
  const sent = await workspace.reviews.send({
    paths: [post],
    title: 'Tides',
    summary: '',
    reviewers: [reviewer],
    author,
  });
  const id = 'id' in sent ? sent.id : '';
  await workspace.reviews.continueWriting(id, post);
  await site.write(post, text.replace('First', 'Better first').replace('Last', 'Better last'));
  await workspace.reviews.update({ id, paths: [post], message: 'And the end', author });
  const commit = (await workspace.reviews.open(id)).review.head ?? '';
  await workspace.reviews.judge({ id, commit, isApproval: true, text: '', author });
  expect((await workspace.reviews.publish([id], author)).kind).toBe('published');
  await workspace.sync();
  const { versions } = await workspace.postHistory(post, 10);
  expect(versions.map(({ review }) => review?.title)).toEqual(['Tides', 'Tides', undefined]);
});

it('each passage is ascribed to the commits that git blame names, across a rename and a merge', async () => {
  const site = await open({ 'posts/old.md': text, 'posts/other.md': '# Other\n' });
  const { repository, workspace } = site;
  await repository.commit({ files: { 'posts/old.md': text.replace('First words.', 'First words, better.') } });
  await repository.commit({
    files: { 'posts/old.md': null, [post]: text.replace('First words.', 'First words, better.') },
    author: 'Grace <grace@example.test>',
  });
  const base = await repository.git('rev-parse', 'main');
  await repository.commit({
    files: { [post]: `${text.replace('First words.', 'First words, better.')}\nOne side.\n` },
  });
  const side = await repository.git('rev-parse', 'main');
  await repository.git('update-ref', 'refs/heads/main', base);
  await repository.commit({ files: { [post]: text.replace('First words.', 'The other side.\nFirst words, better.') } });
  const merged = `${text.replace('First words.', 'The other side.\nFirst words, better.')}\nOne side.\n`;
  await repository.commit({ files: { [post]: merged, 'posts/other.md': null }, message: 'Merge' });
  const tree = await repository.git('rev-parse', 'main^{tree}');
  const first = await repository.git('rev-parse', 'main^');
  const identity = ['-c', 'user.name=M', '-c', 'user.email=m@example.test'];
  const parents = ['-p', first, '-p', side];
  const merge = await repository.git(...identity, 'commit-tree', tree, ...parents, '-m', 'Merge');
  await repository.git('update-ref', 'refs/heads/main', merge);
  await workspace.sync();
  const { blocks } = await workspace.history.passageWriters(post);
  const porcelain = await repository.git('blame', '--line-porcelain', 'main', '--', post);
  const theirs = [...porcelain.matchAll(/^([0-9a-f]{40}) \d+ \d+.*\n(?:(?!\t).*\n)*\t(.*)$/gm)];
  const byLine = new Map(theirs.map(([, commit, line]) => [line, commit]));
  const lines = [['The other side.', 'First words, better.'], ['Second words.'], ['Last words.'], ['One side.']];
  const commitsOf = (found: readonly (string | undefined)[]) => new Set(found);
  expect(blocks.map((versions) => commitsOf(versions.map((version) => version?.commit)))).toEqual(
    lines.map((block) => commitsOf(block.map((line) => byLine.get(line)))),
  );
  expect(new Set(blocks.flat().map((version) => version?.commit)).size).toBe(4);
  await site.write(post, merged.replace('Last words.', 'Last words of a draft.'));
  const withDraft = await workspace.history.passageWriters(post);
  expect(withDraft.blocks[2]).toEqual([null]);
});

it('words are found in the versions in which they came and went', async () => {
  const { repository, workspace } = await open();
  const went = await repository.commit({ files: { [post]: text.replace('Second words.\n\n', '') } });
  await repository.commit({ files: { [post]: text.replace('Second words.\n\n', '').replace('Last', 'Final') } });
  const back = await repository.commit({ files: { [post]: text.replace('Second words.', 'The second\nwords.') } });
  await workspace.sync();
  const { found, complete } = await workspace.history.findPassage(post, ' second  Words. ');
  expect(complete).toBe(true);
  expect(found.map(({ version, change }) => [version.commit, change]).slice(0, 2)).toEqual([
    [back, 'came'],
    [went, 'went'],
  ]);
  expect(found).toHaveLength(3);
  expect((await workspace.history.findPassage(post, 'Never written')).found).toEqual([]);
});

it('deleted posts are listed with who deleted them, and come back as drafts; renamed ones are not deleted', async () => {
  const site = await open({
    [post]: text,
    'posts/kept.md': '# Kept\n',
    'posts/moved.md': '# Moved\n\nA.\n',
    'a.css': '',
  });
  const { repository, workspace } = site;
  await repository.commit({
    files: { [post]: null, 'a.css': null, 'posts/moved.md': null, 'posts/there.md': '# Moved\n\nA.\n' },
    message: 'Tidy up',
    author: 'Grace <grace@example.test>',
  });
  await workspace.sync();
  const { posts, complete } = await workspace.history.deletedPosts(100);
  expect(complete).toBe(true);
  expect(posts).toMatchObject([
    { path: post, title: 'Tide tables', author: 'Grace', message: 'Tidy up', hasDraft: false },
  ]);
  await workspace.history.restoreDeleted({ path: post, oid: posts[0]?.oid ?? '' });
  expect((await workspace.history.deletedPosts(100)).posts).toMatchObject([{ hasDraft: true }]);
  expect((await site.publish([post])).kind).toBe('published');
  expect(await repository.read(post)).toBe(text);
  expect((await workspace.history.deletedPosts(100)).posts).toEqual([]);
});

it('undoing a commit takes back what it did, leaves what was done since, and keeps what can not be settled as a conflict', async () => {
  const [other, added, gone] = ['posts/other.md', 'posts/added.md', 'posts/gone.md'];
  const site = await open({ [post]: text, [other]: text, [gone]: text, 'posts/mine.md': text });
  const { repository, workspace, drafts } = site;
  const worse = text.replace('First words.', 'Worse words.');
  const oid = await repository.commit({
    files: { [post]: worse, [other]: worse, [added]: '# New\n', [gone]: null, 'posts/mine.md': worse },
    message: 'Make it worse',
  });
  await repository.commit({
    files: { [post]: worse.replace('Last', 'Final'), [other]: text.replace('First words.', 'Quite other.') },
  });
  await workspace.sync();
  await site.write('posts/mine.md', worse.replace('Last', 'My last'));
  const { commits, complete } = await workspace.history.activity(10);
  expect(complete).toBe(true);
  expect(commits.map(({ oid: one }) => one)).toEqual((await repository.git('log', '--format=%H')).split('\n'));
  const commit = commits.find((one) => one.oid === oid) ?? { oid, differences: null };
  const outcome = await workspace.history.undoCommit(commit);
  expect(outcome).toEqual({
    undone: [added, gone, post],
    conflicts: [other],
    unchanged: [],
    leftAlone: ['posts/mine.md'],
  });
  expect((await drafts.get(post))?.text).toBe(text.replace('Last', 'Final'));
  expect((await site.publish([other])).kind).toBe('conflict');
  const { theirs, mine } = await workspace.openConflict(other);
  expect([theirs, mine]).toEqual([text.replace('First words.', 'Quite other.'), text]);
  expect((await site.publish([added, gone, post])).kind).toBe('published');
  expect(await repository.git('ls-tree', '-r', '--name-only', 'main')).not.toContain(added);
  expect(await repository.read(gone)).toBe(text);
  expect(await workspace.history.undoCommit(commit)).toMatchObject({ undone: [], unchanged: [added, gone, post] });
});

it('offline, the activity is what is here', async () => {
  const { server, workspace } = await open();
  const site = sites[0];
  await site?.repository.commit({ files: { [post]: null }, message: 'Delete it' });
  await workspace.sync();
  await server.stop();
  expect(await workspace.history.activity(10)).toMatchObject({
    complete: true,
    commits: [{ message: 'Delete it' }, {}],
  });
});
