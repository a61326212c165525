import type { Locator, Page } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openRepository, readAppFiles, serveLocal, startServer } from '#server';
import { run } from '../git/run.ts';
import { timeUntilShown, type Desk } from './desk.ts';

/** Milliseconds between reaching a link and pressing it; people mostly take longer. */
const REST = 200;
const BODY = '[role=textbox][aria-label="Post body"]';

/** The product on a repository with one post for each text, panel and preview open. */
export async function openGalleyDesk(texts: ReadonlyMap<number, string>): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-typing-'));
  await mkdir(join(folder, 'posts'));
  for (const [kilobytes, text] of texts) {
    await writeFile(join(folder, 'posts', `${kilobytes}.md`), `# Post of ${kilobytes}\n\n${text}`);
  }
  await run('git', ['init', '--quiet', '--initial-branch=main'], folder);
  await run('git', ['add', '.'], folder);
  const person = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.test'];
  await run('git', [...person, 'commit', '--quiet', '-m', 'Posts'], folder);
  const server = await startServer({
    app: await readAppFiles(resolve('dist/app')),
    repository: await serveLocal(await openRepository(folder)),
    host: '127.0.0.1',
    port: 0,
  });
  return {
    name: 'Galley',
    async openList(browser) {
      const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
      await page.goto(`${server.url}posts`);
      await page
        .getByRole('link', { name: /^Post of/ })
        .first()
        .waitFor();
      // The editor is fetched a moment after the list, as when a person looks at it.
      await page.waitForTimeout(4000);
      return page;
    },
    async restOn(page, kilobytes) {
      await linkOf(page, kilobytes).hover();
      await page.waitForTimeout(REST);
    },
    openPost: (page, kilobytes) =>
      timeUntilShown(page, {
        start: () => linkOf(page, kilobytes).click(),
        selector: BODY,
        text: lastWords(texts.get(kilobytes)),
      }),
    body: (page) => page.locator(BODY),
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function linkOf(page: Page, kilobytes: number): Locator {
  return page.getByRole('link', { name: new RegExp(`^Post of ${kilobytes}\\b`) });
}

/** Words that end a text, without their markup. */
export function lastWords(text = ''): string {
  return text.trimEnd().slice(-30).replaceAll(/[*\n]/g, '');
}
