import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.mjs';

/** Ways to get a Chromium without asking anyone, the least intrusive first. */
const ways = [
  {
    name: "Playwright's",
    can: () => true,
    steps: [['npx', '--no-install', 'playwright', 'install', 'chromium-headless-shell']],
  },
  {
    name: "the distribution's",
    can: () => process.getuid?.() === 0 && has('apt-get'),
    steps: [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ],
  },
];

/** The path of a Chromium, installed where none was found; undefined when that could not be done either. */
export async function findOrInstallChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  for (const { name, can, steps } of ways) {
    if (!can()) continue;
    process.stdout.write(`No Chromium was found: installing ${name}…\n`);
    const isDone = steps.every(([command, ...args]) => run(command, args));
    const installed = isDone ? await findChromium() : undefined;
    if (installed !== undefined) return installed;
  }
  return undefined;
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Its words matter only to who looks why it failed.
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: 600_000 });
  return status === 0;
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
