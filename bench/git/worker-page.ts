import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';
import type { RemoteLocation } from '#git';
import { build } from 'vite';
import type { CloneTimes } from './page-client.ts';

export interface WorkerPageInput {
  readonly context: BrowserContext;
  readonly serverUrl: string;
  readonly location: RemoteLocation;
}

/** The address of the product's built repository worker on its server. */
async function workerAddress(): Promise<string> {
  const file = (await readdir(resolve('dist/app/assets'))).find((name) => /^worker-[\w-]+\.js$/.test(name));
  if (file === undefined) throw new Error('There is no built worker: run npm run build');
  return `/assets/${file}`;
}

/** Milliseconds: a second of work for both cores, on a slow machine. */
const START_OF_BROWSER = 2500;

/** A browser with a profile of its own on disk, as a person has: what workers store there outlives the page. */
export async function openProfile(executablePath: string | undefined): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === undefined ? {} : { executablePath }),
    bypassCSP: true,
    args: [...chromiumArguments],
  });
  return {
    context,
    settled: () => setTimeout(START_OF_BROWSER),
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Profile {
  readonly context: BrowserContext;
  /** Waits until the browser has ended what it does when it starts, which would take part in all that is measured. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A bare page of the product's server with `globalThis.bench`, which has not started the product's worker yet. */
export async function openBarePage({ context, serverUrl }: WorkerPageInput): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL('icon.svg', serverUrl).href);
  await page.evaluate(await bundleOf('page-client.ts'));
  return page;
}

/** As a first visit: starts the worker and clones. */
export async function cloneInPage(page: Page, { location }: WorkerPageInput): Promise<CloneTimes> {
  const address = await workerAddress();
  return page.evaluate(([worker, where]) => globalThis.bench.clone(worker, where), [address, location] as const);
}

/** A page whose worker has opened the kept clone. */
export async function openWorkerPage(input: WorkerPageInput): Promise<Page> {
  const page = await openBarePage(input);
  const address = await workerAddress();
  await page.evaluate(([worker, where]) => globalThis.bench.start(worker, where), [address, input.location] as const);
  return page;
}

/** isomorphic-git's clone as its documentation shows it; undefined when it did not end within `limit` milliseconds. */
export async function cloneByDefault(input: WorkerPageInput, limit: number): Promise<number | undefined> {
  const page = await openBarePage(input);
  await page.evaluate(await bundleOf('isomorphic-client.ts'));
  const cloned = page.evaluate((where) => globalThis.cloneByDefault(where), input.location);
  const waiting = new AbortController();
  const late = setTimeout(limit, undefined, { signal: waiting.signal }).catch(() => undefined);
  const taken = await Promise.race([cloned, late]);
  waiting.abort();
  // The page goes while it still works: its evaluation then fails, and that is no news.
  cloned.catch(() => undefined);
  await page.close();
  return taken;
}

const bundled = new Map<string, Promise<string>>();

/** One of the page's scripts with all that it imports. */
function bundleOf(entry: string): Promise<string> {
  const known = bundled.get(entry);
  if (known !== undefined) return known;
  const code = build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: {
        entry: resolve(import.meta.dirname, '../../../bench/git', entry),
        formats: ['iife'],
        name: 'galleyBench',
      },
    },
  }).then((output) => {
    const [result] = Array.isArray(output) ? output : [output];
    const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined;
    if (chunk === undefined) throw new Error(`${entry} was not built`);
    return chunk.code;
  });
  bundled.set(entry, code);
  return code;
}
