import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    chromiumPath: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

/** Builds what is stale and finds the Chromium, once before all browser tests. */
export async function setup(project: TestProject): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, [resolve(root, 'bin/galley.mjs'), 'build'], { cwd: root });
  const script = "import('./scripts/find-chromium.mjs').then(async (m) => console.log((await m.findChromium()) ?? ''))";
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  const chromiumPath = stdout.trim();
  if (chromiumPath === '') throw new Error('No Chromium was found: run npm test once, or set CHROMIUM_PATH.');
  project.provide('chromiumPath', chromiumPath);
}
