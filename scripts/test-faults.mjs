// The long form of the fault tests: every fault at every request, FAULT_STEPS (10,000 unless set) random steps from
// FAULT_SEED, 200 comments that race, 50 killed pages and 8 browsers that publish at once. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { findOrInstallChromium } from './find-or-install-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = await findOrInstallChromium();
if (chromium === undefined) {
  process.stderr.write('No Chromium was found or could be installed: set CHROMIUM_PATH to one.\n');
  process.exit(1);
}
await buildStale(root, ['app', 'command']);
const vitest = spawn(
  process.execPath,
  [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=node',
    '--project=browser',
    '--testTimeout=3600000',
    'test/faults',
    'test/git/refs.test.ts',
    'test/browser/kills-and-races.test.ts',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { FAULT_STEPS: '10000', ...process.env, NODE_ENV: 'test', GALLEY_FAULTS: 'long', CHROMIUM_PATH: chromium },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
process.exitCode = await new Promise((done) => {
  vitest.once('error', () => done(1));
  vitest.once('close', (code) => done(code ?? 1));
});
