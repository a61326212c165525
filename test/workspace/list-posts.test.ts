import { afterEach, describe, expect, it } from 'vitest';
import { openSite, type Site } from './open-site.ts';

const sites: Site[] = [];

afterEach(async () => {
  for (const site of sites.splice(0)) await site.stop();
});

async function titlesIn({ workspace }: Site): Promise<readonly string[]> {
  return (await workspace.listPosts()).posts.map(({ title }) => title);
}

const files = {
  'posts/a.md': '# Post 10\n',
  'posts/b.md': '# post 9\n',
  'posts/c.md': '# apples\n',
  'posts/d.md': '# Same\n',
  'posts/e.md': '# Same\n',
};

async function open(): Promise<Site> {
  const site = await openSite(files);
  sites.push(site);
  return site;
}

describe('the list of posts', () => {
  it('is in the order of titles, numbers by their size, equal ones by path', async () => {
    const { posts } = await (await open()).workspace.listPosts();
    expect(posts.map(({ title }) => title)).toEqual(['apples', 'post 9', 'Post 10', 'Same', 'Same']);
    expect(posts.slice(3).map(({ path }) => path)).toEqual(['posts/d.md', 'posts/e.md']);
  });

  it('stays so when titles, posts and drafts change', async () => {
    const site = await open();
    expect(await titlesIn(site)).toEqual(['apples', 'post 9', 'Post 10', 'Same', 'Same']);
    await site.write('posts/a.md', '# Zebra\n');
    expect(await titlesIn(site)).toEqual(['apples', 'post 9', 'Same', 'Same', 'Zebra']);
    await site.workspace.createPost('Bees');
    await site.workspace.deleteFile('posts/b.md');
    expect(await titlesIn(site)).toEqual(['apples', 'Bees', 'Same', 'Same', 'Zebra']);
    await site.workspace.discardDrafts(['posts/a.md']);
    expect(await titlesIn(site)).toEqual(['apples', 'Bees', 'Post 10', 'Same', 'Same']);
  });
});
