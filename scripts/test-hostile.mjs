// The long form of the tests with hostile content: all vectors of the project, and of the JSON lines under the folder in
// GALLEY_CASES, on every screen; then again with a build in which no HTML is cleaned, which is never in dist. Prints a table of
// what was shown and found. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildStale } from './build.mjs';
import { findOrInstallChromium } from './find-or-install-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = await findOrInstallChromium();
if (chromium === undefined) {
  process.stderr.write('No Chromium was found or could be installed: set CHROMIUM_PATH to one.\n');
  process.exit(1);
}
await buildStale(root, ['app', 'command']);

/** Stands in for the one place that cleans HTML, and lets all of it through. */
const uncleaned = {
  name: 'uncleaned',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('/src/workspace/preview/clean-html.ts')
      ? "export const slotAttribute = 'data-galley-slot'; export const cleanHtml = (html) => ({ html, pictures: [] });"
      : undefined,
};
const folder = await mkdtemp(join(tmpdir(), 'galley-uncleaned-'));
process.stderr.write('Building the app without its cleaning of HTML…\n');
process.env.NODE_ENV = 'production';
await build({ root, logLevel: 'error', plugins: [uncleaned], build: { outDir: folder, emptyOutDir: true } });

const vitest = spawn(
  process.execPath,
  [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=browser',
    '--testTimeout=3600000',
    'test/browser/hostile',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'test',
      GALLEY_HOSTILE: 'long',
      GALLEY_UNCLEANED: folder,
      CHROMIUM_PATH: chromium,
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
process.exitCode = await new Promise((done) => {
  vitest.once('error', () => done(1));
  vitest.once('close', (code) => done(code ?? 1));
});
await rm(folder, { recursive: true, force: true });
