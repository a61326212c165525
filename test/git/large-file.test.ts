import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRepository, temporaryFolder, type TestRepository } from '../browser/harness/index.ts';
import { expect, it, onTestFinished } from 'vitest';
import { startGitServer } from './git-server.ts';
import { cloneForTest } from './open-repository.ts';

it('a file too large for the tab stays on the remote, is named when it is read, and keeps nothing else from coming', async () => {
  const repository = await buildRepository({
    files: {
      'posts/one.md': '# One\n',
      'videos/a.bin': new Uint8Array([1]),
      'videos/z.bin': new Uint8Array([2]),
    },
  });
  await commitZeros(repository, { path: 'videos/bomb.bin', bytes: 201 << 20 });
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  const server = await startGitServer(repository.path);
  onTestFinished(() => server.stop());
  const client = await cloneForTest({ url: server.url });
  onTestFinished(() => client.close());
  const { git } = client;
  const { files, complete } = await git.listFiles();
  expect(complete).toBe(true);
  expect((await git.state()).filling).toBe(false);
  const read = (path: string): Promise<Uint8Array> => git.readBlob(files.find((file) => file.path === path)?.oid ?? '');
  await expect(read('videos/bomb.bin')).rejects.toMatchObject({ code: 'too-large' });
  await server.stop();
  expect(await read('videos/a.bin')).toEqual(new Uint8Array([1]));
  expect(await read('videos/z.bin')).toEqual(new Uint8Array([2]));
}, 60_000);

/** Commits a file that packs into a few hundred kilobytes. */
async function commitZeros(
  repository: TestRepository,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): Promise<void> {
  const file = join(await temporaryFolder(), 'zeros');
  await writeFile(file, '');
  await truncate(file, bytes);
  const oid = await repository.git('hash-object', '-w', file);
  await repository.git('read-tree', 'main');
  await repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},${path}`);
  const commit = await repository.git(
    'commit-tree',
    await repository.git('write-tree'),
    '-p',
    'main',
    '-m',
    'Add a large file',
  );
  await repository.git('update-ref', 'refs/heads/main', commit);
}
