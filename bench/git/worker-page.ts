import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RemoteLocation } from '#git';
import { build } from 'vite';

export interface WorkerPageInput {
  readonly context: BrowserContext;
  readonly serverUrl: string;
  readonly location: RemoteLocation;
}

/** A browser with a profile of its own on disk, as a person has: what workers store there outlives the page. */
export async function openProfile(executablePath: string | undefined): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === undefined ? {} : { executablePath }),
    bypassCSP: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Profile {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** The product's built repository worker in a bare page of its server, with `globalThis.bench` to drive it. */
export async function openWorkerPage({ context, serverUrl, location }: WorkerPageInput): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL('icon.svg', serverUrl).href);
  const file = (await readdir(resolve('dist/app/assets'))).find((name) => /^worker-[\w-]+\.js$/.test(name));
  if (file === undefined) throw new Error('There is no built worker: run npm run build');
  await page.evaluate(await pageClient());
  await page.evaluate(([address, where]) => globalThis.bench.start(address, where), [
    `/assets/${file}`,
    location,
  ] as const);
  return page;
}

let bundled: Promise<string> | undefined;

/** The client as one script. */
function pageClient(): Promise<string> {
  bundled ??= build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: {
        entry: resolve(import.meta.dirname, '../../../bench/git/page-client.ts'),
        formats: ['iife'],
        name: 'galleyBench',
      },
    },
  }).then((output) => {
    const [result] = Array.isArray(output) ? output : [output];
    const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined;
    if (chunk === undefined) throw new Error('The page client was not built');
    return chunk.code;
  });
  return bundled;
}
