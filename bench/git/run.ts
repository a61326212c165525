import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a command to its end and gives what it printed. */
export async function run(command: string, args: readonly string[], cwd?: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, [...args], {
    ...(cwd === undefined ? {} : { cwd }),
    maxBuffer: 1 << 26,
  });
  return stdout.trim();
}
