import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRepository, repositoryAddress } from './open-repository.ts';
import { runGit } from './run-git.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-open-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openRepository', () => {
  test('finds a bare repository, also from a folder in it', async () => {
    const path = join(folder, 'blog.git');
    await runGit(['init', '--quiet', '--bare', path]);
    const expected = { name: 'blog', path, isBare: true };
    expect(await openRepository(path)).toEqual(expected);
    expect(await openRepository(join(path, 'objects'))).toEqual(expected);
  });

  test('finds the top of a work tree from anywhere in it', async () => {
    const path = join(folder, 'blog');
    await runGit(['init', '--quiet', path]);
    await mkdir(join(path, 'posts/2026'), { recursive: true });
    const expected = { name: 'blog', path, isBare: false };
    for (const start of ['.', 'posts/2026', '.git', '.git/refs']) {
      expect(await openRepository(join(path, start))).toEqual(expected);
    }
  });

  test('finds a linked work tree by its own path', async () => {
    const path = join(folder, 'blog');
    await runGit(['init', '--quiet', path]);
    await runGit(['-c', 'user.name=A', '-c', 'user.email=a@b.test', 'commit', '--quiet', '--allow-empty', '-m', 'A'], {
      cwd: path,
    });
    const linked = join(folder, 'linked');
    await runGit(['worktree', 'add', '--quiet', linked], { cwd: path });
    expect(await openRepository(linked)).toEqual({ name: 'linked', path: linked, isBare: false });
  });

  test('takes no repository from a variable of the environment', async () => {
    const other = join(folder, 'other.git');
    await runGit(['init', '--quiet', '--bare', other]);
    process.env['GIT_DIR'] = other;
    try {
      await mkdir(join(folder, 'plain'));
      await expect(openRepository(join(folder, 'plain'))).rejects.toThrow(/is not a git repository/);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe('repositoryAddress', () => {
  test('is readable, safe in a URL, and another for each repository', () => {
    expect(repositoryAddress('Mein Blog/ü', '/a')).toMatch(/^\/git\/Mein-Blog-[0-9a-f]{10}\.git$/);
    expect(repositoryAddress('日本語', '/a')).toMatch(/^\/git\/repository-[0-9a-f]{10}\.git$/);
    expect(repositoryAddress('blog', '/a')).not.toBe(repositoryAddress('blog', '/b'));
    expect(repositoryAddress('blog', '/a')).toBe(repositoryAddress('blog', '/a'));
  });
});
