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
  const { repository, workspace, drafts, write } = await open();
  const without = text.replace('Second words.\n\n', '');
  await repository.commit({ files: { [post]: without } });
  await workspace.sync();
  await write(post, `${without}\nA new end.\n`);
  expect(await workspace.history.bringBack(post, lostIn(text, without))).toBe('put-back');
  expect((await drafts.get(post))?.text).toBe(`${text}\nA new end.\n`);
  expect(await workspace.history.bringBack(post, lostIn(text, without))).toBe('there-already');
  expect(await workspace.publish({ paths: [post], message: 'Bring it back', author })).toMatchObject({
    kind: 'published',
  });
  expect(await repository.read(post)).toBe(`${text}\nA new end.\n`);
});

it('a passage comes back near where it was when the text around it is another by now', async () => {
  const { workspace, drafts, write } = await open();
  const without = text.replace('Second words.\n\n', '');
  await write(post, '# Tide tables\n\nAll of it was written anew.\n');
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
  const { workspace, write } = await open();
  await write(post, text.replace('First', 'Better first'));
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
  await write(post, text.replace('First', 'Better first').replace('Last', 'Better last'));
  await workspace.reviews.update({ id, paths: [post], message: 'And the end', author });
  const commit = (await workspace.reviews.open(id)).review.head ?? '';
  await workspace.reviews.judge({ id, commit, isApproval: true, text: '', author });
  expect((await workspace.reviews.publish([id], author)).kind).toBe('published');
  await workspace.sync();
  const { versions } = await workspace.postHistory(post, 10);
  expect(versions.map(({ review }) => review?.title)).toEqual(['Tides', 'Tides', undefined]);
});
