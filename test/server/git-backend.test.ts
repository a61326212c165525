import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, mkdir, readdir, readFile, readlink, rename, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { buildRepository, runTestGit, temporaryFolder, testGitEnvironment } from '../browser/harness/index.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** A fetch in protocol version 2, as git's own clients send it. */
function postFetch(server: TestServer, body: BodyInit, { headers = {}, ...init }: RequestInit = {}): Promise<Response> {
  return fetch(`${server.gitUrl}/git-upload-pack`, {
    ...init,
    method: 'POST',
    headers: {
      'x-galley-secret': server.secret,
      'content-type': 'application/x-git-upload-pack-request',
      'git-protocol': 'version=2',
      ...Object.fromEntries(new Headers(headers)),
    },
    body,
  });
}

async function clone(server: TestServer, ...options: readonly string[]): Promise<string> {
  const folder = join(await temporaryFolder(), 'clone');
  await runTestGit([...server.gitArguments, 'clone', '--quiet', ...options, server.gitUrl, folder]);
  return folder;
}

async function change(folder: string, path: string, text: string): Promise<void> {
  await writeFile(join(folder, path), text);
  await runTestGit(['add', '.'], { cwd: folder });
  await runTestGit(['commit', '--quiet', '--message', `Change ${path}`], { cwd: folder });
}

function push(server: TestServer, folder: string): Promise<string> {
  return runTestGit([...server.gitArguments, 'push', 'origin', 'HEAD:main'], { cwd: folder });
}

const files = { 'posts/a.md': '# A\n', 'posts/b.md': '# B\n' };

describe('a served repository', () => {
  test.each(['0', '2'])(
    '[G2] is cloned, changed and pushed to by the native git over protocol v%s',
    async (version) => {
      const repository = await buildRepository({ files });
      const server = await startTestServer({ repo: repository.path });
      const folder = await clone(server, '-c', `protocol.version=${version}`);
      await change(folder, 'posts/a.md', '# A, changed\n');
      await push(server, folder);
      expect(await repository.read('posts/a.md')).toBe('# A, changed\n');
      expect(await repository.git('fsck', '--strict')).toBe('');
    },
  );

  test('gives tips by their names to the page, and not to git, which can’t read such an answer where it is shallow', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const said = async (headers: Readonly<Record<string, string>>) => {
      const answer = await fetch(`${server.gitUrl}/info/refs?service=git-upload-pack`, {
        headers: { 'x-galley-secret': server.secret, 'git-protocol': 'version=2', ...headers },
      });
      return answer.text();
    };
    expect(await said({ 'x-galley-page': 'yes' })).toMatch(/fetch=.*ref-in-want/);
    expect(await said({})).not.toContain('ref-in-want');
    const folder = await clone(server, '--depth=1', '-c', 'protocol.version=2');
    expect(await runTestGit(['rev-parse', 'HEAD'], { cwd: folder })).toBe(await repository.git('rev-parse', 'main'));
  });

  test('[G2] streams a push larger than the buffers between', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.message);
    process.on('warning', listen);
    const folder = await clone(server);
    const bytes = noise(12_000_000);
    await writeFile(join(folder, 'noise.bin'), bytes);
    await change(folder, 'posts/a.md', '# A\n\nWith noise\n');
    await push(server, folder);
    expect(Number(await repository.git('cat-file', '-s', 'main:noise.bin'))).toBe(bytes.length);
    expect(await runTestGit(['rev-parse', 'HEAD'], { cwd: await clone(server, '--depth=1') })).toBe(
      await repository.git('rev-parse', 'main'),
    );
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  test('[G2] takes request bodies that are compressed', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const head = await repository.git('rev-parse', 'main');
    const body = `0011command=fetch0001000fno-progress${line(`want ${head}\n`)}0009done\n0000`;
    const response = await postFetch(server, new Uint8Array(gzipSync(body)), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-git-upload-pack-result');
    expect(await response.text()).toContain('PACK');
  });

  test('[G2] gives an empty answer where git does not know what it is asked', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const response = await postFetch(
      server,
      `0011command=fetch0001${line('want-ref refs/heads/main\n')}0009done\n0000`,
    );
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('[G2] says why where git can not fetch', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    await rename(join(repository.path, 'HEAD'), join(repository.path, 'HEAD.lost'));
    const response = await postFetch(server, '0014command=ls-refs\n0000');
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/^git failed: .*not.* a git repository/);
  });

  test.each([
    ['/HEAD', 'GET'],
    ['/objects/info/packs', 'GET'],
    ['/info/refs', 'GET'],
    ['/info/refs?service=git-upload-archive', 'GET'],
    ['/info/refs?service=git-upload-pack&service=git-receive-pack', 'GET'],
    ['/info/refs?service=git-upload-pack', 'POST'],
    ['/git-upload-pack', 'GET'],
    ['/git-upload-archive', 'POST'],
    ['/config', 'GET'],
  ])('[G1] gives nothing for %s by %s', async (path, method) => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const response = await fetch(`${server.gitUrl}${path}`, { method, headers: { 'x-galley-secret': server.secret } });
    expect(response.status).toBe(404);
  });

  test.each([
    '/git/../other.git/info/refs?service=git-upload-pack',
    '/git/%2e%2e/other.git/info/refs?service=git-upload-pack',
    '/git/..%2fother.git/info/refs?service=git-upload-pack',
    '/git/other.git/info/refs?service=git-upload-pack',
    '/git//etc/info/refs?service=git-upload-pack',
    'BASE/../other.git/info/refs?service=git-upload-pack',
    'BASE/..%2f..%2fother.git/info/refs?service=git-upload-pack',
    'BASE%2f..%2fother.git/info/refs?service=git-upload-pack',
    'BASE/.%2e/%2e./etc/passwd',
    'BASE/..\\..\\other.git/info/refs?service=git-upload-pack',
  ])('[G1] reaches no other repository by %s', async (pattern) => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    await runTestGit(['clone', '--quiet', '--bare', repository.path, join(repository.path, '../other.git')]);
    const path = pattern.replace('BASE', new URL(server.gitUrl).pathname);
    const answer = await rawGet(server, path);
    expect(answer.body).not.toMatch(/refs\/heads|service=git|root:/);
  });
});

