import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RemoteLocation } from '#git';
import { build } from 'vite';
import type { DefaultCloneTimes } from './isomorphic-client.ts';
import type { CloneTimes } from './page-client.ts';
import type { PlainBrowser, PlainPage } from './plain-browser.ts';

export interface WorkerPageInput {
  readonly browser: PlainBrowser;
  readonly serverUrl: string;
  readonly location: RemoteLocation;
}

/** The address of the product's built repository worker on its server. */
async function workerAddress(): Promise<string> {
  const file = (await readdir(resolve('dist/app/assets'))).find((name) => /^worker-[\w-]+\.js$/.test(name));
  if (file === undefined) throw new Error('There is no built worker: run npm run build');
  return `/assets/${file}`;
}

/** A bare page of the product's server with `globalThis.bench`, which has not started the product's worker yet. */
export async function openBarePage({ browser, serverUrl }: WorkerPageInput): Promise<PlainPage> {
  const page = await browser.open(new URL('icon.svg', serverUrl).href);
  await page.run(await bundleOf('page-client.ts'));
  return page;
}

/** As a first visit: starts the worker and clones. */
export async function cloneInPage(page: PlainPage, { location }: WorkerPageInput): Promise<CloneTimes> {
  const address = await workerAddress();
  return page.evaluate(([worker, where]) => globalThis.bench.clone(worker, where), [address, location] as const);
}

/** A page whose worker has opened the kept clone. */
export async function openWorkerPage(input: WorkerPageInput): Promise<PlainPage> {
  const page = await openBarePage(input);
  const address = await workerAddress();
  await page.evaluate(([worker, where]) => globalThis.bench.start(worker, where), [address, input.location] as const);
  return page;
}

/** isomorphic-git's clone as its documentation shows it, and all titles; undefined when that did not end within `limit` milliseconds. */
export async function cloneByDefault(input: WorkerPageInput, limit: number): Promise<DefaultCloneTimes | undefined> {
  const page = await openBarePage(input);
  await page.run(await bundleOf('isomorphic-client.ts'));
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
