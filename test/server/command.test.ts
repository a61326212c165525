import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  atEnd,
  buildRepository,
  runGalley,
  runTestGit,
  startProduct,
  temporaryFolder,
  type TestRepository,
} from '../browser/harness/index.ts';
import { startGitServer } from '../git/git-server.ts';

const root = resolve(import.meta.dirname, '../..');

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(root, 'bin/galley.mjs'), 'build'], { cwd: root });
});

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = runGalley(args, { GALLEY_DATA: await temporaryFolder(), ...environment });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    ended,
  ]);
  return { exitCode, stdout, stderr };
}

/** A start that can't be says so in one line, with a remedy, and ends with 2. */
function oneLineError(words: RegExp): unknown {
  const line = new RegExp(`^[^\\n]*(?:${words.source})[^\\n]*\\n$`);
  return { exitCode: 2, stdout: expect.any(String), stderr: expect.stringMatching(line) };
}

describe('[C2] galley serve refuses to start, in one line', () => {
  test.each([
    ['an unknown option', ['serve', '--prot', '80'], /--prot.*See galley serve --help/],
    ['a word that is no option', ['serve', 'blog'], /a repository goes after --repo/],
    ['an unknown command', ['server'], /no command "server"/],
    ['a port that is no number', ['serve', '--port', 'http'], /--port takes a number from 0 to 65535/],
    ['a port that is too high', ['serve', '--port', '70000'], /--port takes a number/],
    ['a missing folder', ['serve', '--repo', '/nowhere/at/all'], /no folder \/nowhere\/at\/all/],
    ['a file', ['serve', '--repo', join(root, 'package.json')], /is a file/],
    ['a host that is not here', ['serve', '--host', '192.0.2.1', '--port', '0'], /no address of this computer/],
    ['two repositories', ['serve', '--repo', '.', '--remote', 'https://git.test/a/b'], /not both/],
    ['a remote that is no address', ['serve', '--remote', 'git@git.test:a/b.git'], /takes the https address/],
    ['a remote without https', ['serve', '--remote', 'http://git.test/a/b.git'], /needs https/],
    ['a remote with a password', ['serve', '--remote', 'https://a:b@git.test/a/b.git'], /no user name or password/],
    ['a remote with a query', ['serve', '--remote', 'https://git.test/a/b.git?x=1'], /without "\?"/],
    ['a remote that is a host only', ['serve', '--remote', 'https://git.test/'], /address of a repository/],
    ['a gateway without hosts', ['gateway', '--allow-origin', 'https://cms.test'], /needs the hosts/],
    ['a gateway without origins', ['gateway', '--allow-host', 'git.test'], /needs the origins/],
    ['a gateway to all', ['gateway', '--allow-origin', 'https://cms.test', '--allow-host', '*'], /wildcards/],
    ['a gateway over http', ['gateway', '--allow-origin', 'http://cms.test', '--allow-host', 'a.test'], /no origin/],
    ['a gateway into a network', ['gateway', '--allow-loopback', '192.168.0.1:80'], /no server on this computer/],
    ['a gateway without its file', ['gateway', '--config', '/nowhere/at/all'], /can't be read as settings/],
    ['a check without a folder', ['check'], /takes one folder/],
    ['a check of nothing', ['check', '/nowhere/at/all'], /can't be read/],
  ])('for %s', async (_, args, words) => {
    expect(await run(args)).toEqual(oneLineError(words));
  });

  test('for a folder that is no repository', async () => {
    expect(await run(['serve', '--repo', await temporaryFolder()])).toEqual(
      oneLineError(/is not a git repository: run git init/),
    );
  });

  test('for a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    atEnd(() => new Promise((done) => other.close(() => done())));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ended = await run(['serve', '--no-open', '--port', String(port)]);
    expect(ended).toEqual(oneLineError(new RegExp(`Port ${port} is in use: .*--port`)));
  });

  test.skipIf(process.platform === 'win32')('without git', async () => {
    expect(await run(['serve'], { PATH: await temporaryFolder() })).toEqual(oneLineError(/install git/));
  });

  test.skipIf(process.platform === 'win32')('with a git that is too old', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'git'), '#!/bin/sh\necho git version 2.20.1\n');
    await chmod(join(folder, 'git'), 0o755);
    expect(await run(['serve'], { PATH: folder })).toEqual(
      oneLineError(/git version 2\.20\.1 is too old: install git/),
    );
  });

  test.skipIf(process.platform === 'win32')('when its data can not be kept', async () => {
    const ended = await run(['serve', '--port', '0'], { GALLEY_DATA: join(root, 'package.json/data') });
    expect(ended).toEqual(oneLineError(/set GALLEY_DATA to a folder/));
  });
});

