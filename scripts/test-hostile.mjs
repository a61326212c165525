// The long form of the tests with hostile content: all vectors of the project, and of the JSON lines under the folder in
// GALLEY_CASES, on every screen; then again with a build in which no HTML is cleaned, which is never in dist. Prints a table of
// what was shown and found. Arguments go to vitest.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { prepareTests, root, runTests } from './run-tests.mjs';

const chromium = await prepareTests();

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

process.exitCode = await runTests(chromium, ['--project=browser', '--testTimeout=3600000', 'test/browser/hostile'], {
  GALLEY_HOSTILE: 'long',
  GALLEY_UNCLEANED: folder,
});
await rm(folder, { recursive: true, force: true });
