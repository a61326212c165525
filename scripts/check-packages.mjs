// Looks at what the project is made of: the packages that are installed to build and test it, by the lockfile, and those whose code is in
// what was built, by its lists of licences. Fails for a licence that is not allowed, a package that is not of the registry or wants to run a
// script when it is installed, more packages than are planned for, and code or styles that a page would fetch from elsewhere.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How many there may be. A new package is a decision: raise the number with it. */
const most = { installed: 610, 'dist/app': 160, 'dist/cli': 70 };

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Zlib',
]);
/** Of tools only: they stay with whoever builds. */
const allowedInTools = new Set([...allowed, 'MPL-2.0', 'Python-2.0']);
/** Wants to run a script when it is installed, and works without. */
const scriptsNotRun = new Set(['node_modules/msw']);

const faults = [];

/** An expression passes when all of its "AND" parts do, and one of each "OR". */
function isAllowed(license, set) {
  const plain = license.replaceAll(/[()]/g, '');
  return plain.split(' AND ').every((part) => part.split(' OR ').some((name) => set.has(name.trim())));
}

const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
const installed = Object.entries(packages).filter(([path]) => path !== '');
for (const [path, { license = 'unknown', hasInstallScript, link, resolved, integrity, optional }] of installed) {
  if (!isAllowed(license, allowedInTools)) faults.push(`${path} has the licence ${license}`);
  if (hasInstallScript && !scriptsNotRun.has(path)) faults.push(`${path} runs a script when it is installed`);
  if (link || resolved !== undefined) faults.push(`${path} does not come from the registry by its name and version`);
  // npm writes no checksum for the variants of other systems that it did not download.
  if (integrity === undefined && !optional) faults.push(`${path} has no checksum`);
}
count('installed', installed.length);

for (const folder of ['dist/app', 'dist/cli']) {
  const list = await readFile(join(root, folder, 'licenses.txt'), 'utf8');
  const [, names = ''] = list.split('\n\n');
  const lines = names.split('\n').map((line) => /^(\S+ \S+): (.+)$/.exec(line));
  for (const [line, name = line, license = 'unknown'] of lines.map((found) => found ?? [])) {
    if (!isAllowed(license, allowed)) faults.push(`${folder} holds ${name}, which has the licence ${license}`);
  }
  count(folder, lines.length);
}

for (const file of await readdir(join(root, 'dist/app'), { recursive: true })) {
  if (!/\.(?:js|css|html)$/.test(file)) continue;
  const content = await readFile(join(root, 'dist/app', file), 'utf8');
  const fetched =
    /(?:\bimport\(?|\bfrom|importScripts\()\s*["'`]https?:[^"'`]*|url\(\s*["']?(?:https?:)?\/\/[^)]*|<(?:script|link)[^>]*(?:src|href)="(?:https?:)?\/\/[^"]*/.exec(
      content,
    );
  if (fetched !== null) faults.push(`dist/app/${file} fetches from elsewhere: ${fetched[0].slice(0, 80)}`);
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function count(what, number) {
  process.stdout.write(`${what}: ${number} packages (${most[what]} at most)\n`);
  if (number > most[what]) faults.push(`${what}: ${number} packages, which is more than ${most[what]}`);
}
