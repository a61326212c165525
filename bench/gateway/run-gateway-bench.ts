import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface GatewayFigures {
  readonly clones: number;
  readonly packMegabytes: number;
  readonly seconds: number;
  readonly megabytesPerSecond: number;
  /** Of the gateway's process, before the clones and at its highest; null where the system does not tell. */
  readonly memoryBefore: number | null;
  readonly memoryAtMost: number | null;
  /** Direct from the host, without the gateway. */
  readonly directSeconds: number;
}

const origin = 'http://127.0.0.1:1';
const mostGrowth = 250;

/**
 * Has many clones run at once through the real command, `galley gateway`, from a host that gives each a pack as fast as it is taken. Throws
 * when a clone comes incomplete, or when the gateway's memory grows with the clones.
 */
export async function runGatewayBench({
  clones,
  packMegabytes,
}: Pick<GatewayFigures, 'clones' | 'packMegabytes'>): Promise<GatewayFigures> {
  const piece = randomBytes(1024 * 1024);
  const host = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
    let left = packMegabytes;
    const write = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(piece)) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', 1024, done));
  const address = host.address();
  const hostName = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const gateway = spawn(
    process.execPath,
    [
      resolve('bin/galley.mjs'),
      'gateway',
      '--port',
      '0',
      '--allow-origin',
      origin,
      '--allow-loopback',
      hostName,
      '--config',
      resolve('bench/gateway/settings.json'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const url = await readyAddress(gateway);
    const cloneAll = async (base: string): Promise<number> => {
      const start = performance.now();
      const lengths = await Promise.all(
        Array.from({ length: clones }, () => clone(`${base}/site.git/git-upload-pack`)),
      );
      if (lengths.some((length) => length !== packMegabytes * piece.length)) throw new Error('A clone is incomplete');
      return (performance.now() - start) / 1000;
    };
    const directSeconds = await cloneAll(`http://${hostName}`);
    await clone(`${url}git/${hostName}/site.git/git-upload-pack`);
    const memoryBefore = await memoryOf(gateway, 'VmRSS');
    const seconds = await cloneAll(`${url}git/${hostName}`);
    const memoryAtMost = await memoryOf(gateway, 'VmHWM');
    const growth = (memoryAtMost ?? 0) - (memoryBefore ?? 0);
    console.log(
      `  ${clones} clones of ${packMegabytes} MB at once: ${seconds.toFixed(1)} s (direct ${directSeconds.toFixed(1)} s), ` +
        `memory ${memoryBefore ?? '?'} MB, at most ${memoryAtMost ?? '?'} MB`,
    );
    if (growth > mostGrowth) throw new Error(`The gateway's memory grew by ${growth} MB`);
    const megabytesPerSecond = Math.round((clones * packMegabytes) / seconds);
    return { clones, packMegabytes, seconds, megabytesPerSecond, memoryBefore, memoryAtMost, directSeconds };
  } finally {
    gateway.kill('SIGTERM');
    host.close();
    host.closeAllConnections();
  }
}

async function readyAddress(gateway: ChildProcess): Promise<string> {
  if (gateway.stdout === null) throw new Error('The gateway says nothing');
  const [line] = await once(createInterface({ input: gateway.stdout }), 'line');
  const url = /^The gateway is ready: (\S+)$/.exec(String(line))?.[1];
  if (url === undefined) throw new Error(`The gateway did not start: ${String(line)}`);
  return url;
}

async function clone(url: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-git-upload-pack-request', 'git-protocol': 'version=2' },
    body: '0011command=fetch0001000fno-progress0009done\n0000',
  });
  if (!response.ok) throw new Error(`A clone was answered ${response.status}: ${await response.text()}`);
  let length = 0;
  for await (const chunk of response.body ?? []) length += chunk.length;
  return length;
}

/** In megabytes. */
async function memoryOf({ pid }: ChildProcess, field: 'VmRSS' | 'VmHWM'): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
