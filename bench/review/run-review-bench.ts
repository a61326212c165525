import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';
import { openRepository, readAppFiles, serveLocal, startServer } from '#server';
import { run } from '../git/run.ts';
import { makeText } from '../typing/make-text.ts';

/** Milliseconds, medians of the rounds. From the click in the list of reviews. */
export interface ReviewFigures {
  readonly posts: number;
  readonly kilobytes: number;
  /** Until the first changes can be read, in a browser that has not shown the review before: its files are brought now. */
  readonly firstTime: number;
  /** The same for all posts of it. */
  readonly firstTimeWhole: number;
  /** When it was shown before and the page was loaded anew. */
  readonly again: number;
  readonly againWhole: number;
}

export interface ReviewBenchPlan {
  readonly posts: number;
  /** The size of each post. */
  readonly kilobytes: number;
  readonly rounds: number;
}

/** A person waits no longer than this for the first changes, in milliseconds. */
const limit = 1000;
const title = 'Many posts';

/** Opens a review of many posts in Chromium, from the real server. Says so when it takes longer than a person waits. */
export async function runReviewBench({ posts, kilobytes, rounds }: ReviewBenchPlan): Promise<ReviewFigures> {
  const folder = await makeSite(posts, kilobytes);
  const server = await startServer({
    app: await readAppFiles(resolve('dist/app')),
    repository: await serveLocal(await openRepository(folder)),
    host: '127.0.0.1',
    port: 0,
  });
  const times: { readonly first: readonly number[]; readonly again: readonly number[] }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '',
      args: [...chromiumArguments],
    });
    const page = await openList(browser, server.url);
    const first = await openReview(page, posts);
    await page.goto(`${server.url}review`);
    await settle(page);
    times.push({ first, again: await openReview(page, posts) });
    await browser.close();
  }
  await server.close();
  await rm(folder, { recursive: true });
  const figures = {
    posts,
    kilobytes,
    firstTime: median(times.map(({ first: [shown = 0] }) => shown)),
    firstTimeWhole: median(times.map(({ first: [, whole = 0] }) => whole)),
    again: median(times.map(({ again: [shown = 0] }) => shown)),
    againWhole: median(times.map(({ again: [, whole = 0] }) => whole)),
  };
  console.table([figures]);
  if (figures.firstTime > limit) console.error(`The review opened in ${figures.firstTime} ms, later than ${limit} ms.`);
  return figures;
}

/** A repository with posts, and a review that changes a word, adds a paragraph and takes one away in each. */
async function makeSite(posts: number, kilobytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-review-'));
  const git = async (...args: readonly string[]): Promise<string> => {
    const person = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.test'];
    return (await run('git', [...person, ...args], folder)).trim();
  };
  const write = async (change: (text: string) => string): Promise<void> => {
    for (let number = 1; number <= posts; number += 1) {
      const text = makeText(kilobytes * 1000).replaceAll('Part', `Part ${number}.`);
      await writeFile(join(folder, 'posts', `${number}.md`), `# Post ${number}\n\n${change(text)}`);
    }
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'Posts');
  };
  await mkdir(join(folder, 'posts'));
  await git('init', '--quiet', '--initial-branch=main');
  await write((text) => text);
  await git('checkout', '--quiet', '-b', 'cms/changes/many');
  await write((text) => {
    const blocks = text.split('\n\n');
    blocks[2] = blocks[2]?.replace(' ', ' other ') ?? '';
    blocks.splice(4, 1, 'A paragraph that was not there before.');
    return blocks.join('\n\n');
  });
  const request = {
    timestamp: String(Math.floor(Date.now() / 1000)),
    reviewRef: 'refs/heads/cms/changes/many',
    targetRef: 'refs/heads/main',
    requester: 'bench@example.test',
    description: title,
  };
  await git('notes', '--ref=devtools/reviews', 'add', '-m', JSON.stringify(request));
  await git('checkout', '--quiet', 'main');
  return folder;
}

async function openList(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}review`);
  await settle(page);
  return page;
}

/** As when a person looks at the list: what comes a moment after it is there. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('link', { name: title }).waitFor();
  await page.waitForTimeout(4000);
}

/** Milliseconds from the click until the first changes are drawn, and until those of all posts are. */
function openReview(page: Page, posts: number): Promise<readonly number[]> {
  return page.evaluate(
    async ([name, most]) => {
      const link = [...document.querySelectorAll('main a')].find((one) => one.textContent === name);
      if (!(link instanceof HTMLElement)) throw new Error('no review');
      const start = performance.now();
      link.click();
      const found: number[] = [];
      for (const count of [1, most]) {
        while (document.querySelectorAll('main article ins').length < count)
          await new Promise((resolve) => {
            requestAnimationFrame(resolve);
          });
        // The frame that shows it.
        await new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        });
        found.push(performance.now() - start);
      }
      return found;
    },
    [title, posts] as const,
  );
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