describe('galley serve', () => {
  test('[C1] says what it serves and then that it is ready, and ends cleanly', async () => {
    const product = await startProduct();
    expect(product.output).toEqual([
      `Serving the demo repository ${product.repoPath}`,
      expect.stringMatching(/^Galley is ready: http:\/\/127\.0\.0\.1:\d+\/$/),
    ]);
    expect((await fetch(product.url)).status).toBe(200);
    expect(await product.stop()).toBe(0);
    await expect(fetch(product.url)).rejects.toThrow(TypeError);
  });

  test('[P1] tells the page who the author is', async () => {
    const author = { name: 'Ann & "Bo" <i>', email: 'ann@example.test' };
    const repository = await buildRepository({ files: { 'a.md': '# A\n' }, name: 'My blog' });
    const product = await startProduct({ repo: repository.path, author });
    const html = await (await fetch(product.url)).text();
    const content = /<meta name="galley-page" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const plain = content
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(JSON.parse(plain)).toEqual({
      repository: { name: 'My blog', url: expect.stringMatching(/^\/git\/My-blog-[0-9a-f]{10}\.git$/), kind: 'local' },
      headers: { 'x-galley-secret': expect.stringMatching(/^[\w-]{43}$/), 'x-galley-page': 'yes' },
      capabilities: expect.arrayContaining([
        'version 2',
        'object-format=sha1',
        expect.stringMatching(/^fetch=.*ref-in-want/),
      ]),
      head: 'main',
      author: { name: author.name, email: author.email },
    });
  });

  test('[D7] gives two repositories of one name two addresses', async () => {
    const addresses = await Promise.all(
      [1, 2].map(async () => {
        const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
        const product = await startProduct({ repo: repository.path });
        return /\/git\/site-[0-9a-f]{10}\.git/.exec(await (await fetch(product.url)).text())?.[0];
      }),
    );
    expect(new Set(addresses).size).toBe(2);
    expect(addresses).not.toContain(undefined);
  });
});

describe('the demo repository', () => {
  test('[D2] is the demo files in one commit that is the same everywhere, and is kept', async () => {
    const data = await temporaryFolder();
    const first = await startProduct({ data });
    const head = await runTestGit(['rev-parse', 'main'], { cwd: first.repoPath });
    const names = await runTestGit(['ls-tree', '-r', '--name-only', 'main'], { cwd: first.repoPath });
    expect(names.split('\n').filter((name) => name.startsWith('posts/')).length).toBeGreaterThan(5);
    const post = names.split('\n').find((name) => name.startsWith('posts/') && name.endsWith('.md')) ?? '';
    const stored = await runTestGit(['cat-file', '-p', `main:${post}`], { cwd: first.repoPath });
    expect(stored).toBe((await readFile(join(root, 'mocks/demo', post), 'utf8')).replace(/\n$/, ''));
    await runTestGit(['update-ref', 'refs/heads/mine', head], { cwd: first.repoPath });
    await first.stop();
    const second = await startProduct({ data });
    expect(await runTestGit(['rev-parse', 'mine'], { cwd: second.repoPath })).toBe(head);
    const elsewhere = await startProduct();
    expect(await runTestGit(['rev-parse', 'main'], { cwd: elsewhere.repoPath })).toBe(head);
  });

  test('[D2] is seeded once when two starts race, and leaves nothing half-made', async () => {
    const data = await temporaryFolder();
    const products = await Promise.all([startProduct({ data }), startProduct({ data }), startProduct({ data })]);
    for (const { repoPath } of products) expect(await runTestGit(['fsck'], { cwd: repoPath })).toBe('');
    const left = await promisify(execFile)('ls', ['-A', data]);
    expect(left.stdout.split('\n').filter((name) => name.startsWith('.demo-'))).toEqual([]);
  });
});

describe('galley check', () => {
  test('[C7] reports each file as a line of JSON and ends with 0 when nothing would change', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub/.git'), { recursive: true });
    await writeFile(join(folder, 'sub/a.md'), '# A\n\nSome *words* here.\n');
    await writeFile(join(folder, 'sub/.git/b.md'), '# B\n');
    await writeFile(join(folder, 'latin.md'), Buffer.from([0x23, 0x20, 0xe9, 0x0a]));
    const { exitCode, stdout } = await run(['check', folder, '--json']);
    const reports = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(reports).toEqual([
      expect.objectContaining({ path: 'latin.md', identical: true }),
      { path: 'sub/a.md', identical: true, edits: 0, localEdits: 0, refused: 0 },
    ]);
    expect(exitCode).toBe(0);
    await rm(folder, { recursive: true });
  });

  test('[C6] takes a folder from where npm was called', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a.md'), '# A\n');
    const { stdout } = await run(['check', '.'], { npm_lifecycle_event: 'check:markdown', INIT_CWD: folder });
    expect(stdout).toContain('1 files: 1 identical');
  });
});

