import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';

const path = 'posts/harbour.md';
const post = [
  '# Harbour',
  'The boats lie quietly in the cold water.',
  '![Far](https://pictures.test/far.png)',
  '<p onclick="alert(1)" id="mine">Raw <b>words</b><script>alert(1)</script><img src="https://evil.test/x.png" onerror="alert(1)"></p>',
  'The end.',
  // A picture that is a block of its own gives way to words, before which something may be drawn.
  '<img src="https://pictures.test/late.png" alt="Late">',
].join('\n\n');

it('the preview runs nothing and asks no other host before consent, and a comparison shows the words that changed', async () => {
  const repository = await buildRepository({ files: { [path]: `${post}\n` } });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  const asked: string[] = [];
  await page.route(/^https:\/\//, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 404 });
  });
  page.on('dialog', (dialog) => {
    problems.push(`A script ran: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  await page.goto(`${product.url}posts/${path}`);
  const body = page.getByRole('textbox', { name: 'Post body' });
  await expectPage(body).toContainText('boats', { timeout: 30_000 });

  await page.getByRole('button', { name: 'Panel' }).click();
  await page.getByRole('tab', { name: 'Preview' }).click();
  const frame = page.frameLocator('iframe[title="Preview of the post"]');
  await expectPage(frame.getByRole('heading', { level: 1 })).toHaveText('Harbour', { timeout: 30_000 });
  await expectPage(frame.getByText('Picture on pictures.test, not loaded').first()).toBeVisible();
  await expectPage(frame.getByText('Raw words')).toBeVisible();
  expect(await frame.locator('[onclick], [onerror], body > script:not([type=module]), #mine').count()).toBe(0);
  expect(asked).toEqual([]);
  // The browser says that it blocked the handler when the post's HTML is parsed to be cleaned.
  expect(problems.filter((problem) => !/inline event handler.*has been blocked/.test(problem))).toEqual([]);

  await body.getByText('The end.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Or nearly.');
  await expectPage(frame.getByText('The end. Or nearly.')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Compare with published…' }).click();
  const changes = page.getByRole('region', { name: 'Changes in Harbour' });
  await expectPage(changes.getByRole('insertion').first()).toContainText('Or nearly', { timeout: 30_000 });
  expect(await findAxeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Source lines' }).click();
  await expectPage(changes).toContainText('The end. Or nearly.');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Show pictures of pictures.test' }).click();
  await expectPage
    .poll(() => asked, { timeout: 30_000 })
    .toEqual(['https://pictures.test/far.png', 'https://pictures.test/late.png']);
});
