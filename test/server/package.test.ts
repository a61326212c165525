import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { atEnd, buildRepository, temporaryFolder, testGitEnvironment } from '../browser/harness/index.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
let folder = '';

/** npm without a network, and without what npm tells scripts that it runs. */
function environment(): Record<string, string> {
  const inherited = Object.entries(testGitEnvironment()).filter(([name]) => !/^npm_|^GALLEY_|^INIT_CWD$/i.test(name));
  return { ...Object.fromEntries(inherited), npm_config_offline: 'true', CI: '1' };
}

/** Runs the installed command as `npx` does, in `cwd`. */
function galley(args: readonly string[], cwd: string) {
  return spawn(process.execPath, [join(folder, 'node_modules/.bin/galley'), ...args], { cwd, env: environment() });
}

async function firstLine(child: ReturnType<typeof galley>, start: string): Promise<string> {
  atEnd(async () => void child.kill());
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith(start)) return line;
  throw new Error('The command ended');
}

beforeAll(async () => {
  await run(process.execPath, [join(root, 'bin/galley.mjs'), 'build'], { cwd: root });
  folder = await temporaryFolder();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await run(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    env: environment(),
  });
  const tarball = /"filename": "([^"]+)"/.exec(stdout)?.[1] ?? '';
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await run(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`], {
    cwd: folder,
    env: environment(),
  });
});

describe('[C9] the package, installed in an empty folder without a network', () => {
  test('brings nothing with it but itself', async () => {
    const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
    expect(lock.match(/"node_modules\/[^"]+"/g)).toEqual(['"node_modules/galley"']);
  });

  test('serves the repository that the person is in', async () => {
    const repository = await buildRepository({ files: { 'a.md': '# A\n' }, workTree: true });
    const child = galley(['serve', '--repo', '.', '--port', '0', '--no-open'], repository.path);
    const url = (await firstLine(child, 'Galley is ready: ')).slice(17);
    const html = await (await fetch(url)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    expect((await fetch(new URL(script, url))).status).toBe(200);
    expect(html).toContain('&quot;kind&quot;:&quot;local&quot;');
  });

  test('checks a folder', async () => {
    const content = await temporaryFolder();
    await writeFile(join(content, 'a.md'), '---\ntitle: A\n---\n\n* One\n* Two\n');
    const { stdout } = await run(
      process.execPath,
      [join(folder, 'node_modules/.bin/galley'), 'check', '.', '--edits'],
      {
        cwd: content,
        env: environment(),
      },
    );
    expect(stdout).toContain('1 files: 1 identical');
  });

  test('runs a gateway', async () => {
    const args = ['gateway', '--port', '0', '--allow-origin', 'https://cms.test', '--allow-host', 'git.test'];
    const url = (await firstLine(galley(args, folder), 'The gateway is ready: ')).slice(22);
    expect((await fetch(new URL('health', url))).status).toBe(200);
    expect((await fetch(new URL('git/git.test/a/b.git/info/refs?service=git-upload-pack', url))).status).toBe(403);
  });

  test('[W10] has the gateway as a handler that needs nothing of Node', async () => {
    const file = join(folder, 'node_modules/galley/dist/gateway/gateway.js');
    expect(await readFile(file, 'utf8')).not.toMatch(
      /\bfrom\s*["'](?!\.)|\bimport\(|\bprocess\.|\bBuffer\b|\brequire\(/,
    );
    const script = `
      import { createEdgeGateway } from 'galley/gateway';
      const handle = createEdgeGateway({ origins: ['https://cms.test'], hosts: ['git.test'] });
      globalThis.fetch = async (url, { redirect }) => new Response(url.href + ' ' + redirect);
      const ask = async (path, origin) => {
        const response = await handle(new Request('https://gw.test/git/' + path, { headers: { origin } }));
        return response.status + ' ' + (await response.text()).trim();
      };
      const refs = '/a/b.git/info/refs?service=git-upload-pack';
      console.log(await ask('git.test' + refs, 'https://cms.test'));
      console.log((await ask('evil.test' + refs, 'https://cms.test')).slice(0, 3));
      console.log((await ask('git.test' + refs, 'https://evil.test')).slice(0, 3));
    `;
    await writeFile(join(folder, 'edge.mjs'), script);
    const { stdout } = await run(process.execPath, [join(folder, 'edge.mjs')], { cwd: folder, env: environment() });
    expect(stdout.split('\n')).toEqual([
      '200 https://git.test/a/b.git/info/refs?service=git-upload-pack manual',
      '403',
      '403',
      '',
    ]);
  });
});
