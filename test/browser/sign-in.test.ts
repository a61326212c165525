import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, startGitHost, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

describe('signing in to a git host', () => {
  it('asks who the person is, says when the host does not agree, and clones when it does', async () => {
    const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
    const host = await startGitHost({ repository: repository.path, user: { name: 'ada', password: 'a token' } });
    const product = await startProduct({ remote: host.url });
    const { page } = await openPage({ url: product.url });
    const { posts } = new ProductPages(page);
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    const signIn = async (password: string) => {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await dialog.getByRole('textbox', { name: 'User name' }).fill('ada');
      await dialog.getByLabel('Token or password').fill(password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await dialog.waitFor({ state: 'detached' });
    };

    await expectPage(page.getByRole('alert')).toContainText('Sign-in needed');
    await signIn('a wrong one');
    await expectPage(page.getByRole('alert')).toContainText('Sign-in needed');
    await signIn('a token');
    await expectPage(posts.count('1 post')).toBeVisible();
    await expectPage(posts.link('One')).toBeVisible();

    await page.reload();
    await expectPage(posts.count('1 post')).toBeVisible();
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    );
    expect(kept).not.toContain('a token');
  });
});
