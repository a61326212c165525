import { lstat, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { validateRefName } from '#base';
import { runGit } from './run-git.ts';

/**
 * Gives what reads which branch the HEAD of the repository at `path` names: "main", or null where it names none, or another name of a
 * branch, which git has to resolve. It reads the files alone, since it is asked with each page, and starting git takes longer than all
 * else of that.
 */
export async function headReader(path: string): Promise<() => Promise<string | null>> {
  const { stdout } = await runGit(['rev-parse', '--git-path', 'HEAD', '--git-path', 'refs/heads'], { cwd: path });
  const [head = '', branches = ''] = stdout.trimEnd().split('\n');
  return async () => {
    const text = await readFile(resolve(path, head), 'utf8').catch(() => '');
    const name = /^ref: refs\/heads\/(\S+)\s*$/.exec(text)?.[1];
    // Where refs are kept in another way, HEAD has a name in it that is no branch's (gitrepository-layout, "HEAD").
    if (name === undefined || validateRefName(name).kind === 'rejected') return null;
    return (await isSymbolic(join(resolve(path, branches), name))) ? null : name;
  };
}

/** Whether a branch's file names another ref. Branches without a file, which are packed or not there yet, never do. */
async function isSymbolic(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink() || (await readFile(file, 'utf8')).startsWith('ref:');
  } catch {
    return false;
  }
}
