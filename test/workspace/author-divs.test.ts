import { expect, test } from 'vitest';
import { openSite } from './open-site.ts';

test('a post without author divs has their fields once another post of the site has them', async () => {
  const site = await openSite({ 'posts/a.md': '# A\n\nText.\n', 'posts/b.md': '# B\n\nText.\n' });
  const formatOf = async (path: string) => (await site.workspace.openPost(path)).post.format;
  expect(await formatOf('posts/a.md')).toBe('plain');
  await site.write('posts/b.md', '# B\n\n<div class="writerName"> \nAda\n</div>\n\nText.\n');
  expect(await site.publish(['posts/b.md'])).toMatchObject({ kind: 'published' });
  expect(await formatOf('posts/a.md')).toBe('author-divs');
  await site.stop();
});
