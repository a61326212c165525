// Builds once more, in a folder of its own, and compares every file with what is in dist (which is built first where it is stale): the same
// sources give the same bytes, so that anyone can check that a release was made from them. The repository worker begins with one file:
// a second one that it imports comes only when the first is read, and a first clone waits for both.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll, buildStale } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['app', 'cli', 'demo', 'gateway'];

await buildStale(root, ['app', 'command']);
const again = await mkdtemp(join(tmpdir(), 'galley-build-'));
const faults = [];
try {
  await buildAll(root, again);
  for (const folder of folders) {
    const [one, other] = await Promise.all([hashes(resolve(root, 'dist', folder)), hashes(join(again, folder))]);
    for (const path of new Set([...one.keys(), ...other.keys()])) {
      if (one.get(path) !== other.get(path)) faults.push(`${folder}/${path} is not the same in two builds`);
    }
  }
  const all = await hashes(again);
  const whole = createHash('sha256').update([...all].map(([path, hash]) => `${hash}  ${path}\n`).join(''));
  process.stdout.write(`${all.size} files, sha256 of all: ${whole.digest('hex')}\n`);
  const worker = [...all.keys()].find((path) => /^app\/assets\/worker-[\w-]+\.js$/.test(path));
  const code = worker === undefined ? undefined : await readFile(join(again, worker), 'utf8');
  if (code === undefined) faults.push('there is no repository worker');
  else if (/\b(?:from|import)\s*["']\.\//.test(code)) faults.push(`${worker} imports another file at its start`);
} finally {
  await rm(again, { recursive: true, force: true });
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function hashes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = new Map();
  for (const file of files.sort()) {
    const content = await readFile(file);
    const path = relative(folder, file).split(sep).join('/');
    if (content.includes(root)) faults.push(`${path} names the folder that it was built in`);
    found.set(path, createHash('sha256').update(content).digest('hex'));
  }
  return found;
}
