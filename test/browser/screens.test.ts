import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { axePath, findAxeViolations, findAxeViolationsInLooks, shareSite } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const post = (title: string, author: string) =>
  `# ${title}\n\n<div class="writerName"> \n${author}\n</div>\n\nSome words of the text.\n\n## A part\n\nMore words.\n`;

const files = {
  'posts/tide-tables.md': post('Tide tables', 'Ada Moreau'),
  'posts/uber-wasser.md': post('Über Wasser', 'Zoë Ark'),
  'posts/100% [odd] name #1.md': post('An odd name', 'Ada Moreau'),
  'README.md': '# The site\n',
};

/** For all tests here: none publishes anything. */
const site = shareSite({ files, script: axePath });

describe('the screens', () => {
  it.each([
    { width: 1280, find: findAxeViolationsInLooks },
    { width: 390, find: findAxeViolations },
  ])('have no axe finding at $width pixels', async ({ width, find }) => {
    const { page, problems } = await site.visit('', { width, height: 800 });
    const pages = new ProductPages(page);
    const seen: Record<string, readonly string[]> = {};

    await pages.posts.count('3 posts').waitFor();
    seen['posts'] = await find(page);
    await page.getByRole('button', { name: 'New post' }).click();
    await page.getByRole('dialog', { name: 'New post' }).waitFor();
    seen['new post'] = await find(page);
    await page.keyboard.press('Escape');
    await pages.posts.open('Tide tables');
    await pages.editor.body.waitFor();
    seen['editor'] = await find(page);
    await pages.editor.typeAfter('Some words', ' And some more.');
    await expectPage(pages.status).toContainText('Saved in this browser');
    await pages.editor.sourceToggle.click();
    await pages.editor.source.waitFor();
    seen['source'] = await find(page);
    await pages.editor.publish();
    await pages.publishing.diff('Tide tables').waitFor();
    seen['publish'] = await find(page);
    await page.keyboard.press('Escape');
    for (const screen of ['Changes', 'Review', 'Media', 'Settings'] as const) {
      await pages.goTo(screen);
      seen[screen] = await find(page);
    }

    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('finds posts by title and author and says how many', async () => {
    const { page, problems } = await site.visit('');
    const { posts } = new ProductPages(page);

    await posts.count('3 posts').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('uber zoe');
    await expectPage(posts.count('1 of 3 posts')).toBeVisible();
    await expectPage(posts.link('Über Wasser')).toBeVisible();
    await expectPage(posts.link('Tide tables')).toHaveCount(0);
    expect(problems).toEqual([]);
  });

  it('opens a post of any file name again after a reload', async () => {
    const { page, problems } = await site.visit('');
    const { posts, editor } = new ProductPages(page);

    await posts.open('An odd name');
    await expectPage(editor.field('Title')).toHaveValue('An odd name');
    await page.reload();
    await expectPage(editor.field('Title')).toHaveValue('An odd name');
    expect(problems).toEqual([]);
  });

  it('keeps what was typed just before leaving the editor', async () => {
    const { page, problems } = await site.visit('posts/posts/tide-tables.md');
    const pages = new ProductPages(page);

    await pages.editor.typeAfter('Some words', ' The very last ones.');
    await pages.goTo('Posts');
    await pages.posts.open('Tide tables');

    await expectPage(pages.editor.body).toContainText('The very last ones.');
    expect(problems).toEqual([]);
  });

  it('switches to the source and back with the same text', async () => {
    const { page, problems } = await site.visit('posts/posts/tide-tables.md');
    const { editor, status } = new ProductPages(page);

    await editor.typeAfter('Some words', ' Written as rich text.');
    await editor.sourceToggle.click();
    await expectPage(editor.source).toContainText('Written as rich text.');
    await expectPage(editor.sourceToggle).toHaveAttribute('aria-pressed', 'true');
    await editor.source.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Written as source.');
    await editor.sourceToggle.click();
    await expectPage(editor.body).toContainText('Written as rich text.');
    await expectPage(editor.body).toContainText('Written as source.');
    await expectPage(status).toContainText('Saved in this browser');
    expect(problems).toEqual([]);
  });

  it('discards a draft after asking', async () => {
    const { page, problems } = await site.visit('posts/posts/tide-tables.md');
    const pages = new ProductPages(page);

    await pages.editor.typeAfter('Some words', ' Not for long.');
    await expectPage(pages.status).toContainText('Saved in this browser');
    await pages.goTo('Changes');
    await expectPage(pages.changes.draft('Tide tables')).toBeVisible();
    await pages.changes.discard();
    await expectPage(page.getByText('Everything is published')).toBeVisible();
    await pages.goTo('Posts');
    await pages.posts.open('Tide tables');
    await expectPage(pages.editor.body).not.toContainText('Not for long.');
    expect(problems).toEqual([]);
  });
});
