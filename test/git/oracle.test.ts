import { mkdtemp, rm } from 'node:fs/promises';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as oracle from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { afterEach, expect, it } from 'vitest';
import { buildRepository, runTestGit } from '../browser/harness/index.ts';
import { startGitServer } from './git-server.ts';
import { cloneForTest } from './open-repository.ts';

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

it('gives the paths and blobs that isomorphic-git gives, and the same tree for the same commit', async () => {
  const files = { 'a.md': 'a\n', 'a/b.md': 'b\n', 'a-b/c.md': 'c\n', 'posts/ä ö.md': 'ü\n', 'z/y/x.md': '' };
  const repository = await buildRepository({ files });
  const server = await startGitServer(repository.path);
  undo.push(() => server.stop());
  const dir = await mkdtemp(join(tmpdir(), 'galley-oracle-'));
  undo.push(() => rm(dir, { recursive: true }));
  await oracle.clone({ fs, http, dir, url: server.url, depth: 1 });
  const client = await cloneForTest({ url: server.url });
  const { git } = client;
  undo.push(() => client.close());

  const { head, files: listed } = await git.listFiles();
  const theirs = await oracle.walk({
    fs,
    dir,
    trees: [oracle.TREE({ ref: 'HEAD' })],
    map: async (path, [entry]) =>
      entry !== null && entry !== undefined && (await entry.type()) === 'blob'
        ? { path, oid: await entry.oid() }
        : undefined,
    reduce: (parent: unknown, children: readonly unknown[]) => Promise.resolve([parent, ...children].flat()),
  });
  const known = theirs.filter((entry: unknown) => entry !== undefined);
  expect(listed.map(({ path, oid }) => ({ path, oid })).toSorted(byPath)).toEqual(known.toSorted(byPath));

  const content = new TextEncoder().encode('# New\n');
  const author = { name: 'Ada', email: 'ada@example.test' };
  const changes = [
    { kind: 'write', path: 'a/new/deep.md', content },
    { kind: 'delete', path: 'z/y/x.md' },
  ] as const;
  const made = await git.commit({ changes, message: 'Edit', author, expectedHead: head });
  expect(made).toMatchObject({ kind: 'committed' });
  expect(await git.push()).toMatchObject({ kind: 'published' });
  fs.mkdirSync(join(dir, 'a/new'));
  fs.writeFileSync(join(dir, 'a/new/deep.md'), content);
  await oracle.add({ fs, dir, filepath: 'a/new/deep.md' });
  await oracle.remove({ fs, dir, filepath: 'z/y/x.md' });
  const oid = await oracle.commit({ fs, dir, message: 'Edit', author });
  const { commit } = await oracle.readCommit({ fs, dir, oid });
  const pushed = await runTestGit(['rev-parse', 'HEAD^{tree}'], { cwd: repository.path });
  expect(pushed.trim()).toBe(commit.tree);
});

it('makes the objects that isomorphic-git makes of the same contents: commits, an outbox put on top of others, and trees with odd modes', async () => {
  const repository = await buildRepository({ files: { 'posts/one.md': '# One\n', 'README.md': 'Read\n' } });
  const { path: gitdir } = repository;
  const blob = await runTestGit(['hash-object', '-w', '--stdin'], { cwd: gitdir, input: 'text\n' });
  const main = await repository.git('rev-parse', 'main');
  const inner = await runTestGit(['mktree'], {
    cwd: gitdir,
    input: `100755 blob ${blob}\trun.sh\n120000 blob ${blob}\tlink\n160000 commit ${main}\tmodule\n100644 blob ${blob}\tone.md\n`,
  });
  const outer = await runTestGit(['mktree'], { cwd: gitdir, input: `040000 tree ${inner}\tposts\n` });
  await repository.git(
    'update-ref',
    'refs/heads/main',
    await repository.git('commit-tree', outer, '-p', main, '-m', 'x'),
  );
  const server = await startGitServer(gitdir);
  undo.push(() => server.stop());
  const client = await cloneForTest({ url: server.url });
  undo.push(() => client.close());
  const { git } = client;
  const author = { name: 'Ada', email: 'ada@example.test' };
  const change = (text: string) =>
    [{ kind: 'write', path: 'posts/one.md', content: new TextEncoder().encode(text) }] as const;
  const { head } = await git.state();
  await git.commit({ changes: change('# Mine\n'), message: 'Mine ü\n\nBody', author, expectedHead: head });
  await repository.commit({ files: { 'README.md': 'Theirs\n' } });
  await git.fetch();
  const waiting = await git.state();
  const rebuilt = await git.rebuildOutbox({
    expectedHead: waiting.head,
    onto: waiting.remoteHead ?? '',
    commits: waiting.outbox.map(({ message, author: by, time }) => ({
      changes: change('# Mine\n'),
      message,
      author: by,
      time,
    })),
  });
  expect(rebuilt.kind).toBe('committed');
  expect(await git.push()).toMatchObject({ kind: 'published' });

  const oid = await repository.git('rev-parse', 'main');
  const { commit } = await oracle.readCommit({ fs, gitdir, oid });
  expect(await oracle.writeCommit({ fs, gitdir, commit })).toBe(oid);
  for (const filepath of [undefined, 'posts']) {
    const { tree, oid: treeOid } = await oracle.readTree({
      fs,
      gitdir,
      oid,
      ...(filepath === undefined ? {} : { filepath }),
    });
    expect(await oracle.writeTree({ fs, gitdir, tree })).toBe(treeOid);
  }
  expect(await oracle.writeBlob({ fs, gitdir, blob: new TextEncoder().encode('# Mine\n') })).toBe(
    await repository.git('rev-parse', `${oid}:posts/one.md`),
  );
  expect(await repository.git('ls-tree', 'main:posts')).toMatch(
    /^120000 .*\tlink\n160000 .*\tmodule\n100644 .*\tone.md\n100755 .*\trun.sh$/,
  );
});

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1;
}
