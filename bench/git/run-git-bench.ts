import { chromium, type Browser } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openRepository, readAppFiles, serveLocal, startServer } from '#server';
import { makePosts } from './make-posts.ts';
import { run } from './run.ts';

/** Milliseconds, the median of the runs; ratios are against the native clone of the same run. */
export interface GitFigures {
  readonly posts: number;
  readonly packMegabytes: number;
  readonly nativeClone: number;
  readonly coldToAllTitles: number;
  readonly coldRatio: number;
  readonly reloadToList: number;
}

const RUNS = 5;

/** Clones posts over the product's own server: by git itself, and in a real Chromium from the first request to the full list. */
export async function runGitBench(sizes: readonly number[]): Promise<readonly GitFigures[]> {
  const executablePath = process.env['CHROMIUM_PATH'];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const figures: GitFigures[] = [];
  for (const posts of sizes) {
    const measured = await measure(posts, browser);
    figures.push(measured);
    console.table([measured]);
  }
  await browser.close();
  return figures;
}

async function measure(posts: number, browser: Browser): Promise<GitFigures> {
  const path = await makePosts(posts);
  const server = await startServer({
    app: await readAppFiles(resolve('dist/app')),
    repository: await serveLocal(await openRepository(path)),
    host: '127.0.0.1',
    port: 0,
  });
  const page = await (await fetch(server.url)).text();
  const secret = /x-galley-secret&quot;:&quot;([\w-]+)/.exec(page)?.[1] ?? '';
  const address = /&quot;url&quot;:&quot;([^&]+)/.exec(page)?.[1] ?? '';
  const [native, cold, warm]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < RUNS; round += 1) {
    native.push(await nativeClone(new URL(address, server.url).href, secret));
    const { first, second } = await visitTwice(browser, server.url, posts);
    cold.push(first);
    warm.push(second);
  }
  await server.close();
  const packMegabytes = Number(/size-pack: (\d+)/.exec(await run('git', ['count-objects', '-v'], path))?.[1]) / 1024;
  await rm(dirname(path), { recursive: true });
  return {
    posts,
    packMegabytes: Math.round(packMegabytes),
    nativeClone: median(native),
    coldToAllTitles: median(cold),
    coldRatio: Math.round((median(cold) / median(native)) * 100) / 100,
    reloadToList: median(warm),
  };
}

async function nativeClone(url: string, secret: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-native-'));
  const start = performance.now();
  const header = `http.extraHeader=x-galley-secret: ${secret}`;
  await run('git', ['-c', header, 'clone', '--quiet', '--bare', '--depth', '1', url, join(folder, 'clone.git')]);
  const taken = performance.now() - start;
  await rm(folder, { recursive: true });
  return taken;
}

/** A person's first visit, and the second, each from the address to the count of all posts. */
async function visitTwice(
  browser: Browser,
  url: string,
  posts: number,
): Promise<{ readonly first: number; readonly second: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const visit = async (): Promise<number> => {
    const start = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.getByText(`${posts.toLocaleString('en')} posts`, { exact: true }).waitFor({ timeout: 120_000 });
    return performance.now() - start;
  };
  const first = await visit();
  const second = await visit();
  await context.close();
  return { first, second };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
