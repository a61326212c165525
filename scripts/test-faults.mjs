// The long form of the fault tests: every fault at every request, and FAULT_STEPS (10,000 unless set) random steps from
// FAULT_SEED. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = spawn(
  process.execPath,
  [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=node',
    '--testTimeout=3600000',
    'test/faults',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { FAULT_STEPS: '10000', ...process.env, NODE_ENV: 'test', GALLEY_FAULTS: 'long' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
process.exitCode = await new Promise((done) => {
  vitest.once('error', () => done(1));
  vitest.once('close', (code) => done(code ?? 1));
});
