import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { runGit } from './run-git.ts';
import { StartError } from './start-error.ts';

/** A repository on this computer that can be served. */
export interface LocalRepository {
  /** The folder's name, for people. */
  readonly name: string;
  /** Absolute real path: a bare repository, or the top of a work tree. */
  readonly path: string;
  readonly isBare: boolean;
}

/**
 * Finds the repository that `path` is or lies in: a bare repository, or a work tree's top. Throws StartError with the
 * remedy when there is none.
 */
export async function openRepository(path: string): Promise<LocalRepository> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new StartError(`There is no folder ${path}: give --repo the path of a git repository.`);
  if (!found.isDirectory()) throw new StartError(`${path} is a file: give --repo the folder of a git repository.`);
  const { exitCode, stdout, stderr } = await runGit(
    ['rev-parse', '--is-bare-repository', '--is-inside-work-tree', '--absolute-git-dir'],
    { cwd: path },
  );
  if (exitCode !== 0) throw new StartError(explain(path, stderr));
  const [isBare, isInside, gitFolder = path] = stdout.trimEnd().split('\n');
  if (isBare === 'true') return describe(gitFolder, true);
  if (isInside === 'true') {
    const { stdout: top } = await runGit(['rev-parse', '--show-toplevel'], { cwd: path });
    return describe(top.trimEnd(), false);
  }
  if (basename(gitFolder) === '.git') return describe(dirname(gitFolder), false);
  throw new StartError(`${path} is inside a repository's own files: give --repo its work tree.`);
}

function explain(path: string, stderr: string): string {
  if (stderr.includes('dubious ownership')) {
    return `git does not trust ${path}, which someone else owns: run git config --global --add safe.directory '${path}' if you do.`;
  }
  return `${path} is not a git repository: run git init in it, or give --repo another path.`;
}

async function describe(path: string, isBare: boolean): Promise<LocalRepository> {
  const real = await realpath(path);
  const name = basename(real).replace(/\.git$/, '');
  return { name: name === '' ? 'repository' : name, path: real, isBare };
}

/**
 * The address path of a repository on this server. `identity` is what makes it that one (its path or URL): the tab keeps
 * clones and drafts by address, and two repositories of one name must not share them.
 */
export function repositoryAddress(name: string, identity: string): string {
  const readable = name.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 10);
  return `/git/${readable === '' ? 'repository' : readable}-${digest}.git`;
}
