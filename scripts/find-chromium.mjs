import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium that runs here: `CHROMIUM_PATH`, Playwright's own, or the system's; undefined when there is none. */
export async function findChromium() {
  const own = await playwrightChromium();
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  const candidates = [
    process.env.CHROMIUM_PATH,
    own,
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...places,
  ];
  for (const candidate of new Set(candidates)) {
    if (candidate !== undefined && candidate !== '' && existsSync(candidate) && (await runs(candidate)))
      return candidate;
  }
  return undefined;
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

async function runs(path) {
  const run = promisify(execFile);
  return run(path, ['--version', '--no-sandbox'], { timeout: 20_000 }).then(
    ({ stdout }) => /\d+\./.test(stdout),
    () => false,
  );
}
