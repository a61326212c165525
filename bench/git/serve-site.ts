import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServedSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Runs the product's own command on a repository, as people do: it is a process of its own, and small. */
export async function serveSite(repo: string): Promise<ServedSite> {
  const command = spawn(
    process.execPath,
    [resolve('bin/galley.mjs'), 'serve', '--no-open', '--port', '0', '--repo', repo],
    {
      env: { ...process.env, GALLEY_PREBUILT: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const closed = once(command, 'close');
  const url = await new Promise<string>((found, fail) => {
    createInterface({ input: command.stdout }).on('line', (line) => {
      const ready = /^Galley is ready: (\S+)$/.exec(line)?.[1];
      if (ready !== undefined) found(ready);
    });
    command.once('error', fail);
    command.once('close', (code) => fail(new Error(`The command ended with ${code}`)));
  });
  return {
    url,
    async close() {
      command.kill('SIGINT');
      await closed;
    },
  };
}
