import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

it('[B7] switching to another branch keeps the words just typed on this one, its address and other tabs', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nSome words.\n' } });
  await repository.git('branch', 'autumn');
  await repository.commit({ files: { 'posts/only.md': '# Only on main\n' } });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  const pages = new ProductPages(page);
  await page.goto(`${product.url}posts/posts/one.md`);
  await pages.editor.typeAfter('Some words.', ' Typed on main.');
  const other = await page.context().newPage();
  await other.goto(`${product.url}posts/posts/only.md`);
  await other.getByRole('textbox', { name: 'Title' }).waitFor();

  await page.getByRole('button', { name: 'Branch main, switch…' }).click();
  const autumn = page.getByRole('list', { name: 'Branches' }).getByRole('button', { name: 'autumn' });
  await autumn.waitFor();
  expect(await findAxeViolations(page)).toEqual([]);
  await autumn.click();
  await page.getByRole('button', { name: 'Branch autumn, switch…' }).waitFor();
  await expectPage(pages.editor.body).toHaveText('Some words.');
  expect(page.url()).toBe(`${product.url}posts/posts/one.md`);
  await page.goto(`${product.url}posts/posts/only.md`);
  await page.getByText('This tab is on the branch “autumn”').waitFor();
  await other.getByRole('button', { name: 'Branch main, switch…' }).waitFor();

  await page.getByRole('button', { name: 'Switch branch…' }).click();
  await page.getByRole('list', { name: 'Branches' }).getByRole('button', { name: 'main' }).click();
  await page.getByRole('button', { name: 'Branch main, switch…' }).waitFor();
  await pages.goTo('Posts');
  await pages.posts.open('One');
  await expectPage(pages.editor.body).toHaveText('Some words. Typed on main.');
  expect(problems).toEqual([]);
});
