import { runGit } from './run-git.ts';

/** Who git says the person is, as seen in `folder` (or anywhere, when left out); null when it names nobody. */
export async function readAuthor(folder?: string): Promise<{ readonly name: string; readonly email: string } | null> {
  const options = folder === undefined ? {} : { cwd: folder };
  const [name, email] = await Promise.all(
    ['user.name', 'user.email'].map(async (key) => (await runGit(['config', '--get', key], options)).stdout.trim()),
  );
  return name === undefined || email === undefined || name === '' || email === '' ? null : { name, email };
}
