import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  buildRepository,
  runTestGit,
  startGitHost,
  temporaryFolder,
  type GitHostOptions,
} from '../browser/harness/index.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const user = { name: 'ann', password: 's3cret' };
const authorization = `Basic ${btoa(`${user.name}:${user.password}`)}`;

async function relay(options: Omit<GitHostOptions, 'repository'> = {}) {
  const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
  const host = await startGitHost({ repository: repository.path, ...options });
  const server = await startTestServer({ remote: host.url });
  return { repository, host, server };
}

function refs(server: TestServer, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${server.gitUrl}/info/refs?service=git-upload-pack`, {
    headers: { 'x-galley-secret': server.secret, ...headers },
  });
}

describe('the relay', () => {
  test.each(['0', '2'])('clones and pushes through to a host that wants a password, over v%s', async (version) => {
    const { repository, server } = await relay({ user });
    const folder = join(await temporaryFolder(), 'clone');
    const credentials = ['-c', `http.extraHeader=authorization: ${authorization}`];
    const common = [...server.gitArguments, ...credentials, '-c', `protocol.version=${version}`];
    await runTestGit([...common, 'clone', '--quiet', server.gitUrl, folder]);
    await writeFile(join(folder, 'a.md'), '# A, changed\n');
    await runTestGit(['commit', '--quiet', '--all', '--message', 'Change a.md'], { cwd: folder });
    await runTestGit([...common, 'push', 'origin', 'HEAD:main'], { cwd: folder });
    expect(await repository.read('a.md')).toBe('# A, changed\n');
  });

  test('[R3] passes a 401 on without what makes the browser ask by itself', async () => {
    const { server } = await relay({ user });
    const response = await refs(server);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect((await refs(server, { authorization })).status).toBe(200);
  });

  test('[R3] sends on only the headers that git needs', async () => {
    const { host, server } = await relay();
    await refs(server, { cookie: 'a=b', origin: server.origin, 'x-other': '1', 'git-protocol': 'version=2' });
    const [seen] = host.seen;
    expect(seen?.headers['git-protocol']).toBe('version=2');
    expect(seen?.headers['user-agent']).toBe('git/galley');
    for (const name of ['cookie', 'origin', 'x-other', 'x-galley-secret', 'referer']) {
      expect(seen?.headers).not.toHaveProperty(name);
    }
  });

  test('[R3] gives back only the headers that git needs', async () => {
    const { server } = await relay({
      intercept: (_, response) => {
        response.writeHead(429, { 'set-cookie': 'a=b', 'retry-after': '7', 'access-control-allow-origin': '*' }).end();
        return true;
      },
    });
    const response = await refs(server);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('[R2] asks the host for nothing but the three git requests of that repository', async () => {
    const { host, server } = await relay();
    const base = server.gitUrl;
    for (const path of ['/HEAD', '/info/refs', '/../other.git/info/refs?service=git-upload-pack', '', '/info/lfs']) {
      const response = await fetch(`${base}${path}`, { headers: { 'x-galley-secret': server.secret } });
      expect(response.status).toBe(404);
    }
    expect(host.seen).toEqual([]);
  });

  test('[R2] follows the host once to the full spelling of the repository, and stays there', async () => {
    const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
    const host = await startGitHost({
      repository: repository.path,
      intercept: (request, response) => {
        if (request.url?.startsWith('/site.git/') === true) return false;
        response.writeHead(301, { location: (request.url ?? '').replace('/site/', '/site.git/') }).end();
        return true;
      },
    });
    const server = await startTestServer({ remote: host.url.replace(/\.git$/, '') });
    const folder = join(await temporaryFolder(), 'clone');
    await runTestGit([...server.gitArguments, 'clone', '--quiet', server.gitUrl, folder]);
    expect(await runTestGit(['rev-parse', 'HEAD'], { cwd: folder })).toBe(await repository.git('rev-parse', 'main'));
  });

  test.each([
    ['another host', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    ['another port', () => 'http://127.0.0.1:1'],
    ['another path', (origin: string) => `${origin}/other.git/info/refs?service=git-upload-pack#`],
    ['a user name', (origin: string) => origin.replace('http://', 'http://ann@')],
    ['the cloud', () => 'http://169.254.169.254'],
  ])('[R2] does not follow a redirect to %s', async (_, target) => {
    let origin = '';
    const { host, server } = await relay({
      intercept: (request, response) => {
        response.writeHead(302, { location: `${target(origin)}${request.url ?? ''}` }).end();
        return true;
      },
    });
    ({ origin } = host);
    const response = await refs(server, { authorization });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('was not followed');
    expect(host.seen.length).toBe(1);
  });

  test('[R2] does not go round in circles with a host that sends requests back', async () => {
    const { host, server } = await relay({
      intercept: (request, response) => {
        response.writeHead(302, { location: request.url ?? '' }).end();
        return true;
      },
    });
    expect((await refs(server)).status).toBe(502);
    expect(host.seen.length).toBe(2);
  });

  test('[R4] says when the host can not be reached', async () => {
    const { host, server } = await relay();
    await host.close();
    const response = await refs(server);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('could not be reached');
  });
});
