import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.mjs';

/** The path of a Chromium, installed where none was found; undefined when that could not be done either. */
export async function findOrInstallChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  for (const { name, steps } of waysToInstall()) {
    process.stdout.write(`No Chromium was found: installing ${name}…\n`);
    const complaint = firstComplaint(steps);
    const installed = complaint === undefined ? await findChromium() : undefined;
    if (installed !== undefined) return installed;
    process.stdout.write(`That did not work: ${complaint ?? 'what was installed does not run'}\n`);
  }
  return undefined;
}

function waysToInstall() {
  // Only root may install the system libraries that a browser needs.
  const canInstallPackages =
    process.platform === 'linux' && process.getuid?.() === 0 && run(['apt-get', '--version']).isDone;
  const playwright = ['npx', '--no-install', 'playwright', 'install', '--no-shell', 'chromium'];
  const distribution = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ];
  return [
    { name: "Playwright's", steps: [canInstallPackages ? [...playwright, '--with-deps'] : playwright] },
    ...(canInstallPackages ? [{ name: "the distribution's", steps: distribution }] : []),
  ];
}

function firstComplaint(steps) {
  for (const step of steps) {
    const { isDone, complaint } = run(step);
    if (!isDone) return complaint;
  }
  return undefined;
}

function run([command, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env,
    timeout: 600_000,
  });
  const lines = (error?.message ?? stderr ?? '').split('\n');
  const complaint = lines.find((line) => line.trim() !== '' && !line.startsWith('npm warn')) ?? `${command} failed`;
  return { isDone: status === 0, complaint };
}
