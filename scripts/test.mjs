// All tests: builds what is stale, finds or installs a Chromium, runs vitest with the arguments given, and ends with one
// line of figures. Exit code 0 only when everything ran and passed.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { findOrInstallChromium } from './find-or-install-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const chromium = await findOrInstallChromium();
if (chromium === undefined) {
  process.stderr.write(
    'No Chromium was found or could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.\n',
  );
  process.exit(1);
}
await buildStale(root, ['app', 'command']);

const folder = await mkdtemp(join(tmpdir(), 'galley-results-'));
const resultsFile = join(folder, 'results.json');
const vitest = spawn(
  process.execPath,
  [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultsFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', CHROMIUM_PATH: chromium } },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
const exitCode = await new Promise((done) => {
  vitest.once('error', () => done(1));
  vitest.once('close', (code) => done(code ?? 1));
});
const counts = await readCounts(resultsFile, exitCode);
await rm(folder, { recursive: true, force: true });
process.stdout.write(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`,
);
process.exitCode = exitCode === 0 && counts.failed === 0 ? 0 : exitCode === 0 ? 1 : exitCode;

/** Files that could not be loaded count as one failure each, and so does a run that failed with no failing test. */
async function readCounts(file, exitCode) {
  const results = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = results.numFailedTests + broken.length;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
