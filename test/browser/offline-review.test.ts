import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect as expectPage, type Page } from '@playwright/test';
import { expect, it, vi } from 'vitest';
import {
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  startProduct,
  temporaryFolder,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const path = 'posts/harbour.md';
const hostile = [
  '<img src=x onerror="window.ran = 1">',
  '<svg onload="window.ran = 1"><script>window.ran = 1</script></svg>',
  '</script></style></main><script>window.ran = 1</script>',
  '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
  '[a](javascript:window.ran=1) ![b](https://evil.test/b.png)',
];
const text = `# Harbour <img src=x onerror="window.ran = 1">\n\nThe boats come in early.\n\n${hostile.join('\n\n')}\n`;

// Two browsers and a server: on a busy machine they take their time.
vi.setConfig({ testTimeout: 240_000 });

async function download(page: Page, button: string, folder: string): Promise<string> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const file = join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  return file;
}

it('[O1] a reader without access reads a review offline, comments on it, and the author imports what they say', async () => {
  const repository = await buildRepository({ files: { [path]: text } });
  const author = { name: 'Ada', email: 'ada@example.test' };
  const { url } = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  const pages = new ProductPages(page);
  const { review } = pages;
  await page.goto(`${url}posts/${path}`);
  await pages.editor.typeAfter('The boats come in early.', ' Mostly.');
  await expectPage(pages.status).toContainText('Saved in this browser');
  await review.send('Say when');
  await pages.goTo('Review');
  await review.link('Say when').click();
  const folder = await temporaryFolder();
  const exported = await download(page, 'Export for review', folder);

  const outside = await openPage({ context: { offline: true, viewport: { width: 390, height: 800 } } });
  const reader = outside.page;
  await reader.addInitScript({ path: axePath });
  await reader.goto(pathToFileURL(exported).href);
  await expectPage(reader.getByRole('heading', { level: 1, name: 'Say when' })).toBeVisible();
  const post = reader.getByRole('region', { name: path });
  await expectPage(post.getByRole('insertion')).toHaveText(/Mostly\./);
  await post.getByRole('button', { name: 'Comment on this passage' }).first().click();
  await reader.getByRole('textbox', { name: 'Your comment on this passage' }).fill('Mostly when?');
  await reader.getByRole('button', { name: 'Keep comment' }).click();
  await reader.getByRole('textbox', { name: 'Comment on the whole' }).fill('I like it.');
  await reader.getByRole('radio', { name: 'Looks good' }).check();
  await reader.getByRole('button', { name: 'Save my review' }).click();
  await expectPage(reader.getByRole('alert').filter({ hasText: 'Say who you are' })).toBeVisible();
  await reader.getByRole('textbox', { name: 'Your name' }).fill('Nina Reader');
  const saved = await download(reader, 'Save my review', folder);
  await expectPage(reader.getByRole('status').filter({ hasText: 'Send this file' })).toBeVisible();
  expect(await findAxeViolations(reader)).toEqual([]);
  expect(await reader.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await reader.evaluate(() => 'ran' in window)).toBe(false);
  expect(outside.problems).toEqual([]);
  expect(JSON.parse(await readFile(saved, 'utf8'))).toMatchObject({ format: 'galley-review', name: 'Nina Reader' });

  await page.getByRole('button', { name: 'Import a review…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a review' });
  await dialog.getByLabel('Review file').setInputFiles(saved);
  await expectPage(dialog.getByRole('list', { name: 'Comments in the file' })).toContainText('Mostly when?');
  expect(await findAxeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add 3 comments' }).click();
  await expectPage(dialog.getByRole('alert')).toContainText('3 comments were added');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  const thread = page.getByRole('article', { name: 'Comment by Nina Reader' }).filter({ hasText: 'Mostly when?' });
  await expectPage(thread).toContainText('imported by ada@example.test');
  await expectPage(review.standing).not.toContainText('Approved');
  expect(problems).toEqual([]);
});
