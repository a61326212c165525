import { afterEach, expect, it } from 'vitest';
import { buildRepository } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { cloneForTest } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

for (const isDisturbed of [false, true]) {
  it(`brings the posts that did not come with a fetch${isDisturbed ? ', while another fetch fails beside it' : ''}`, async () => {
    const path = 'posts/one.md';
    const repository = await buildRepository({ files: { [path]: '# Old title\n', 'posts/two.md': '# Two\n' } });
    await repository.commit({ files: { [path]: '# New title\n' } });
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    await repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    await repository.git('repack', '-adb', '--quiet');
    const server = await startGitServer(repository.path);
    undo.push(() => server.stop());
    const { git, ...client } = await cloneForTest({ url: server.url });
    undo.push(() => client.close());
    await git.fill();
    await git.pathHistory(path, { limit: 10 });
    await git.fetch();
    await repository.commit({ files: { [path]: '# Old title\n' } });
    let posts = 0;
    const beside: Promise<unknown>[] = [];
    server.setFault(({ url }) => {
      if (!url.endsWith('/git-upload-pack')) return undefined;
      posts += 1;
      // ls-refs, then the pack: while that is on its way another fetch begins, whose ls-refs fails.
      if (isDisturbed && posts === 2) beside.push(git.fetch());
      return isDisturbed && posts === 3 ? { kind: 'status', status: 500 } : undefined;
    });
    expect(await git.fetch()).toMatchObject({ kind: 'fetched', moved: true });
    await Promise.all(beside);
    const { files } = await git.listFiles();
    expect(files.map((file) => [file.path, file.row?.title])).toEqual([
      [path, 'Old title'],
      ['posts/two.md', 'Two'],
    ]);
  });
}
