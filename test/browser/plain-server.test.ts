import { expect as playwrightExpect } from '@playwright/test';
import { expect, it } from 'vitest';
import { missingForNginx, startNginx } from '../git/other-servers.ts';
import { atEnd, axePath, buildRepository, findAxeViolations, openPage, startStaticHost } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

/** Long enough for a machine that does other things as well. */
const expectPage = playwrightExpect.configure({ timeout: 20_000 });

const missing = missingForNginx();
const narrow = { width: 390, height: 844 };

it.skipIf(missing !== null)(
  `[H1] a static page signs in to a plain server behind nginx, and publishes there${missing === null ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const credentials = { username: 'ada', password: 'correct hörse' };
    const repository = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
    const files: Record<string, string> = {};
    const site = await startStaticHost(() => files);
    const { page, problems } = await openPage({ context: { viewport: narrow, reducedMotion: 'reduce' } });
    await page.addInitScript({ path: axePath });
    const { posts, editor, publishing, status } = new ProductPages(page);
    const findings: Record<string, readonly string[]> = {};
    const look = async (state: string): Promise<void> => {
      const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      findings[state] = [...(await findAxeViolations(page)), ...(by > 0 ? [`scrolls sideways by ${by} px`] : [])];
    };

    await page.goto(site.url);
    await page.getByRole('heading', { level: 1, name: 'Connect a repository' }).waitFor();
    await look('connect');

    const server = await startNginx(repository.path, { credentials, pages: site.origin });
    atEnd(() => server.stop());
    files['galley.json'] = JSON.stringify({ repository: server.url });
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByRole('textbox', { name: 'User name' }).fill(credentials.username);
    await dialog.getByLabel('Token or password').fill(credentials.password);
    await look('sign-in');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(posts.count('1 post')).toBeVisible();
    await posts.link('One').click();
    await editor.typeAfter('Words.', ' More words.');
    await expectPage(status.first()).toContainText('Saved in this browser');
    await editor.publish();
    await publishing.introduce({ name: 'Ada', email: 'ada@example.test' });
    await publishing.publish();
    await expectPage(status.first()).toContainText('Published');
    expect(await repository.read('posts/one.md')).toBe('# One\n\nWords. More words.\n');
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).toEqual([]);
    // Asked without a sign-in first, the server says 401; without the file, the host said 404.
    expect(problems.filter((problem) => !/status of 40[14]/.test(problem))).toEqual([]);
  },
);
