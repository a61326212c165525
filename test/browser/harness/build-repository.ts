import { join } from 'node:path';
import { temporaryFolder } from './cleanup.ts';
import { runTestGit } from './run-test-git.ts';

/** File contents by path. null deletes the file. */
export type TestFiles = Readonly<Record<string, string | Uint8Array | null>>;

export interface TestCommit {
  readonly files: TestFiles;
  readonly message?: string;
  /** "Name <email>" */
  readonly author?: string;
  /** Seconds since 1970; by default each commit is a minute after the one before. */
  readonly time?: number;
}

export interface RepositoryPlan {
  /** The first commit. Without `files` and `commits` the repository has none. */
  readonly files?: TestFiles;
  readonly commits?: readonly TestCommit[];
  /** With a work tree in place of a bare repository. */
  readonly workTree?: boolean;
  readonly branch?: string;
  /** The folder's name; "site" unless said otherwise. */
  readonly name?: string;
}

/** A real repository made for a test. */
export interface TestRepository {
  /** The bare repository, or the top of the work tree. */
  readonly path: string;
  readonly branch: string;
  /** Runs git in it and gives what it printed. */
  git(...args: readonly string[]): Promise<string>;
  /** Adds a commit to the branch, as someone else would, and gives its id. A work tree follows. */
  commit(commit: TestCommit): Promise<string>;
  /** The text of the file at `path` in `revision`, by default the branch's tip. */
  read(path: string, revision?: string): Promise<string>;
}

const firstTime = 1_760_000_000;

/** Makes a repository with the real git in a temporary folder. Thousands of files take about a second. */
export async function buildRepository(plan: RepositoryPlan): Promise<TestRepository> {
  const branch = plan.branch ?? 'main';
  const name = plan.name ?? 'site';
  const isBare = plan.workTree !== true;
  const path = join(await temporaryFolder(), isBare ? `${name}.git` : name);
  await runTestGit(['init', '--quiet', ...(isBare ? ['--bare'] : []), `--initial-branch=${branch}`, path]);
  const git = (...args: readonly string[]) => runTestGit(args, { cwd: path });
  let time = firstTime;
  /** Gives the id of the last one. */
  const add = async (commits: readonly TestCommit[], tip?: string): Promise<string> => {
    const stream = commits.map((commit, index) => {
      time = commit.time ?? time + 60;
      const from = index === 0 && tip !== undefined ? `from ${tip}\n` : '';
      return commitStream({ commit, branch, time, from });
    });
    const input = Buffer.concat([...stream, Buffer.from('get-mark :1\n')]);
    const id = await runTestGit(['fast-import', '--quiet', '--date-format=raw'], { cwd: path, input });
    if (!isBare) await git('reset', '--quiet', '--hard');
    return id;
  };
  const first = plan.files === undefined ? [] : [{ files: plan.files, message: 'Add the site' }];
  const commits = [...first, ...(plan.commits ?? [])];
  if (commits.length > 0) await add(commits);
  return {
    path,
    branch,
    git,
    async commit(commit) {
      const tip = await git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).catch(() => undefined);
      return add([commit], tip);
    },
    read: (file, revision = branch) => readFile(git, `${revision}:${file}`),
  };
}

/** The size tells whether the file ends with the newline that `git` takes off. */
async function readFile(git: TestRepository['git'], spec: string): Promise<string> {
  const size = Number(await git('cat-file', '-s', spec));
  const shown = await git('cat-file', 'blob', spec);
  return Buffer.byteLength(shown) === size ? shown : `${shown}\n`;
}

interface StreamedCommit {
  readonly commit: TestCommit;
  readonly branch: string;
  readonly time: number;
  readonly from: string;
}

function commitStream({ commit, branch, time, from }: StreamedCommit): Buffer {
  const author = commit.author ?? 'Test Author <author@example.test>';
  const parts: (string | Buffer)[] = [
    `commit refs/heads/${branch}\nmark :1\nauthor ${author} ${time} +0000\ncommitter ${author} ${time} +0000\n`,
    ...data(commit.message ?? 'Change the site'),
    from,
  ];
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) parts.push(`D ${quoted(path)}\n`);
    else parts.push(`M 100644 inline ${quoted(path)}\n`, ...data(content));
  }
  parts.push('\n');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function data(content: string | Uint8Array): readonly (string | Buffer)[] {
  const bytes = Buffer.from(content);
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
