// All tests: builds what is stale, finds or installs a Chromium, runs vitest with the arguments given, and ends with one
// line of figures. Exit code 0 only when everything ran and passed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareTests, runTests } from './run-tests.mjs';

const chromium = await prepareTests();
const folder = await mkdtemp(join(tmpdir(), 'galley-results-'));
const resultsFile = join(folder, 'results.json');
const exitCode = await runTests(chromium, [
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${resultsFile}`,
]);
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
