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

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1;
}
