import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../git/run.ts';

/** Brings a package from the npm registry into a folder of its own, unpacked and not installed; returns the folder. */
export async function bringPeer(name: string, version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-peer-'));
  const archive = await run('npm', ['pack', '--silent', `${name}@${version}`], folder);
  await run('tar', ['xzf', archive.split('\n').at(-1) ?? ''], folder);
  return join(folder, 'package');
}
