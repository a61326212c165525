import { expect as expectPage, type Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolationsInLooks, openPage, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const post = [
  '# Tide tables',
  '<div class="writerName"> \nAda Moreau\n</div>',
  'Some words of the text[^1] with a [link](/posts/ebb) and ![](/images/gone.png).',
  '## A part',
  '| Day | High | Low |\n| --- | ---: | --- |\n| Mon | 4.1 m | 0.6 m |',
  '> [!NOTE]\n> Mind the current.',
  '```js\nconst tide = 1;\n```',
  '![The harbour at dusk](/images/harbour.png "At dusk")',
  '- [ ] low\n- [x] high',
  '[^1]: The words of the note.',
].join('\n\n');

const files = {
  'posts/tide.md': `${post}\n`,
  'posts/ebb.md': '# Ebb\n\n[t](/posts/tide)\n',
  'images/harbour.png': png,
  '.galley.yml': 'media:\n  folder: images\n',
};

/** Runs in the page: a picture that the repository does not have yet, in base 64. */
async function drawPicture(): Promise<string> {
  const canvas = new OffscreenCanvas(320, 200);
  const context = canvas.getContext('2d');
  context?.fillRect(40, 40, 120, 80);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}

/** Goes through the states of the product one after the other and tells `look` when each stands still. */
async function walk(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  const pages = new ProductPages(page);
  const menu = async (item: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const dismissed = async (role: 'dialog' | 'alertdialog') => {
    await page.keyboard.press('Escape');
    await page.getByRole(role).waitFor({ state: 'detached' });
  };

  await pages.goTo('Media');
  await page.getByText('1 image', { exact: true }).waitFor();
  const buffer = Buffer.from(await page.evaluate(drawPicture), 'base64');
  await page.locator('input[type=file]').setInputFiles({ name: 'A new picture.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: /a-new-picture\.png$/ }).waitFor();
  await look('media');
  await page.getByRole('button', { name: 'images/harbour.png', exact: true }).click();
  await page.getByRole('dialog').getByText('posts/tide.md').waitFor();
  await look('image of the repository');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog').waitFor();
  await look('deleting an image');
  await dismissed('alertdialog');
  await dismissed('dialog');
  await pages.goTo('Changes');
  await page.getByRole('button', { name: /^Diff of a-new-picture\.png/ }).click();
  await page.getByRole('img', { name: /^New: / }).waitFor();
  await look('changes with an image');

  await pages.goTo('Posts');
  await pages.posts.open('Tide tables');
  await pages.editor.body.waitFor();
  await pages.editor.typeAfter('Mind the current', ' And the wind.');
  await expectPage(pages.status.first()).toContainText('Saved in this browser');
  await look('editor');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await look('formats beside a selection');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Link' }).waitFor();
  await look('link dialog');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Address' }).fill('javascript:alert(1)');
  await page.getByText('This address can’t be used.').waitFor();
  await look('link dialog with an error');
  await dismissed('dialog');
  await page.getByRole('button', { name: 'Image', exact: true }).click();
  await page.getByRole('dialog', { name: 'Image' }).getByRole('button', { name: 'images/harbour.png' }).click();
  await look('image dialog');
  await dismissed('dialog');
  await pages.editor.body.getByText('4.1 m').click();
  await page.getByRole('toolbar', { name: 'Table' }).waitFor();
  await look('table toolbar');
  await pages.editor.body.getByText('The words of the note.').click();
  await look('footnote');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+f');
  await page.getByRole('search', { name: 'Find and replace' }).waitFor();
  await page.keyboard.type('words');
  await page.getByRole('status', { name: 'Found' }).getByText(/\d/).waitFor();
  await look('find and replace');
  await page.keyboard.press('Escape');

  for (const tab of ['Preview', 'Outline', 'History', 'Problems', 'Fields']) {
    if (tab === 'Preview') await menu('Preview');
    else await page.getByRole('tab', { name: tab }).click();
    if (tab === 'Preview') {
      const frame = page.frameLocator('iframe[title="Preview of the post"]');
      await frame.getByRole('heading', { name: 'Tide tables' }).waitFor();
    }
    await page.getByRole('tabpanel').waitFor();
    await look(`panel ${tab}`);
  }
  if (await page.getByRole('dialog').isVisible()) await dismissed('dialog');
  for (const item of ['Compare with published…', 'Published versions…', 'Rename file…', 'Shortcuts…']) {
    await menu(item);
    await page.getByRole('dialog').waitFor();
    if (item === 'Compare with published…') await page.getByRole('insertion').first().waitFor();
    await look(item);
    await dismissed('dialog');
  }
  for (const item of ['Delete post…', 'Discard changes…']) {
    await menu(item);
    await page.getByRole('alertdialog').waitFor();
    await look(item);
    await dismissed('alertdialog');
  }
  await menu('Focus mode');
  await look('focus mode');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).waitFor();
  if ((page.viewportSize()?.width ?? 0) > 1000) {
    await menu('Source side by side');
    await pages.editor.source.waitFor();
    await look('side by side');
  }
  await pages.editor.publish();
  await pages.publishing.diff('Tide tables').waitFor();
  await page.getByRole('dialog').getByText('a-new-picture.png').first().waitFor();
  await look('publish with an image');
}

it('every dialog, menu and panel is free of axe findings in light and dark, and of sideways scrolling', async () => {
  const repository = await buildRepository({ files });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage({
    context: { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
  });
  await page.addInitScript({ path: axePath });
  await page.goto(product.url);
  await new ProductPages(page).posts.count('2 posts').waitFor();
  const seen: Record<string, readonly string[]> = {};
  await walk(page, async (state) => {
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    seen[state] = [...(await findAxeViolationsInLooks(page)), ...(isWider ? ['scrolls sideways'] : [])];
  });
  expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(problems).toEqual([]);
}, 300_000);
