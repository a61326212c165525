// What all commands that run tests have in common.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { findOrInstallChromium } from './find-or-install-chromium.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Finds or installs a Chromium and builds what is stale; ends the process where there is no Chromium. Returns its path. */
export async function prepareTests() {
  const chromium = await findOrInstallChromium();
  if (chromium === undefined) {
    process.stderr.write(
      'No Chromium was found or could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.\n',
    );
    process.exit(1);
  }
  await buildStale(root, ['app', 'command']);
  return chromium;
}

/** Runs vitest once with these arguments and the ones of this process. Returns its exit code. */
export async function runTests(chromium, args, environment = {}) {
  const vitest = spawn(
    process.execPath,
    [resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args, ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment, NODE_ENV: 'test', CHROMIUM_PATH: chromium },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
  return new Promise((done) => {
    vitest.once('error', () => done(1));
    vitest.once('close', (code) => done(code ?? 1));
  });
}
