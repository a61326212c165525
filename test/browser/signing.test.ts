import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './harness/cleanup.ts';
import { axePath, buildRepository, findAxeViolations, openPage, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const author = { name: 'Ada', email: 'ada@example.test' };

it('[G2] signs what is published with a key that was made in the settings and outlasts a reload', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nSome words.\n' } });
  const product = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}settings`);
  const box = page.getByRole('checkbox', { name: 'Sign my commits' });
  await box.click();
  await expectPage(box).toBeChecked();
  const key = page.getByRole('textbox', { name: 'Public key' });
  await expectPage(key).toHaveValue(/^ssh-ed25519 AAAA\S+ ada@example\.test$/);
  const line = await key.inputValue();
  expect(await findAxeViolations(page)).toEqual([]);

  await page.reload();
  await expectPage(key).toHaveValue(line);
  const pages = new ProductPages(page);
  await pages.goTo('Posts');
  await pages.posts.open('One');
  await pages.editor.typeAfter('Some words.', ' More.');
  await pages.editor.publish();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expectPage(pages.status).toContainText('Published');
  const signers = join(await temporaryFolder(), 'signers');
  await writeFile(signers, `${author.email} ${line}\n`);
  const format = await repository.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '-1', '--format=%G? %s');
  expect(format).toMatch(/^G /);
  expect(problems).toEqual([]);
});
