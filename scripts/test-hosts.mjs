// The long form of the tests with hosts: a first sign-in and a publication of a static page at each kind of host and at nginx, in
// light, dark, narrow and forced colours. GALLEY_SCREENSHOTS is a folder for pictures of it. Arguments go to vitest.
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
    '--project=browser',
    'test/browser/host-sign-in.test.ts',
    'test/browser/plain-server.test.ts',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', GALLEY_HOSTS: 'long', CHROMIUM_PATH: chromium },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
process.exitCode = await new Promise((done) => {
  vitest.once('error', () => done(1));
  vitest.once('close', (code) => done(code ?? 1));
});
