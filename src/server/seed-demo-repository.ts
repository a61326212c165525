import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit, type RunGitOptions } from './run-git.ts';
import { StartError } from './start-error.ts';

export interface DemoSeed {
  /** Folder whose files become the one commit, byte for byte. */
  readonly files: string;
  /** The data folder; made when missing. */
  readonly dataFolder: string;
}

const identity = {
  GIT_AUTHOR_NAME: 'Galley',
  GIT_AUTHOR_EMAIL: 'galley@example.invalid',
  GIT_AUTHOR_DATE: '2026-01-05T09:00:00+00:00',
  GIT_COMMITTER_NAME: 'Galley',
  GIT_COMMITTER_EMAIL: 'galley@example.invalid',
  GIT_COMMITTER_DATE: '2026-01-05T09:00:00+00:00',
};

/** The files' bytes go in as they are, whatever the person's own git does to line ends, modes and ignored names. */
const verbatim = { 'core.autocrlf': 'false', 'core.fileMode': 'false', 'core.safecrlf': 'false' };

/**
 * Gives the path of the bare demo repository, which is made on the first call and kept from then on. It appears whole or
 * not at all, also when two starts race. Throws StartError when the data folder can't be written.
 */
export async function seedDemoRepository({ files, dataFolder }: DemoSeed): Promise<string> {
  const repository = join(dataFolder, 'demo.git');
  if (await isFolder(repository)) return repository;
  let temporary: string;
  try {
    await mkdir(dataFolder, { recursive: true });
    temporary = await mkdtemp(join(dataFolder, '.demo-'));
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartError(
      `The demo can't be kept in ${dataFolder} (${cause}): set GALLEY_DATA to a folder you can write.`,
      {
        cause: thrown,
      },
    );
  }
  try {
    await fill(temporary, files);
    await rename(temporary, repository);
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true });
    // Another start was faster.
    if (await isFolder(repository)) return repository;
    throw thrown;
  }
  return repository;
}

async function fill(repository: string, files: string): Promise<void> {
  await git(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', repository]);
  const here = [`--git-dir=${repository}`, `--work-tree=${files}`];
  if ((await readdir(files)).length > 0) await git([...here, 'add', '--force', '--all', '.'], { cwd: files });
  const tree = await git([...here, 'write-tree']);
  const commit = await git([...here, 'commit-tree', tree, '-m', 'Welcome to the demo'], { environment: identity });
  await git([...here, 'update-ref', 'refs/heads/main', commit]);
  await rm(join(repository, 'index'), { force: true });
}

async function git(args: readonly string[], options: RunGitOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit(args, { ...options, config: verbatim });
  if (exitCode !== 0) throw new StartError(`The demo repository could not be made: ${stderr.trim().split('\n')[0]}`);
  return stdout.trim();
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
