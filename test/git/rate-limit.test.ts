import type { Clock } from '#base';
import { afterEach, expect, it } from 'vitest';
import { buildRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from './git-server.ts';
import { openTestClient, type TestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

/** A clock whose waits are over at once, and are written down. */
function hastyClock(waits: number[]): Clock {
  return {
    now: () => 1_700_000_000_000,
    schedule(callback, delay) {
      waits.push(delay);
      queueMicrotask(callback);
      return () => undefined;
    },
  };
}

async function open(clock: Clock): Promise<{ readonly server: GitServer; readonly client: TestClient }> {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n' } });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const client = openTestClient(undefined, undefined, { clock });
  undo.push(() => client.close());
  await client.git.open({ url: server.url });
  return { server, client };
}

const limit = (seconds: string) => ({ kind: 'status', status: 429, headers: { 'retry-after': seconds } }) as const;

it('a host that asks to wait is waited for as long as it says, and asked again', async () => {
  const waits: number[] = [];
  const { server, client } = await open(hastyClock(waits));
  let [asked, posted] = [0, 0];
  server.setFault(({ url }) => {
    if (url.includes('/info/refs')) return (asked += 1) === 1 ? limit('7') : undefined;
    // The first is asked early, beside the other, and is not waited for.
    return (posted += 1) <= 2 ? limit('2') : undefined;
  });
  expect(await client.git.clone()).toMatchObject({ kind: 'cloned' });
  expect(waits).toEqual([7000, 2000]);
});

it('a host that asks again and again, or for longer than a minute, is not waited for: the person is told how long', async () => {
  const waits: number[] = [];
  const { server, client } = await open(hastyClock(waits));
  server.setFault(() => limit('5'));
  expect(await client.git.clone()).toMatchObject({ error: { code: 'rate-limited', data: { retryAfter: 5 } } });
  expect(waits).toEqual([5000, 5000, 5000]);
  server.setFault(() => limit('600'));
  expect(await client.git.clone()).toMatchObject({ error: { code: 'rate-limited', data: { retryAfter: 600 } } });
  expect(waits).toHaveLength(3);
});

it('waiting can be cancelled', async () => {
  const controller = new AbortController();
  const { server, client } = await open({
    now: () => 0,
    schedule() {
      controller.abort();
      return () => undefined;
    },
  });
  server.setFault(() => limit('30'));
  expect(await client.git.clone({ signal: controller.signal })).toMatchObject({ error: { code: 'cancelled' } });
});
