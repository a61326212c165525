import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';

const identity = {
  GIT_AUTHOR_NAME: 'Test Author',
  GIT_AUTHOR_EMAIL: 'author@example.test',
  GIT_COMMITTER_NAME: 'Test Author',
  GIT_COMMITTER_EMAIL: 'author@example.test',
};

export interface TestGitOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The environment of git in tests: nobody's own configuration, no prompt, one fixed author. */
export function testGitEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    value === undefined || name.startsWith('GIT_') ? [] : [[name, value]],
  );
  return {
    ...Object.fromEntries(inherited),
    ...identity,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** Runs the real git and gives what it printed, without the last newline. Throws with git's words when it fails. */
export async function runTestGit(args: readonly string[], options: TestGitOptions = {}): Promise<string> {
  const child = spawn('git', [...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...testGitEnvironment(), ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // git may end before it has read its input; its exit code says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (exitCode !== 0) throw new Error(`git ${args.join(' ')} ended with ${exitCode}: ${stderr.trim()}`);
  return stdout.replace(/\n$/, '');
}
