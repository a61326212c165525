import { expect as playwrightExpect, type Locator, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, shareSite, startProduct } from './harness/index.ts';

/** Long enough for a machine that does other things as well. */
const expectPage = playwrightExpect.configure({ timeout: 20_000 });

const author = { name: 'Ada', email: 'ada@example.test' };
const tide = '# Tide tables\n\nThe first words.\n\nThe last words.\n';

interface Clipboard {
  readonly text?: string;
  readonly html?: string;
  /** A picture of this size, drawn by the browser. */
  readonly picture?: { readonly name: string; readonly width: number; readonly height: number };
}

/** Pastes into the text as the browser does it after Ctrl+V. */
async function paste(page: Page, clipboard: Clipboard): Promise<void> {
  await page.evaluate(async ({ text, html, picture }) => {
    const data = new DataTransfer();
    if (text !== undefined) data.setData('text/plain', text);
    if (html !== undefined) data.setData('text/html', html);
    if (picture !== undefined) {
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      context?.fillRect(0, 0, picture.width / 2, picture.height);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      data.items.add(new File([blob], picture.name, { type: 'image/png' }));
    }
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, clipboard);
}

async function openPost(files: Readonly<Record<string, string>> = { 'posts/tide.md': tide }) {
  const repository = await buildRepository({ files });
  const product = await startProduct({ repo: repository.path, author });
  const opened = await openPage({ url: `${product.url}posts/posts/tide.md` });
  return { repository, body: await goToEnd(opened.page), ...opened };
}

/** For the tests that publish nothing. */
const site = shareSite({ files: { 'posts/tide.md': tide }, author });

async function visitPost() {
  const visit = await site.visit('posts/posts/tide.md');
  return { body: await goToEnd(visit.page), ...visit };
}

async function goToEnd(page: Page): Promise<Locator> {
  const body = page.getByRole('textbox', { name: 'Post body' });
  await body.getByText('The last words.').click();
  await page.keyboard.press('End');
  return body;
}

describe('pasting and uploading', () => {
  it('publishes a post and the picture that was pasted into it as one commit', async () => {
    const { repository, page, body, problems } = await openPost();
    await paste(page, { picture: { name: 'Low Tide.png', width: 3000, height: 1500 } });
    await expectPage(body.locator('.picture img')).toBeVisible();
    await expectPage(page.getByText('Saved in this browser')).toBeVisible();

    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await expectPage(dialog.getByRole('checkbox', { name: 'low-tide.png' })).toBeChecked();
    await expectPage(dialog.getByRole('img', { name: 'New: low-tide.png' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(page.getByText('Published', { exact: true })).toBeVisible();

    expect(await repository.git('log', '--format=%s', 'main')).toBe('Edit Tide tables\nAdd the site');
    expect((await repository.git('show', '--format=', '--name-status', 'main')).split('\n').filter(Boolean)).toEqual([
      'A\timages/low-tide.png',
      'M\tposts/tide.md',
    ]);
    expect(await repository.read('posts/tide.md')).toBe(
      tide.replace('last words.', 'last words.![](/images/low-tide.png)'),
    );
    // The head of the PNG says its size: made smaller.
    const png = await repository.git('cat-file', '-s', 'main:images/low-tide.png');
    expect(Number(png)).toBeGreaterThan(100);
    const shown = await body.locator('.picture img').evaluate((image) => {
      return image instanceof HTMLImageElement ? [image.naturalWidth, image.naturalHeight] : [];
    });
    expect(shown).toEqual([2400, 1200]);
    expect(await repository.git('fsck', '--strict')).toBe('');
    expect(problems).toEqual([]);
  });

  it('offers to keep Markdown as plain text, by keyboard', async () => {
    const { page, body, problems } = await visitPost();
    await page.keyboard.press('Enter');
    await paste(page, { text: '## Ebb\n\n- low\n- [lower](https://example.org/)\n' });
    await expectPage(body.getByRole('heading', { name: 'Ebb' })).toBeVisible();
    await page.keyboard.press('Tab');
    await expectPage(page.getByRole('button', { name: 'Keep as plain text' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectPage(body.getByText('## Ebb')).toBeVisible();
    await expectPage(page.getByRole('button', { name: 'Keep as plain text' })).toBeHidden();
    await page.keyboard.press('Control+z');
    await expectPage(body.getByRole('heading', { name: 'Ebb' })).toBeVisible();
    expect(problems).toEqual([]);
  });

  it('takes hostile HTML in without running or requesting anything', async () => {
    const { page, body, problems, asked, product } = await visitPost();
    await paste(page, {
      html: '<p>Kept</p><img src="https://evil.example/x.png" onerror="document.title=1"><svg onload="document.title=2"><iframe srcdoc="<script>parent.document.title=3</script>"></iframe><a href="javascript:document.title=4">x</a>',
    });
    await expectPage(body.getByText('Kept')).toBeVisible();
    await expectPage(body.getByRole('img', { name: /evil\.example/ })).toBeVisible();
    expect(asked.filter((url) => !url.startsWith(product.url) && !url.startsWith('blob:'))).toEqual([]);
    expect(await page.title()).not.toMatch(/^\d$/);
    // The policy says what it would not even have let be compiled; there is nothing else to say.
    expect(problems.filter((problem) => !problem.includes('inline event handler'))).toEqual([]);
  });

  it('[D35] renames a post as a commit of its own, and deletes one from the list by keyboard', async () => {
    const { repository, page } = await openPost({ 'posts/tide.md': tide, 'posts/b.md': '# B\n\n[t](/posts/tide)\n' });
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Rename file…' }).click();
    const renaming = page.getByRole('dialog', { name: 'Rename file' });
    await expectPage(renaming.getByText('posts/b.md')).toBeVisible();
    await renaming.getByRole('textbox', { name: 'Path of the file' }).fill('posts/ebb.md');
    await renaming.getByRole('button', { name: 'Rename' }).click();
    await expectPage(page).toHaveURL(/posts\/ebb\.md$/);
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(page.getByText('Published', { exact: true })).toBeVisible();
    expect((await repository.git('show', '--format=', '--name-status', '-M', 'main')).trim()).toBe(
      'R100\tposts/tide.md\tposts/ebb.md',
    );
    await page.getByRole('link', { name: 'Posts', exact: true }).click();
    const title = page.getByRole('link', { name: 'Tide tables' });
    await title.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('menu')).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete post' }).click();
    await expectPage(title).toBeHidden();
    await expectPage(page.getByRole('link', { name: 'B', exact: true })).toBeFocused();
    await expectPage(page.getByText('1 post', { exact: true })).toBeVisible();
  });
});