describe('galley publish-due', () => {
  const post = 'posts/a.md';

  /** A review as plain git makes one: a branch, and a line in each of three notes. */
  async function addReview(repository: TestRepository, at: number): Promise<void> {
    const id = await repository.git('rev-parse', 'cms/posts/a');
    const now = String(Math.floor(Date.now() / 1000) - 100);
    const note = (kind: string, line: object) =>
      repository.git('notes', `--ref=devtools/${kind}`, 'append', '-m', JSON.stringify(line), id);
    await note('reviews', {
      timestamp: now,
      reviewRef: 'refs/heads/cms/posts/a',
      targetRef: 'refs/heads/main',
      requester: 'ada@example.test',
      description: 'Say more',
    });
    await note('discuss', { timestamp: now, author: 'bob@example.test', location: { commit: id }, resolved: true });
    await note('schedule', { timestamp: now, author: 'bob@example.test', commit: id, at: String(at) });
  }

  async function buildSite(workTree: boolean): Promise<TestRepository> {
    const repository = await buildRepository({ files: { [post]: '# A\n\nOne.\n' }, workTree });
    const blob = await runTestGit(['hash-object', '-w', '--stdin'], {
      cwd: repository.path,
      input: Buffer.from('# A\n\nOne. And two.\n'),
    });
    const folder = await runTestGit(['mktree'], {
      cwd: repository.path,
      input: Buffer.from(`100644 blob ${blob}\ta.md\n`),
    });
    const tree = await runTestGit(['mktree'], {
      cwd: repository.path,
      input: Buffer.from(`040000 tree ${folder}\tposts\n`),
    });
    const commit = await repository.git('commit-tree', tree, '-p', 'main', '-m', 'Say more');
    await repository.git('update-ref', 'refs/heads/cms/posts/a', commit);
    return repository;
  }

  const past = Math.floor(Date.now() / 1000) - 10;

  test.each([
    ['a bare repository', false],
    ['a work tree, which follows', true],
  ])('[C8] publishes what is due in %s, and nothing twice', async (_, workTree) => {
    const repository = await buildSite(workTree);
    await addReview(repository, past + 3600);
    expect(await run(['publish-due', '--repo', repository.path])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing is due.\n',
    });
    const id = await repository.git('rev-parse', 'cms/posts/a');
    await repository.git('notes', '--ref=devtools/schedule', 'remove', id);
    await addReview(repository, past);
    const ended = await run(['publish-due', '--repo', repository.path]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: 'Published “Say more”.\n' });
    expect(await repository.read(post)).toContain('And two.');
    const followed = workTree ? readFile(join(repository.path, post), 'utf8') : repository.read(post);
    expect(await followed).toContain('And two.');
    expect(await repository.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
    expect((await run(['publish-due', '--repo', repository.path])).stdout).toBe('Nothing is due.\n');
  });

  test('[C8] says what it could not publish, and ends with 1', async () => {
    const repository = await buildSite(false);
    await addReview(repository, past);
    await repository.commit({ files: { [post]: '# A\n\nOne. Or three.\n' } });
    const ended = await run(['publish-due', '--repo', repository.path]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(`same places in ${post}`) as unknown });
    expect(await repository.read(post)).toContain('Or three.');
    expect((await run(['publish-due', '--repo', repository.path])).stdout).toBe('Nothing is due.\n');
  });

  test('[C8] gives a remote the token of the environment, and asks for one', async () => {
    const repository = await buildSite(false);
    await addReview(repository, past);
    const server = await startGitServer(repository.path, {
      credentials: { username: 'x-access-token', password: 't' },
    });
    atEnd(() => server.stop());
    const asked = await run(['publish-due', '--remote', server.url]);
    expect(asked).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('set GALLEY_TOKEN') as unknown });
    expect(await run(['publish-due', '--remote', server.url], { GALLEY_TOKEN: 't' })).toMatchObject({ exitCode: 0 });
    expect(await repository.read(post)).toContain('And two.');
  });

  test('[C8] takes one repository', async () => {
    expect(await run(['publish-due'])).toEqual(oneLineError(/takes one repository/));
  });
});
