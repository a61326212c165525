import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runGit } from './run-git.ts';

/**
 * Gives what reads which branch the HEAD of the repository at `path` names: "main", or null where it names none. It reads the file alone
 * (gitrepository-layout, "HEAD"), since it is asked with each page, and starting git takes longer than all else of that.
 */
export async function headReader(path: string): Promise<() => Promise<string | null>> {
  const { stdout } = await runGit(['rev-parse', '--git-path', 'HEAD'], { cwd: path });
  const file = resolve(path, stdout.trimEnd());
  return async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return /^ref: refs\/heads\/(\S+)\s*$/.exec(text)?.[1] ?? null;
  };
}
