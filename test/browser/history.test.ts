import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';

const path = 'posts/harbour.md';
const text = (words: string): string => `# Harbour\n\n${words}\n\nA paragraph that stays as it is.\n`;

it('a post’s history tells who changed what, and brings an old version back as a draft', async () => {
  const repository = await buildRepository({
    files: { 'posts/port.md': text('First words.') },
    commits: [
      { files: { 'posts/port.md': null, [path]: text('First words.') }, message: 'Give it its name' },
      {
        files: { [path]: text('Second words.') },
        message: 'Say it better',
        author: 'Grace Hopper <grace@example.test>',
      },
    ],
  });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}posts/${path}`);
  const body = page.getByRole('textbox', { name: 'Post body' });
  await expectPage(body).toContainText('Second words.');

  await page.getByRole('button', { name: 'History' }).click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  const versions = dialog.getByRole('list', { name: 'Versions' }).getByRole('button');
  await expectPage(versions).toHaveCount(3);
  await expectPage(versions.nth(0)).toContainText('Grace Hopper');
  await expectPage(versions.nth(1)).toContainText('was posts/port.md');
  await expectPage(dialog.getByRole('region', { name: 'Changes of the version' })).toContainText('Second');
  expect(await findAxeViolations(page)).toEqual([]);

  await versions.nth(2).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'What changed since' }).click();
  await expectPage(dialog.getByRole('region', { name: 'Changes of the version' })).toContainText('Second');
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expectPage(dialog).toBeHidden();
  await expectPage(body).toContainText('First words.');
  await page.getByRole('button', { name: 'Publish…' }).click();
  const publish = page.getByRole('dialog', { name: 'Publish changes' });
  await publish.getByRole('button', { name: 'Publish', exact: true }).click();
  await expectPage(page.getByRole('status')).toContainText('Published');
  expect(await repository.read(path)).toBe(text('First words.'));
  expect(problems).toEqual([]);
});
