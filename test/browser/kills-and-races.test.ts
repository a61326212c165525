import { expect as expectPage, type BrowserContext, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, startProduct } from './harness/index.ts';

/** A short form runs with all tests; `npm run test:faults` runs the whole. */
const isLong = process.env['GALLEY_FAULTS'] === 'long';
const KILLS = isLong ? 50 : 4;
const BROWSERS = isLong ? 8 : 3;
const PUBLISHES = isLong ? 20 : 2;
/** Who publishes beside seven others on a machine of two cores may come last many times. */
const MOST_WAITED = isLong ? 600_000 : 60_000;

const text = '# Log\n\nIt begins here.\n';
const identity = { name: 'Ada', email: 'ada@example.test' };

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

async function typeAtEnd(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Post body' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function startPublishing(page: Page, message: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish changes' });
  await dialog.getByRole('textbox', { name: 'Commit message' }).fill(message);
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
}

async function openAt(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expectPage(page.getByRole('textbox', { name: 'Post body' })).toBeVisible();
  return page;
}

/** Kills the process that draws the page, as when memory runs out. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

describe('a page that is killed', () => {
  it(
    `keeps what was typed more than a second before, and publishes nothing twice, ${KILLS} times`,
    async () => {
      const repository = await buildRepository({ files: { 'posts/log.md': text } });
      const product = await startProduct({ repo: repository.path, author: identity });
      const { page: first } = await openPage({ url: product.url });
      const context = first.context();
      const address = `${product.url}posts/posts/log.md`;
      const random = randomFrom(20_261_124);
      const kept: string[] = [];
      const announced: string[] = [];
      for (let round = 0; round < KILLS; round += 1) {
        const page = await openAt(context, address);
        const body = page.getByRole('textbox', { name: 'Post body' });
        for (const words of kept) await expectPage(body).toContainText(words);
        const words = `word${round}.`;
        await typeAtEnd(page, ` ${words}`);
        await page.waitForTimeout(1000);
        kept.push(words);
        if (random() < 0.6) {
          await startPublishing(page, `Publish ${round}`);
          await page.waitForTimeout(random() * 700);
          const status = await page.getByRole('status').allTextContents();
          if (status.some((words) => /(?:^|\W)Published/.test(words))) announced.push(`Publish ${round}`);
        } else {
          await page.keyboard.type(' unsaved');
          await page.waitForTimeout(random() * 200);
        }
        await kill(page);
      }
      const page = await openAt(context, address);
      await typeAtEnd(page, ' Last.');
      await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
      await startPublishing(page, 'Last');
      await expectPage(page.getByRole('status')).toContainText('Published');
      const published = await repository.read('posts/log.md');
      for (const words of kept) expect(published?.split(words)).toHaveLength(2);
      const messages = (await repository.git('log', '--format=%s', 'main')).split('\n');
      expect(new Set(messages).size).toBe(messages.length);
      expect(messages).toEqual(expect.arrayContaining(announced));
      expect(await repository.git('fsck', '--strict')).toBe('');
    },
    60_000 + KILLS * 12_000,
  );
});

describe('editors who publish at once', () => {
  it(
    `${BROWSERS} browsers with ${PUBLISHES} publications each: every one that was announced is in the log, once`,
    async () => {
      const paths = ['posts/shared.md', ...Array.from({ length: BROWSERS }, (_, index) => `posts/own-${index}.md`)];
      const shared = Array.from({ length: BROWSERS }, (_, index) => `Paragraph of ${index}.`).join('\n\n');
      const repository = await buildRepository({
        files: Object.fromEntries(
          paths.map((path) => [path, path.includes('shared') ? `# Shared\n\n${shared}\n` : text]),
        ),
      });
      const product = await startProduct({ repo: repository.path, author: identity });
      const edit = async (browser: number): Promise<void> => {
        const opened = await openPage({ url: product.url, context: { reducedMotion: 'reduce' } });
        const { page } = opened;
        for (let round = 0; round < PUBLISHES; round += 1) {
          const isShared = round % 2 === 0;
          await page.goto(`${product.url}posts/posts/${isShared ? 'shared' : `own-${browser}`}.md`);
          const body = page.getByRole('textbox', { name: 'Post body' });
          await body
            .getByText(isShared ? `Paragraph of ${browser}.` : 'It begins here.')
            .click({ timeout: MOST_WAITED });
          await page.keyboard.press('End');
          await page.keyboard.type(` b${browser}r${round}`);
          await expectPage(page.getByRole('status')).toContainText('Saved in this browser', { timeout: MOST_WAITED });
          await startPublishing(page, `Browser ${browser}, round ${round}`);
          await expectPage(page.getByRole('status')).toContainText('Published', { timeout: MOST_WAITED });
        }
        await opened.close();
      };
      await Promise.all(Array.from({ length: BROWSERS }, (_, browser) => edit(browser)));
      const messages = (await repository.git('log', '--format=%s', 'main')).split('\n');
      const expected = Array.from({ length: BROWSERS * PUBLISHES }, (_, index) => {
        const [browser, round] = [Math.floor(index / PUBLISHES), index % PUBLISHES];
        return `Browser ${browser}, round ${round}`;
      });
      expect(messages.filter((message) => message.startsWith('Browser')).toSorted()).toEqual(expected.toSorted());
      const all = (await Promise.all(paths.map((path) => repository.read(path)))).join('\n');
      for (let browser = 0; browser < BROWSERS; browser += 1)
        for (let round = 0; round < PUBLISHES; round += 1)
          expect(all.match(new RegExp(`\\bb${browser}r${round}\\b`, 'g'))).toHaveLength(1);
      expect(await repository.git('rev-list', '--merges', '--count', 'main')).toBe('0');
    },
    60_000 + BROWSERS * PUBLISHES * 10_000,
  );
});
