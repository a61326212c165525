import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { atEnd, temporaryFolder } from './cleanup.ts';
import { testGitEnvironment } from './run-test-git.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface ProductOptions {
  /** Path for `--repo`. Without it and `remote` the demo is served, from a data folder of its own. */
  readonly repo?: string;
  /** URL for `--remote`. */
  readonly remote?: string;
  /** 0, any free port, unless said otherwise; a page keeps its clone over a restart only on the same port. */
  readonly port?: number;
  /** The data folder, where the demo is kept; a new one unless said otherwise. */
  readonly data?: string;
  /** Who git says the person is; by default nobody. */
  readonly author?: { readonly name: string; readonly email: string };
}

export interface Product {
  /** "http://127.0.0.1:40123/" */
  readonly url: string;
  readonly port: number;
  /** The served repository; for a remote, the URL. */
  readonly repoPath: string;
  /** All lines that the command printed. */
  readonly output: readonly string[];
  /** Ends the command as Ctrl+C does and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Runs the real command, as `npm start` does, on what the last build made; it ends with the test file at the latest. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = options.data ?? (await temporaryFolder());
  const choice =
    options.repo !== undefined
      ? ['--repo', options.repo]
      : options.remote !== undefined
        ? ['--remote', options.remote]
        : [];
  const child = runGalley(['serve', '--no-open', '--port', String(options.port ?? 0), ...choice], {
    GALLEY_DATA: data,
    GIT_CONFIG_GLOBAL: await writeGitConfiguration(data, options.author),
  });
  const output: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      output.push(line);
      const ready = /^Galley is ready: (\S+)$/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', read);
    }
    child.once('close', (code) => reject(new Error(`The product ended with ${code}: ${output.join(' | ')}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const closed = once(child, 'close');
    child.kill('SIGINT');
    await closed;
    return child.exitCode;
  };
  atEnd(async () => {
    await stop();
  });
  return {
    url,
    port: Number(new URL(url).port),
    repoPath: options.repo ?? options.remote ?? join(data, 'demo.git'),
    output,
    stop,
  };
}

/** Starts the `galley` command without building anything first. */
export function runGalley(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const inherited = testGitEnvironment();
  delete inherited['npm_lifecycle_event'];
  return spawn(process.execPath, [resolve(root, 'bin/galley.mjs'), ...args], {
    cwd: root,
    env: { ...inherited, GALLEY_PREBUILT: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** git's global configuration for the command: the author, where there is one, and nothing else. */
async function writeGitConfiguration(folder: string, author: ProductOptions['author']): Promise<string> {
  const path = join(folder, 'gitconfig');
  const lines = Object.entries(author ?? {}).map(([key, value]) => `\t${key} = ${JSON.stringify(value)}\n`);
  await writeFile(path, `[user]\n${lines.join('')}`);
  return path;
}
