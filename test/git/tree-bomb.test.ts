import { runTestGit, buildRepository } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { cloneForTest } from './open-repository.ts';
import { expect, it, onTestFinished } from 'vitest';

it('a few trees that stand for ten thousand million files end the list at its limit, and the list says so', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n' } });
  const git = async (args: readonly string[], input = ''): Promise<string> =>
    (await runTestGit(args, { cwd: repository.path, input })).trim();
  let entry = `100644 blob ${await git(['hash-object', '-w', '--stdin'], 'boom')}`;
  for (let level = 0; level < 10; level += 1) {
    const names = Array.from({ length: 10 }, (_, index) => `${entry}\tf${index}\n`);
    entry = `040000 tree ${await git(['mktree'], names.join(''))}`;
  }
  const commit = await git(['commit-tree', entry.split(' ')[2] ?? '', '-m', 'Bomb']);
  await git(['update-ref', 'refs/heads/bomb', commit]);
  const server = await startGitServer(repository.path);
  onTestFinished(() => server.stop());
  const client = await cloneForTest({ url: server.url, branch: 'bomb' });
  onTestFinished(() => client.close());
  const { files, refused } = await client.git.listFiles();
  expect(files.length).toBeLessThan(300_001);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatch('more files than can be listed');
}, 20_000);