describe.runIf(process.platform === 'linux')('a client that goes', () => {
  test('[G3] amid a fetch leaves no git running', async () => {
    const repository = await buildRepository({ files: { 'noise.bin': noise(12_000_000) } });
    const server = await startTestServer({ repo: repository.path });
    const wanted = line(`want ${await repository.git('rev-parse', 'main')}\n`);
    const controller = new AbortController();
    const response = await postFetch(server, `0011command=fetch0001${wanted}0009done\n0000`, {
      signal: controller.signal,
    });
    await response.body?.getReader().read();
    expect(await gitProcessesOf(repository.path)).not.toEqual([]);
    controller.abort();
    await vi.waitFor(async () => expect(await gitProcessesOf(repository.path)).toEqual([]), 10_000);
  });

  test('[G4] after a push has arrived whole does not stop it', async () => {
    const repository = await buildRepository({ files });
    const signals = await temporaryFolder();
    const hook = join(repository.path, 'hooks/pre-receive');
    await mkdir(join(repository.path, 'hooks'), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ntouch ${signals}/arrived\nwhile [ ! -e ${signals}/go ]; do sleep 0.05; done\n`);
    await chmod(hook, 0o755);
    const server = await startTestServer({ repo: repository.path });
    const folder = await clone(server);
    await change(folder, 'posts/a.md', '# A, changed\n');
    const pushing = spawn('git', [...server.gitArguments, 'push', '--quiet', 'origin', 'HEAD:main'], {
      cwd: folder,
      env: testGitEnvironment(),
      stdio: 'ignore',
      detached: true,
    });
    const gone = once(pushing, 'close');
    await vi.waitFor(() => access(join(signals, 'arrived')), 10_000);
    process.kill(-(pushing.pid ?? 0), 'SIGKILL');
    await gone;
    const closed = server.close();
    await writeFile(join(signals, 'go'), '');
    await closed;
    expect(await repository.read('posts/a.md')).toBe('# A, changed\n');
  });

  test('[G4] amid sending a push changes nothing', async () => {
    const repository = await buildRepository({ files });
    const server = await startTestServer({ repo: repository.path });
    const { port, pathname } = new URL(server.gitUrl);
    const before = await repository.git('rev-parse', 'main');
    const outgoing = request({
      port,
      path: `${pathname}/git-receive-pack`,
      method: 'POST',
      headers: { 'x-galley-secret': server.secret, 'content-type': 'application/x-git-receive-pack-request' },
    });
    outgoing.on('error', () => undefined);
    outgoing.write(`${line(`${before} ${'1'.repeat(40)} refs/heads/main\0 report-status`)}0000PACK`);
    await vi.waitFor(async () => expect(await gitProcessesOf(repository.path)).not.toEqual([]), 10_000);
    outgoing.destroy();
    await vi.waitFor(async () => expect(await gitProcessesOf(repository.path)).toEqual([]), 10_000);
    expect(await repository.git('rev-parse', 'main')).toBe(before);
  });
});

describe('a repository with a work tree', () => {
  test('[D5] follows what is published while it is clean', async () => {
    const repository = await buildRepository({ files, workTree: true });
    const server = await startTestServer({ repo: join(repository.path, 'posts') });
    const folder = await clone(server);
    await change(folder, 'posts/a.md', '# A, changed\n');
    await push(server, folder);
    expect(await readFile(join(repository.path, 'posts/a.md'), 'utf8')).toBe('# A, changed\n');
    expect(await repository.git('status', '--porcelain')).toBe('');
  });

  test.each([
    ['changed', async (path: string) => writeFile(join(path, 'posts/b.md'), '# B, in work\n')],
    [
      'staged',
      async (path: string) => {
        await writeFile(join(path, 'posts/b.md'), '# B, in work\n');
        await runTestGit(['add', '.'], { cwd: path });
      },
    ],
  ])('[D5] refuses in words when files in it are %s, and keeps them', async (_, dirty) => {
    const repository = await buildRepository({ files, workTree: true });
    await dirty(repository.path);
    const server = await startTestServer({ repo: repository.path });
    const folder = await clone(server);
    await change(folder, 'posts/a.md', '# A, changed\n');
    await expect(push(server, folder)).rejects.toThrow(
      `The folder ${repository.path} has changes that are not committed. Commit or stash them, then publish again.`,
    );
    expect(await repository.read('posts/a.md')).toBe('# A\n');
    expect(await readFile(join(repository.path, 'posts/b.md'), 'utf8')).toBe('# B, in work\n');
  });

  test('[D5] refuses in words when an uncommitted new file is in the way', async () => {
    const repository = await buildRepository({ files, workTree: true });
    await writeFile(join(repository.path, 'posts/c.md'), 'mine\n');
    const server = await startTestServer({ repo: repository.path });
    const folder = await clone(server);
    await change(folder, 'posts/c.md', '# C\n');
    await expect(push(server, folder)).rejects.toThrow('a file in it that is not committed is in the way');
    expect(await readFile(join(repository.path, 'posts/c.md'), 'utf8')).toBe('mine\n');
  });

  test('[D6] takes its first commit', async () => {
    const repository = await buildRepository({ workTree: true });
    const server = await startTestServer({ repo: repository.path });
    const folder = await clone(server);
    await change(folder, 'first.md', '# First\n');
    await push(server, folder);
    expect(await readFile(join(repository.path, 'first.md'), 'utf8')).toBe('# First\n');
  });

  test('[D4] is served without a word written to its configuration', async () => {
    const repository = await buildRepository({ files, workTree: true });
    const before = await readFile(join(repository.path, '.git/config'), 'utf8');
    const server = await startTestServer({ repo: repository.path });
    const folder = await clone(server);
    await change(folder, 'posts/a.md', '# A, changed\n');
    await push(server, folder);
    expect(await readFile(join(repository.path, '.git/config'), 'utf8')).toBe(before);
  });
});

function line(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}

/** Sends the path as it is, which `fetch` would tidy up first. */
function rawGet(server: TestServer, path: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const outgoing = request({ hostname, port, path, headers: { 'x-galley-secret': server.secret } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}

/** Bytes that do not compress, the same each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >> 16;
  });
}

/** The ids of the processes that serve `repository`, as Linux shows them. */
async function gitProcessesOf(repository: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const serving = await Promise.all(
    ids.map((id) =>
      // Git goes into the repository that it works on.
      readlink(`/proc/${id}/cwd`).then(
        (folder) => folder.startsWith(repository),
        () => false,
      ),
    ),
  );
  return ids.filter((_, index) => serving[index]);
}
