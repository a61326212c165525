import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const path = 'posts/harbour.md';

it('[S4] an approved review gets a date, and the open tab publishes it when that comes', async () => {
  const repository = await buildRepository({ files: { [path]: '# Harbour\n\nThe boats come in early.\n' } });
  const author = { name: 'Ada', email: 'ada@example.test' };
  const { url } = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.clock.install();
  const pages = new ProductPages(page);
  await page.goto(`${url}posts/${path}`);
  await pages.editor.typeAfter('The boats come in early.', ' Mostly.');
  await expectPage(pages.status).toContainText('Saved in this browser');
  await pages.review.send('Say when');
  await pages.goTo('Review');
  await pages.review.link('Say when').click();
  await pages.review.button('Approve').click();
  await page.getByRole('button', { name: 'Publish later…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish later' });
  await dialog.getByLabel('Day').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Set date' }).click();
  await expectPage(dialog).toContainText('That time has passed');
  await dialog
    .getByLabel('Day')
    .fill(await page.evaluate(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)));
  expect(await findAxeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Set date' }).click();
  await expectPage(pages.review.standing).toContainText('Scheduled for');
  expect(await repository.read(path)).not.toContain('Mostly.');
  await page.clock.fastForward('48:00:00');
  await expectPage(pages.review.standing).toContainText('Published');
  expect(await repository.read(path)).toContain('Mostly.');
  expect(problems).toEqual([]);
});
