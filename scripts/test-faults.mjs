// The long form of the fault tests: every fault at every request, FAULT_STEPS (10,000 unless set) random steps from
// FAULT_SEED, 200 comments that race, 50 killed pages and 8 browsers that publish at once. Arguments go to vitest.
import { prepareTests, runTests } from './run-tests.mjs';

const files = ['test/faults', 'test/git/refs.test.ts', 'test/browser/kills-and-races.test.ts'];
process.exitCode = await runTests(
  await prepareTests(),
  ['--project=node', '--project=browser', '--testTimeout=3600000', ...files],
  { FAULT_STEPS: process.env.FAULT_STEPS ?? '10000', GALLEY_FAULTS: 'long' },
);
