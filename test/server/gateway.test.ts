import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { startGateway, type GatewayOptions, type RunningServer } from '#server';
import { atEnd, buildRepository, runTestGit, startGitHost, temporaryFolder } from '../browser/harness/index.ts';

const origin = 'https://cms.test';
const refs = 'info/refs?service=git-upload-pack';

async function open(options: Partial<GatewayOptions> & Pick<GatewayOptions, 'settings'>): Promise<RunningServer> {
  const gateway = await startGateway({ host: '127.0.0.1', port: 0, ...options });
  atEnd(() => gateway.close());
  return gateway;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request whose path goes out as it is written here, which fetch would tidy up. */
function ask(
  gateway: RunningServer,
  path: string,
  { method = 'GET', headers = { origin }, body = '' }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers: { ...headers } }, (response) => {
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function listenOn(server: ReturnType<typeof createSocketServer>, host?: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  atEnd(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Counts who connects to a port of this computer, under whichever of its addresses. */
async function startTarget() {
  const connections: string[] = [];
  const server = createSocketServer((socket) => {
    connections.push(socket.localAddress ?? '');
    socket.on('error', () => undefined).destroy();
  });
  return { port: await listenOn(server), connections };
}

/** A host on this computer that answers as it is told. */
async function startHost(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const port = await listenOn(server, '127.0.0.1');
  atEnd(async () => server.closeAllConnections());
  return `127.0.0.1:${port}`;
}

describe('[W3] no byte reaches an address that is not public', () => {
  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['0.0.0.0'],
    ['::'],
    ['10.1.2.3'],
    ['192.168.1.1'],
    ['169.254.169.254'],
    ['100.100.100.200'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['2002:7f00:1::'],
    ['fe80::1%lo'],
    ['fd00:ec2::254'],
    // One good address beside it does not help.
    ['93.184.215.14', '127.0.0.1'],
    ['127.0.0.1', '93.184.215.14'],
    [],
  ])('when an allowed name leads to %s %s', async (...addresses) => {
    const target = await startTarget();
    const gateway = await open({
      settings: { origins: [origin], hosts: [`git.test:${target.port}`] },
      pinned: {
        resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      },
    });
    const answer = await ask(gateway, `/git/git.test:${target.port}/a/b.git/${refs}`);
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain(addresses[0] ?? 'undefined');
    expect(target.connections).toEqual([]);
  });

  test('when a name of the own network leads to this computer or to metadata', async () => {
    const target = await startTarget();
    for (const address of ['127.0.0.1', '169.254.169.254']) {
      const gateway = await open({
        settings: { origins: [origin], privateHosts: [`git.test:${target.port}`] },
        pinned: { resolve: async () => [{ address, family: 4 }] },
      });
      expect((await ask(gateway, `/git/git.test:${target.port}/a/b.git/${refs}`)).status).toBe(403);
    }
    expect(target.connections).toEqual([]);
  });

  test('when a name changes between the look and the connection: there is one look', async () => {
    const target = await startTarget();
    const answers = ['127.0.0.1', '127.0.0.9'];
    let looks = 0;
    const resolve = async () => {
      looks += 1;
      return [{ address: answers.shift() ?? '', family: 4 }];
    };
    const gateway = await open({
      settings: { origins: [origin], hosts: [`git.test:${target.port}`] },
      pinned: { resolve, isReachable: (address) => address === '127.0.0.1' },
    });
    expect((await ask(gateway, `/git/git.test:${target.port}/a/b.git/${refs}`)).status).toBe(502);
    expect(looks).toBe(1);
    expect(target.connections).toEqual(['::ffff:127.0.0.1']);
    expect((await ask(gateway, `/git/git.test:${target.port}/a/b.git/${refs}`)).status).toBe(403);
    expect(target.connections.length).toBe(1);
  });
});

/** A gateway that may connect to all addresses: only the rule under test stands before the target. */
async function openWithin() {
  const target = await startTarget();
  const gateway = await open({
    settings: { origins: [origin], hosts: [`git.test:${target.port}`, `other.test:${target.port}/ada`] },
    pinned: { resolve: async () => [{ address: '127.0.0.1', family: 4 }], isReachable: () => true },
  });
  return { gateway, target };
}

test('the target of the tables below can be reached when nothing is wrong', async () => {
  const { gateway, target } = await openWithin();
  expect((await ask(gateway, `/git/git.test:${target.port}/a/b.git/${refs}`)).status).toBe(502);
  expect(target.connections.length).toBe(1);
});

describe('[W2] a host that is not on the list is not asked', () => {
  test.each([
    '127.0.0.1:PORT',
    'localhost:PORT',
    'localhost.:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0x7f000001:PORT',
    '0x7f.0.0.1:PORT',
    '0177.0.0.1:PORT',
    '017700000001:PORT',
    '0:PORT',
    '[::1]:PORT',
    '[::]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '[64:ff9b::7f00:1]:PORT',
    '[2002:7f00:1::]:PORT',
    '[fe80::1%25lo]:PORT',
    '%5B::1%5D:PORT',
    '169.254.169.254',
    'metadata.google.internal',
    '%EF%BD%87%EF%BD%89%EF%BD%94.test:PORT',
    '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1:PORT',
    'ｇｉｔ.test:PORT',
    '127。0。0。1:PORT',
    'g%C3%ACt.test:PORT',
    'xn--gt-9ja.test:PORT',
    'GIT.test:PORT',
    'git.test.:PORT',
    'git.test:PORT.',
    'git.test:0PORT',
    'git.test:+PORT',
    'git.test:22',
    'git.test',
    'git.test:PORT:80',
    'git.test:PORT%00',
    'git.test%00:PORT',
    'git.test%0d%0a:PORT',
    'git.test:PORT@127.0.0.1:PORT',
    'ann@git.test:PORT',
    'ann:word@git.test:PORT',
    '@git.test:PORT',
    'git.test:PORT%40evil.test',
    'git.test:PORT%2f..',
    'git.test:PORT%23',
    'git.test:PORT%3f',
    'git.test:PORT;x',
    'a.git.test:PORT',
    'git.test.evil.test:PORT',
    'http:%2f%2fgit.test:PORT',
    'https://git.test:PORT',
    '/git.test:PORT',
    '//127.0.0.1:PORT',
    '\\\\127.0.0.1:PORT',
    '..%2fgit.test:PORT',
    '',
  ])('as %j', async (host) => {
    const { gateway, target } = await openWithin();
    const spelled = host.replaceAll('PORT', String(target.port));
    const path = `/git/${spelled}/a/b.git/${refs}`;
    // What no request line can hold is sent as the bytes of UTF-8.
    const answer = await ask(gateway, Buffer.from(path).toString('latin1'));
    expect([400, 403, 404]).toContain(answer.status);
    expect(target.connections).toEqual([]);
  });
});

describe('[W2] nothing but git requests, LFS batches and the exchange is relayed', () => {
  test.each([
    ['GET', 'git.test:PORT/a/b.git/HEAD'],
    ['GET', 'git.test:PORT/a/b.git/info/refs'],
    ['GET', 'git.test:PORT/a/b.git/info/refs?service=git-upload-archive'],
    ['GET', 'git.test:PORT/a/b.git/info/refs?service=git-upload-pack&x=1'],
    ['GET', 'git.test:PORT/a/b.git/info/refs?x=1&service=git-upload-pack'],
    ['GET', 'git.test:PORT/a/b.git/objects/info/packs'],
    ['GET', 'git.test:PORT/api/v4/user'],
    ['GET', `git.test:PORT/${refs}`],
    ['GET', `git.test:PORT//${refs}`],
    ['GET', `git.test:PORT/a//b.git/${refs}`],
    ['GET', `git.test:PORT/a/%2e%2e%2fb.git/${refs}`],
    ['GET', `git.test:PORT/a%2f..%2fb.git/${refs}`],
    ['GET', `git.test:PORT/a%5cb.git/${refs}`],
    ['GET', `git.test:PORT/a%00b.git/${refs}`],
    ['GET', `git.test:PORT/a%252e%252e/b.git/${refs}`],
    ['GET', `git.test:PORT/a%ff/b.git/${refs}`],
    ['GET', `git.test:PORT/a;b/b.git/${refs}`],
    ['GET', `git.test:PORT/${'a/'.repeat(30)}b.git/${refs}`],
    ['GET', `git.test:PORT/a/../../other.test:PORT/bob/b.git/${refs}`],
    ['GET', `other.test:PORT/bob/b.git/${refs}`],
    ['GET', `other.test:PORT/ada/../bob/b.git/${refs}`],
    ['GET', `other.test:PORT/ada.git/${refs}`],
    ['POST', `git.test:PORT/a/b.git/${refs}`],
    ['PUT', 'git.test:PORT/a/b.git/git-receive-pack'],
    ['DELETE', 'git.test:PORT/a/b.git/git-receive-pack'],
    ['GET', 'git.test:PORT/a/b.git/git-upload-pack'],
    ['POST', 'git.test:PORT/a/b.git/git-upload-archive'],
    ['POST', 'git.test:PORT/a/b.git/git-upload-pack?x=1'],
    ['POST', 'git.test:PORT/a/b.git/git-upload-pack'],
    ['POST', 'git.test:PORT/a/b.git/info/lfs/objects/batch'],
    ['GET', 'git.test:PORT/a/b.git/info/lfs/locks'],
  ])('%s %s', async (method, rest) => {
    const { gateway, target } = await openWithin();
    const answer = await ask(gateway, `/git/${rest.replaceAll('PORT', String(target.port))}`, {
      method,
      // The type of a form, which a page may send without asking first.
      headers: { origin, 'content-type': 'text/plain' },
    });
    expect([400, 403, 404, 405, 415]).toContain(answer.status);
    expect(target.connections).toEqual([]);
  });
});

describe('[W4] pages of other origins, and what is no page, are refused', () => {
  test.each([
    [{}],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'https://evil.test' }],
    [{ origin: 'http://cms.test' }],
    [{ origin: 'https://cms.test:8443' }],
    [{ origin: 'https://cms.test.evil.test' }],
    [{ origin: 'https://evilcms.test' }],
    [{ origin: 'https://a.cms.test' }],
    [{ origin: 'https://cms.test/' }],
    [{ origin: 'https://cms.test, https://evil.test' }],
    [{ origin: 'HTTPS://CMS.TEST' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }],
    [{ referer: 'https://cms.test/' }],
    [{ 'x-forwarded-host': 'cms.test', host: 'cms.test' }],
  ])('%j', async (headers) => {
    const { gateway, target } = await openWithin();
    const base = `/git/git.test:${target.port}/a/b.git`;
    const post = { ...headers, 'content-type': 'application/x-git-receive-pack-request' };
    const answers = [
      await ask(gateway, `${base}/${refs}`, { headers }),
      await ask(gateway, `${base}/git-receive-pack`, { method: 'POST', headers: post, body: '0000' }),
      await ask(gateway, `${base}/${refs}`, { method: 'OPTIONS', headers }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(target.connections).toEqual([]);
  });

  test('a page that the gateway shares its origin with is answered', async () => {
    const { gateway, target } = await openWithin();
    const path = `/git/git.test:${target.port}/a/b.git/${refs}`;
    expect((await ask(gateway, path, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(502);
  });

  test('an allowed page may ask before it asks, and read the answer', async () => {
    const { gateway, target } = await openWithin();
    const path = `/git/git.test:${target.port}/a/b.git/git-upload-pack`;
    const { status, headers } = await ask(gateway, path, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, accept, git-protocol, content-encoding',
      vary: 'origin',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(target.connections).toEqual([]);
  });
});

/** Of this process, without what is only waiting to be collected: when that happens is nobody's to say. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().arrayBuffers;
}

const user = { name: 'ann', password: 'canary-s3cret' };
const authorization = `Basic ${btoa(`${user.name}:${user.password}`)}`;

async function relayTo(host: string, options: Partial<GatewayOptions> = {}) {
  const gateway = await open({ settings: { origins: [origin] }, loopbackHosts: [host], ...options });
  return { gateway, base: `/git/${host}/site.git` };
}

describe('the gateway', () => {
  test('[W1] clones and pushes through to a host that wants a password', async () => {
    const repository = await buildRepository({ files: { 'a.md': '# A\n' } });
    const host = await startGitHost({ repository: repository.path, user });
    const { gateway, base } = await relayTo(new URL(host.url).host);
    const folder = join(await temporaryFolder(), 'clone');
    const common = [
      '-c',
      `http.extraHeader=origin: ${origin}`,
      '-c',
      `http.extraHeader=authorization: ${authorization}`,
    ];
    const url = new URL(base.replace('/site.git', new URL(host.url).pathname), gateway.url).href;
    await runTestGit([...common, 'clone', '--quiet', url, folder]);
    await writeFile(join(folder, 'a.md'), '# A, changed\n');
    await runTestGit(['commit', '--quiet', '--all', '--message', 'Change a.md'], { cwd: folder });
    await runTestGit([...common, 'push', 'origin', 'HEAD:main'], { cwd: folder });
    expect(await repository.read('a.md')).toBe('# A, changed\n');
  });

  test('[W1] relays a batch of large files', async () => {
    const seen: string[] = [];
    const host = await startHost((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
      request.pipe(response);
    });
    const { gateway, base } = await relayTo(host);
    const answer = await ask(gateway, `${base}/info/lfs/objects/batch`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/vnd.git-lfs+json; charset=utf-8' },
      body: '{"operation":"download"}',
    });
    expect(answer).toMatchObject({ status: 200, body: '{"operation":"download"}' });
    expect(answer.headers['content-type']).toBe('application/vnd.git-lfs+json');
    expect(seen).toEqual(['POST /site.git/info/lfs/objects/batch']);
  });

  test('[W3] takes no host at its word: its certificate has to be one of the name', async (context) => {
    const folder = await temporaryFolder();
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=git.test'];
    const made = await promisify(execFile)('openssl', [...make, '-keyout', key, '-out', cert]).catch(() => undefined);
    if (made === undefined) context.skip('There is no openssl here to make a certificate with');
    let asked = 0;
    const server = createSecureServer({ key: await readFile(key), cert: await readFile(cert) }, (_, response) => {
      asked += 1;
      response.end();
    });
    const port = await listenOn(server, '127.0.0.1');
    const gateway = await open({
      settings: { origins: [origin], hosts: [`git.test:${port}`] },
      pinned: { resolve: async () => [{ address: '127.0.0.1', family: 4 }], isReachable: () => true },
    });
    const answer = await ask(gateway, `/git/git.test:${port}/a/b.git/${refs}`, { headers: { origin, authorization } });
    expect(answer.status).toBe(502);
    expect(answer.body).toContain('self-signed');
    expect(asked).toBe(0);
  });

  test('[W5] passes only the headers that are needed, both ways', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const host = await startHost((request, response) => {
      seen.push(request.headers);
      response
        .writeHead(401, {
          'content-type': 'text/html',
          'set-cookie': 'a=b',
          'www-authenticate': 'Basic realm="x"',
          'access-control-allow-origin': '*',
          'x-secret': '1',
          'retry-after': '3',
        })
        .end('<script>alert(1)</script>');
    });
    const { gateway, base } = await relayTo(host);
    const given = {
      origin,
      authorization,
      cookie: 'a=b',
      referer: origin,
      'x-forwarded-for': '1.2.3.4',
      te: 'trailers',
    };
    const answer = await ask(gateway, `${base}/${refs}`, { headers: { ...given, 'git-protocol': 'version=2' } });
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(
      ['accept-encoding', 'authorization', 'connection', 'git-protocol', 'host', 'user-agent'].sort(),
    );
    expect(seen[0]).toMatchObject({ authorization, host, 'user-agent': 'git/galley' });
    expect(answer.status).toBe(401);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'retry-after': '3',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'access-control-allow-origin': origin,
    });
    for (const name of ['set-cookie', 'www-authenticate', 'x-secret']) expect(answer.headers).not.toHaveProperty(name);
  });

  test.each([301, 302, 303, 307, 308])('[W6] does not follow a redirect by %d', async (status) => {
    const target = await startTarget();
    let asked = 0;
    const host = await startHost((_, response) => {
      asked += 1;
      response.writeHead(status, { location: `http://127.0.0.1:${target.port}/` }).end();
    });
    const { gateway, base } = await relayTo(host);
    const answer = await ask(gateway, `${base}/${refs}`, { headers: { origin, authorization } });
    expect(answer.status).toBe(502);
    expect(answer.headers.location).toBeUndefined();
    expect([asked, target.connections.length]).toEqual([1, 0]);
  });

  test('[W7] stops requests and answers that are too large, and what stands still', async () => {
    let received = 0;
    const host = await startHost((request, response) => {
      if (request.method === 'GET') response.writeHead(200, {}).write('x'.repeat(3000));
      else {
        request.on('data', (chunk: Buffer) => {
          received += chunk.length;
        });
        request.on('error', () => undefined);
      }
    });
    const limits = { requestBytes: 2000, answerBytes: 2000, idleSeconds: 1, answerSeconds: 1 };
    const { gateway, base } = await relayTo(host, { settings: { origins: [origin], limits } });
    const push = { origin, 'content-type': 'application/x-git-receive-pack-request' };
    const post = (headers: object, body: string) =>
      ask(gateway, `${base}/git-receive-pack`, { method: 'POST', headers: { ...push, ...headers }, body });
    expect((await post({}, 'x'.repeat(2001))).status).toBe(413);
    expect(received).toBe(0);
    expect((await post({ 'transfer-encoding': 'chunked' }, 'x'.repeat(2001))).status).toBe(413);
    expect((await post({}, 'x'.repeat(10))).status).toBe(504);
    await expect(ask(gateway, `${base}/${refs}`)).rejects.toThrow(/aborted|hang up/);
  });

  test('[W7] makes a client wait that asks too often, and the others not', async () => {
    const host = await startHost((_, response) => response.end('ok'));
    const { gateway, base } = await relayTo(host, {
      settings: { origins: [origin], clientHeader: 'x-real-ip', limits: { requestsPerMinute: 2 } },
    });
    const from = async (client: string) =>
      ask(gateway, `${base}/${refs}`, { headers: { origin, 'x-real-ip': client } });
    const statuses = [await from('1.1.1.1'), await from('1.1.1.1'), await from('1.1.1.1'), await from('2.2.2.2')];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    expect(Number(statuses[2]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('[W7] holds no more of twenty clones than what is on its way', async () => {
    const piece = Buffer.alloc(64 * 1024, 7);
    const pieces = 160;
    const host = await startHost((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
      let sent = 0;
      const write = (): void => {
        while (sent < pieces) {
          sent += 1;
          if (!response.write(piece)) {
            response.once('drain', write);
            return;
          }
        }
        response.end();
      };
      write();
    });
    const { gateway, base } = await relayTo(host);
    const before = heldBytes();
    let [most, chunks] = [0, 0];
    const clone = async (): Promise<number> => {
      const response = await fetch(new URL(`${base}/${refs}`, gateway.url), { headers: { origin } });
      let length = 0;
      for await (const chunk of response.body ?? []) {
        length += chunk.length;
        chunks += 1;
        if (chunks % 64 === 0) most = Math.max(most, heldBytes() - before);
        // Slower than the host, who would fill any buffer that there is.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return length;
    };
    const lengths = await Promise.all(Array.from({ length: 20 }, clone));
    expect(new Set(lengths)).toEqual(new Set([pieces * piece.length]));
    expect(most).toBeLessThan((20 * pieces * piece.length) / 3);
  });

  test('[W8] writes no secret down, whatever goes wrong', async () => {
    const lines: string[] = [];
    for (const name of ['log', 'error', 'warn', 'info'] as const) {
      vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')));
    }
    const host = await startHost((request, response) => {
      if (request.url?.includes('receive') === true) response.destroy();
      else response.writeHead(200).write('x', () => response.destroy());
    });
    const { gateway, base } = await relayTo(host, { log: (line) => lines.push(line) });
    const headers = { origin, authorization };
    await ask(gateway, `${base}/${refs}`, { headers }).catch(() => undefined);
    await ask(gateway, `${base}/info/refs?service=git-receive-pack`, { headers });
    await ask(gateway, `/git/${user.password}@x/a.git/${refs}`, { headers });
    await ask(gateway, `${base}/git-receive-pack?token=${user.password}`, { method: 'POST', headers });
    vi.restoreAllMocks();
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('\n')).not.toContain(user.password);
    expect(lines.join('\n')).not.toContain(btoa(`${user.name}:${user.password}`));
  });
});
