import { afterEach, expect, it } from 'vitest';
import { openSite, type Site } from './open-site.ts';

const path = 'posts/one.md';
let site: Site;

afterEach(() => site.stop());

it('[D50] takes a post apart ahead, from its draft where it has one, and stores nothing', async () => {
  site = await openSite({ [path]: '# One\n\nPublished.\n', 'posts/two.md': '# Two\n' });
  const { workspace } = site;
  await workspace.preparePost(path);
  const opened = await workspace.openPost(path);
  expect(opened.parsed.source).toBe('Published.\n');
  // What is opened again is of its own.
  expect((await workspace.openPost(path)).parsed).not.toBe(opened.parsed);
  expect(await workspace.listChanges()).toEqual({ drafts: [], outbox: [] });

  await site.write(path, '# One\n\nWritten.\n');
  await workspace.preparePost('posts/two.md');
  await workspace.preparePost(path);
  expect((await workspace.openPost(path)).parsed.source).toBe('Written.\n');
});

it('[D50] says nothing of a post that is gone', async () => {
  site = await openSite({ [path]: '# One\n' });
  expect(await site.workspace.preparePost('posts/gone.md')).toBeUndefined();
});
