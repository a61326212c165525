// The long form of the tests with hosts: a first sign-in and a publication of a static page at each kind of host and at nginx, in
// light, dark, narrow and forced colours. GALLEY_SCREENSHOTS is a folder for pictures of it. Arguments go to vitest.
import { prepareTests, runTests } from './run-tests.mjs';

process.exitCode = await runTests(
  await prepareTests(),
  ['--project=browser', 'test/browser/host-sign-in.test.ts', 'test/browser/plain-server.test.ts'],
  { GALLEY_HOSTS: 'long' },
);
