import { execFile } from 'node:child_process';
import { StartError } from './start-error.ts';

/** The oldest git that takes its configuration from the environment (GIT_CONFIG_COUNT). */
const oldestGit = [2, 31] as const;

const kept = /^GIT_(EXEC_PATH|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|CEILING_DIRECTORIES)$/;

export type GitConfig = Readonly<Record<string, string>>;

/**
 * The environment for a git process: ours without what ties git to some other repository, in English, never asking on
 * the terminal, with `config` on top of the person's own configuration and nothing written to it.
 */
export function gitEnvironment(config: GitConfig = {}): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && (!name.startsWith('GIT_') || kept.test(name))) environment[name] = value;
  }
  const entries = Object.entries(config);
  entries.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return { ...environment, GIT_CONFIG_COUNT: String(entries.length), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunGitOptions {
  readonly cwd?: string;
  readonly config?: GitConfig;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs git to its end. A failure of git is its exit code; throws StartError when there is no git to run. */
export function runGit(args: readonly string[], options: RunGitOptions = {}): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...args],
      {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: { ...gitEnvironment(options.config), ...options.environment },
        maxBuffer: 64 * 1024 * 1024,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ exitCode: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
        else if (error.code === 'ENOENT') reject(new StartError(missingGit, { cause: error }));
        else reject(error);
      },
    );
  });
}

const missingGit = `Git was not found: install git ${oldestGit.join('.')} or newer from https://git-scm.com and start again.`;

/** Throws StartError with the remedy when git is missing or too old. */
export async function requireGit(): Promise<void> {
  const { stdout } = await runGit(['--version']);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  const version = [Number(major), Number(minor)] as const;
  if (version[0] > oldestGit[0] || (version[0] === oldestGit[0] && version[1] >= oldestGit[1])) return;
  throw new StartError(
    `${stdout.trim()} is too old: install git ${oldestGit.join('.')} or newer from https://git-scm.com.`,
  );
}
