import { afterEach, expect, it } from 'vitest';
import { buildRepository, type RepositoryPlan, type TestRepository } from '../browser/harness/index.ts';
import { startGitServer, type GitServer } from './git-server.ts';
import { cloneForTest, type TestClient } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

async function cloneOf(
  plan: RepositoryPlan,
  config: readonly string[] = ['uploadpack.allowFilter'],
): Promise<{ readonly repository: TestRepository; readonly server: GitServer; readonly client: TestClient }> {
  const repository = await buildRepository(plan);
  for (const name of config) await repository.git('config', name, 'true');
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const client = await cloneForTest({ url: server.url });
  undo.push(() => client.close());
  return { repository, server, client };
}

const paragraphs = (first: string): string =>
  `# Title\n\n${first}\n\nA second paragraph that stays.\n\nAnd a third one.\n`;

it.each([
  ['that leaves files out', ['uploadpack.allowFilter']],
  ['that can not', []],
])('tells who changed a post across a rename, from a server %s', async (_name, config) => {
  const { repository, client } = await cloneOf(
    {
      files: { 'posts/old.md': paragraphs('One.'), 'posts/other.md': '# Other\n' },
      commits: [
        { files: { 'posts/old.md': paragraphs('Two.') }, message: 'Two', author: 'Grace <grace@example.test>' },
        { files: { 'posts/other.md': '# Another\n' }, message: 'Not this one' },
        { files: { 'posts/old.md': null, 'posts/new.md': paragraphs('Three.') }, message: 'Rename' },
        { files: { 'posts/new.md': paragraphs('Four.') }, message: 'Four' },
      ],
    },
    config,
  );
  const { versions, complete } = await client.git.pathHistory('posts/new.md');
  const theirs = await repository.git('log', '--follow', '--format=%H %s', '--', 'posts/new.md');
  expect(versions.map(({ commit, message }) => `${commit} ${message}`)).toEqual(theirs.split('\n'));
  expect(versions.map(({ path, previousPath }) => [path, previousPath])).toEqual([
    ['posts/new.md', undefined],
    ['posts/new.md', 'posts/old.md'],
    ['posts/old.md', undefined],
    ['posts/old.md', undefined],
  ]);
  expect(versions[2]?.author.name).toBe('Grace');
  expect(complete).toBe(true);
  expect(new TextDecoder().decode(await client.git.readBlob(versions[3]?.oid ?? ''))).toBe(paragraphs('One.'));
});

it('brings older history once, without its files, and only when it is asked for', async () => {
  const commits = Array.from({ length: 30 }, (_, index) => ({
    files: { [`posts/${index % 3}.md`]: `# Post\n\n${String(index).repeat(4000)}\n` },
    message: `Change ${index}`,
  }));
  const { repository, server, client } = await cloneOf({ files: { 'posts/0.md': '# Post\n' }, commits });
  const afterClone = server.sentBytes();
  const requests = server.requests.length;
  const { versions } = await client.git.pathHistory('posts/0.md');
  expect(versions).toHaveLength(11);
  expect(server.sentBytes() - afterClone).toBeLessThan(20_000);
  const afterHistory = server.requests.length;
  expect(afterHistory).toBeGreaterThan(requests);
  expect((await client.git.pathHistory('posts/1.md')).versions).toHaveLength(10);
  expect(server.requests).toHaveLength(afterHistory);
  const oldest = versions.at(-2);
  expect(new TextDecoder().decode(await client.git.readBlob(oldest?.oid ?? ''))).toBe(
    `${await repository.git('show', `${oldest?.commit}:posts/0.md`)}\n`,
  );
});

it('shows what is here without a network, and says that there is more', async () => {
  const { server, client } = await cloneOf({ files: { 'a.md': '1\n' }, commits: [{ files: { 'a.md': '2\n' } }] });
  await server.stop();
  expect(await client.git.pathHistory('a.md')).toEqual({ versions: [], complete: false });
});

it('follows the side of a merge that changed the post', async () => {
  const { repository, client } = await cloneOf({ files: { 'a.md': '1\n', 'b.md': '1\n' } });
  const base = await repository.git('rev-parse', 'main');
  await repository.commit({ files: { 'a.md': '2\n' }, message: 'Side' });
  const side = await repository.git('rev-parse', 'main');
  await repository.git('update-ref', 'refs/heads/main', base);
  await repository.commit({ files: { 'b.md': '2\n' }, message: 'Main' });
  const tree = await repository.git('merge-tree', '--write-tree', 'main', side);
  const merge = await repository.git('commit-tree', tree, '-p', 'main', '-p', side, '-m', 'Merge');
  await repository.git('update-ref', 'refs/heads/main', merge);
  await client.git.fetch();
  const { versions } = await client.git.pathHistory('a.md');
  const theirs = await repository.git('log', '--format=%H', '--', 'a.md');
  expect(versions.map(({ commit }) => commit)).toEqual(theirs.split('\n'));
});

it('names the commit that deleted a post', async () => {
  const { client } = await cloneOf({
    files: { 'a.md': '1\n', 'b.md': 'x\n' },
    commits: [{ files: { 'a.md': null }, message: 'Away' }],
  });
  const { versions } = await client.git.pathHistory('a.md');
  expect(versions.map(({ message, oid }) => [message, oid === null])).toEqual([
    ['Away', true],
    [expect.any(String), false],
  ]);
});
