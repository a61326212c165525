import { afterEach, expect, test } from 'vitest';
import { openSite, type Site } from './open-site.ts';

let site: Site | undefined;
afterEach(() => site?.stop());

const post = '# One\n\nText.\n';

test('[C64] a site without a settings file has the defaults, and a new post goes where most posts are', async () => {
  site = await openSite({ 'blog/one.md': post });
  expect(await site.workspace.siteConfig()).toMatchObject({ path: null, problems: [] });
  expect(await site.workspace.createPost('Two')).toBe('blog/two.md');
});

test('[C64] the settings file says where a new post goes', async () => {
  site = await openSite({ 'blog/one.md': post, '.galley.yml': 'posts:\n  folder: drafts/new\n' });
  expect(await site.workspace.createPost('Two')).toBe('drafts/new/two.md');
});

test('[C64] the file that comes first is read, and the other one is reported', async () => {
  site = await openSite({ 'one.md': post, '.galley.yml': 'language: en\n', '.galley.json': '{"language": "de"}' });
  const { path, config, problems } = await site.workspace.siteConfig();
  expect([path, config.language, problems.length]).toEqual(['.galley.yml', 'en', 1]);
});

test('[C64] a change of the file on the branch is picked up with the next sync', async () => {
  site = await openSite({ 'one.md': post, '.galley.yml': 'language: en\n' });
  expect((await site.workspace.siteConfig()).config.language).toBe('en');
  await site.repository.commit({ message: 'Change the language', files: { '.galley.yml': 'language: pt-BR\n' } });
  await site.workspace.sync();
  expect((await site.workspace.siteConfig()).config.language).toBe('pt-BR');
});
