import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { buildRepository } from '../browser/harness/index.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(server: TestServer, { path = '/', method = 'GET', headers = {} }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const outgoing = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}

async function serve(): Promise<{ readonly server: TestServer; readonly port: string; readonly refs: string }> {
  const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
  const server = await startTestServer({ repo: repository.path });
  const refs = `${new URL(server.gitUrl).pathname}/info/refs?service=git-upload-pack`;
  return { server, port: new URL(server.origin).port, refs };
}

describe('[S1] Host', () => {
  test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT', '[::1]:PORT'])('%s is answered', async (host) => {
    const { server, port } = await serve();
    expect((await ask(server, { headers: { host: host.replace('PORT', port) } })).status).toBe(200);
  });

  test.each([
    'evil.test',
    'evil.test:PORT',
    'localhost.evil.test:PORT',
    'localhost',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.1:PORT',
    '0.0.0.0:PORT',
    'user@127.0.0.1:PORT',
    '127.0.0.1:PORT:PORT',
    'localhost:PORT@evil.test',
    '[::ffff:127.0.0.1]:PORT',
  ])('%s is refused', async (host) => {
    const { server, port, refs } = await serve();
    const headers = { host: host.replaceAll('PORT', port), 'x-galley-secret': server.secret };
    for (const path of ['/', refs]) {
      const answer = await ask(server, { path, headers });
      expect([400, 421]).toContain(answer.status);
      expect(answer.body).not.toContain('galley-page');
    }
  });
});

describe('[S1] a server on all addresses', () => {
  test('answers by those of this computer and by no name that points at it', async () => {
    const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
    const server = await startTestServer({ repo: repository.path }, '0.0.0.0');
    const { port } = new URL(server.origin);
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const hosts = own.flatMap(({ address, family }) => (family === 'IPv4' ? [address] : []));
    for (const host of hosts) {
      expect((await ask(server, { headers: { host: `${host}:${port}` } })).status).toBe(200);
    }
    for (const host of ['evil.test', '192.0.2.1']) {
      expect((await ask(server, { headers: { host: `${host}:${port}` } })).status).toBe(421);
    }
  });
});

describe('[S2] Origin', () => {
  test.each(['http://evil.test', 'null', 'https://127.0.0.1:PORT', 'http://localhost:PORT', 'http://127.0.0.1:1'])(
    '%s is refused',
    async (origin) => {
      const { server, port, refs } = await serve();
      const headers = { origin: origin.replace('PORT', port), 'x-galley-secret': server.secret };
      expect((await ask(server, { path: refs, headers })).status).toBe(403);
      expect((await ask(server, { path: '/', headers })).status).toBe(403);
    },
  );

  test('our own is answered', async () => {
    const { server, refs } = await serve();
    const headers = { origin: server.origin, 'x-galley-secret': server.secret };
    expect((await ask(server, { path: refs, headers })).status).toBe(200);
  });
});

describe('[S2] Sec-Fetch-Site', () => {
  const page = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  test.each([
    ['a link from another site to a page', '/posts/a.md', { ...page, 'sec-fetch-site': 'cross-site' }, 200],
    ['an address that was typed', '/', { ...page, 'sec-fetch-site': 'none' }, 200],
    ['our own script', '/assets/app-1a2b.js', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'script' }, 200],
    ['a frame elsewhere', '/', { ...page, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' }, 403],
    ['a fetch from elsewhere', '/', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this computer', '/', { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-site' }, 403],
    ['a link from elsewhere to git', 'GIT', { ...page, 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s', async (_, path, headers, status) => {
    const { server, refs } = await serve();
    const answer = await ask(server, {
      path: path === 'GIT' ? refs : path,
      headers: { ...headers, 'x-galley-secret': server.secret },
    });
    expect(answer.status).toBe(status);
  });

  test('a form elsewhere that posts to a page is refused', async () => {
    const { server } = await serve();
    const headers = { ...page, 'sec-fetch-site': 'cross-site', origin: 'http://evil.test' };
    expect((await ask(server, { method: 'POST', headers })).status).toBe(403);
  });
});

describe('[S3] the secret', () => {
  test.each([undefined, '', 'x', 'SHORTER', 'OTHER'])('given as %s opens no repository', async (given) => {
    const { server, refs } = await serve();
    const { secret } = await serve().then((other) => other.server);
    const value = given === 'SHORTER' ? server.secret.slice(1) : given === 'OTHER' ? secret : given;
    const headers: Record<string, string> = value === undefined ? {} : { 'x-galley-secret': value };
    const answer = await ask(server, { path: refs, headers });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('refs/heads');
  });

  test('is another at each start and only in the page', async () => {
    const [first, second] = await Promise.all([serve(), serve()]);
    expect(first.server.secret.length).toBeGreaterThan(40);
    expect(first.server.secret).not.toBe(second.server.secret);
    for (const path of ['/assets/app-1a2b.js', '/favicon.svg', '/nothing.js']) {
      const { body, headers } = await ask(first.server, { path });
      expect(body + JSON.stringify(headers)).not.toContain(first.server.secret);
    }
  });
});

describe('what is served', () => {
  test.each(['/', '/posts', '/posts/', '/posts/a/b.md', '/posts/photo.png', '/review/12', '/index.html'])(
    '[P2] %s gives the page, never cached',
    async (path) => {
      const { server } = await serve();
      const answer = await ask(server, { path });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toContain('name="galley-page" content="{&quot;repository&quot;');
    },
  );

  test.each([
    '/assets/nothing.js',
    '/robots.txt',
    '/a.png',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fa.json',
  ])('[P2] %s gives nothing', async (path) => {
    const { server } = await serve();
    expect((await ask(server, { path })).status).toBe(404);
  });

  test('[P2] an image address that leads nowhere gives no page', async () => {
    const { server } = await serve();
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' };
    expect((await ask(server, { path: '/posts/images/a', headers })).status).toBe(404);
  });

  test('[P2] hashed files may be kept for ever', async () => {
    const { server } = await serve();
    const answer = await ask(server, { path: '/assets/app-1a2b.js' });
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test('[S4] pages, files, git answers and refusals all carry the security headers', async () => {
    const { server, refs } = await serve();
    const secret = { 'x-galley-secret': server.secret };
    const answers = await Promise.all([
      ask(server, {}),
      ask(server, { path: '/assets/app-1a2b.js' }),
      ask(server, { path: refs, headers: secret }),
      ask(server, { path: refs }),
      ask(server, { headers: { host: 'evil.test' } }),
      ask(server, { method: 'POST' }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 403, 421, 405]);
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).not.toContain("'unsafe-eval'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});
