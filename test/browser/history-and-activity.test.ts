import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';

const path = 'posts/harbour.md';
const text = (words: string): string => `# Harbour\n\n${words}\n\nA paragraph that stays as it is.\n\nThe end.\n`;
const author = { name: 'Ada', email: 'ada@example.test' };

it('any two versions are compared, and a passage of an old one comes back into the draft', async () => {
  const repository = await buildRepository({
    files: { [path]: text('First words.') },
    commits: [
      { files: { [path]: text('Second words.') }, message: 'Say it better', author: 'Grace <grace@example.test>' },
      { files: { [path]: text('Third words.').replace('\n\nThe end.', '') }, message: 'Cut the end' },
    ],
  });
  const product = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}posts/${path}`);
  await page.getByRole('button', { name: 'History' }).click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('list', { name: 'Versions' }).getByRole('button').nth(2).click();
  await dialog.getByRole('combobox', { name: 'Compare with version' }).selectOption({ index: 2 });
  const changes = dialog.getByRole('region', { name: 'Changes of the version' });
  await expectPage(changes).toContainText('Second');
  await expectPage(changes).not.toContainText('Third');
  await dialog.getByRole('button', { name: 'What changed since' }).click();
  await expectPage(changes).toContainText('Third');
  await changes.getByRole('button', { name: 'Bring this paragraph back', exact: true }).click();
  await expectPage(changes).toContainText('It is back in your draft.');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expectPage(page.getByRole('textbox', { name: 'Post body' })).toContainText('The end.');
  await expectPage(page.getByRole('textbox', { name: 'Post body' })).toContainText('Third words.');
  await page.getByRole('button', { name: 'Publish…' }).click();
  const publish = page.getByRole('dialog', { name: 'Publish changes' });
  await publish.getByRole('button', { name: 'Publish', exact: true }).click();
  await expectPage(page.getByRole('status')).toContainText('Published');
  expect(await repository.read(path)).toBe(text('Third words.'));
  expect(problems).toEqual([]);
});
