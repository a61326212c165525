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

it('who wrote a paragraph is said beside it, and a sentence that went is found', async () => {
  const repository = await buildRepository({
    files: { [path]: text('First words.') },
    commits: [
      { files: { [path]: text('Second words.') }, message: 'Say it better', author: 'Grace <grace@example.test>' },
    ],
  });
  const product = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}posts/${path}`);
  await page.getByRole('button', { name: 'History' }).click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('tab', { name: 'Who wrote this' }).click();
  const blocks = dialog.getByRole('list', { name: 'Who wrote this' }).getByRole('listitem');
  await expectPage(blocks).toHaveCount(3);
  await expectPage(blocks.nth(0)).toContainText('Written by Grace');
  await expectPage(blocks.nth(1)).toContainText('Written by Test Author');
  expect(await findAxeViolations(page)).toEqual([]);
  await dialog.getByRole('tab', { name: 'Find words' }).click();
  await dialog.getByRole('searchbox', { name: 'Words to find' }).fill('first words');
  await page.keyboard.press('Enter');
  const found = dialog.getByRole('list', { name: 'Where the words came and went' }).getByRole('button');
  await expectPage(found).toHaveCount(2);
  await expectPage(found.nth(0)).toContainText('Went');
  expect(await findAxeViolations(page)).toEqual([]);
  await found.nth(0).click();
  await expectPage(dialog.getByRole('region', { name: 'Changes of the version' })).toContainText('Second');
  expect(problems).toEqual([]);
});

it('the activity shows what happened, undoes a change as drafts, and brings a deleted post back', async () => {
  const gone = 'posts/gone.md';
  const repository = await buildRepository({
    files: { [path]: text('First words.'), [gone]: text('Gone soon.').replace('Harbour', 'Gone') },
    commits: [
      { files: { [path]: text('Second words.') }, message: 'Say it better' },
      { files: { [gone]: null }, message: 'Tidy up', author: 'Grace <grace@example.test>' },
    ],
  });
  const product = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}changes`);
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  const commits = page.getByRole('list', { name: 'Commits' });
  await expectPage(commits.getByText('Add the site', { exact: true })).toBeVisible();
  await commits.getByRole('button', { name: '1 file changed by Say it better' }).click();
  await page.getByRole('button', { name: `Diff of ${path}` }).click();
  await expectPage(page.getByRole('region', { name: `Changes in ${path}` })).toContainText('Second');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo this change… Say it better' }).click();
  const undo = page.getByRole('dialog', { name: 'Undo this change' });
  await undo.getByRole('button', { name: 'Undo as drafts' }).click();
  await expectPage(undo.getByRole('link', { name: path })).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
  await undo.getByRole('button', { name: 'Close' }).first().click();

  await page.getByRole('tab', { name: 'Deleted posts' }).click();
  await page.getByRole('button', { name: 'Show Gone' }).click();
  await expectPage(page.getByRole('region', { name: 'Text of Gone' })).toContainText('Gone soon.');
  expect(await findAxeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Bring back Gone' }).click();
  await expectPage(page.getByRole('textbox', { name: 'Post body' })).toContainText('Gone soon.');
  await page.getByRole('link', { name: 'Changes' }).first().click();
  await page.getByRole('button', { name: 'Publish…' }).click();
  const publish = page.getByRole('dialog', { name: 'Publish changes' });
  await publish.getByRole('textbox', { name: 'Commit message' }).fill('Undo and bring back');
  await publish.getByRole('button', { name: 'Publish', exact: true }).click();
  await expectPage(page.getByRole('status')).toContainText('Published');
  expect(await repository.read(path)).toBe(text('First words.'));
  expect(await repository.read(gone)).toContain('Gone soon.');
  expect(problems).toEqual([]);
});
