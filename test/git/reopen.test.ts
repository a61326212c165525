import { afterEach, expect, it } from 'vitest';
import { buildRepository } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { openTestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

it('opening the same repository again keeps the sign-in, and another repository never gets it', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n' } });
  const credentials = { username: 'ada', password: 'secret' };
  const servers = [
    await startGitServer(repository.path, { credentials }),
    await startGitServer(repository.path, { credentials }),
  ];
  undo.push(async () => {
    for (const server of servers) await server.stop();
  });
  const [url, other] = servers.map((server) => server.url);
  const client = openTestClient();
  const { git } = client;
  undo.push(() => client.close());
  await git.open({ url: url ?? '' });
  await git.setCredentials(credentials);
  await git.open({ url: other ?? '' });
  expect(await git.clone()).toMatchObject({ kind: 'failed', error: { code: 'sign-in-needed' } });
  await git.open({ url: url ?? '' });
  expect(await git.clone()).toMatchObject({ kind: 'cloned' });
});
