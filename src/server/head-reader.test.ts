import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headReader } from './head-reader.ts';
import { gitEnvironment } from './run-git.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-head-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.test'];
  execFileSync('git', [...who, ...args], { cwd: folder, env: gitEnvironment(), stdio: 'ignore' });
}

test('says which branch HEAD names, as it is when it is asked', async () => {
  git('init', '--initial-branch=drafts/spring');
  git('commit', '--allow-empty', '-m', 'One');
  const readHead = await headReader(folder);
  expect(await readHead()).toBe('drafts/spring');
  git('checkout', '-b', 'main');
  expect(await readHead()).toBe('main');
  git('checkout', '--detach');
  expect(await readHead()).toBeNull();
});

test('finds the HEAD of a bare repository, and of a work tree beside another', async () => {
  git('init', '--initial-branch=main', 'first');
  git('-C', 'first', 'commit', '--allow-empty', '-m', 'One');
  git('-C', 'first', 'worktree', 'add', '-b', 'beside', '../second');
  git('clone', '--bare', 'first', 'bare.git');
  const heads = ['first', 'second', 'bare.git'].map(async (name) => (await headReader(join(folder, name)))());
  expect(await Promise.all(heads)).toEqual(['main', 'beside', 'main']);
});

test('leaves it to git where HEAD names another name of a branch', async () => {
  git('init', '--initial-branch=main');
  git('commit', '--allow-empty', '-m', 'One');
  git('symbolic-ref', 'refs/heads/master', 'refs/heads/main');
  git('symbolic-ref', 'HEAD', 'refs/heads/master');
  expect(await (await headReader(folder))()).toBeNull();
  git('symbolic-ref', 'HEAD', 'refs/heads/main');
  git('pack-refs', '--all');
  expect(await (await headReader(folder))()).toBe('main');
});

test('knows what stands in HEAD where refs are kept in another way', async () => {
  git('init', '--initial-branch=main');
  writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/.invalid\n');
  expect(await (await headReader(folder))()).toBeNull();
});

test('says nothing where there is no HEAD that can be read', async () => {
  git('init', '--initial-branch=main');
  const readHead = await headReader(folder);
  rmSync(join(folder, '.git', 'HEAD'));
  expect(await readHead()).toBeNull();
});
