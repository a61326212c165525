import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { atEnd, buildRepository, openPage, startProduct, type Product } from './harness/index.ts';

/** Chromium takes evil.test for a name of this computer, as a rebinding attacker would arrange. */
const rebound = ['--host-resolver-rules=MAP evil.test 127.0.0.1'];

async function startEvilSite(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Evil</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://evil.test:${typeof address === 'object' && address !== null ? address.port : 0}/`;
}

interface Served {
  readonly product: Product;
  readonly gitUrl: string;
  readonly head: () => Promise<string>;
}

let served: Promise<Served> | undefined;

/** One product for all tests here: none of them gets anything into it. */
function serve(): Promise<Served> {
  served ??= startServing();
  return served;
}

async function startServing(): Promise<Served> {
  const repository = await buildRepository({ files: { 'posts/a.md': '# Canary title\n' } });
  const product = await startProduct({ repo: repository.path });
  const html = await (await fetch(product.url)).text();
  const path = /&quot;url&quot;:&quot;([^&]+)/.exec(html)?.[1] ?? '';
  return {
    product,
    gitUrl: new URL(path, product.url).href,
    head: () => repository.git('rev-parse', 'main'),
  };
}

describe('a page on another origin', () => {
  test('reads neither the page, nor a file, nor the repository', async () => {
    const { product, gitUrl } = await serve();
    const { page } = await openPage({ url: await startEvilSite(), args: rebound });
    const addresses = [product.url, `${product.url}index.html`, `${gitUrl}/info/refs?service=git-upload-pack`];
    const read = await page.evaluate(async (urls) => {
      const attempts = urls.flatMap((url) => [
        fetch(url).then((response) => response.text()),
        fetch(url, { mode: 'no-cors' }).then(async (response) => `${response.type}${await response.text()}`),
        fetch(url, { headers: { 'x-galley-secret': 'guess' } }).then((response) => response.text()),
      ]);
      const settled = await Promise.allSettled(attempts);
      return settled.map((attempt) => (attempt.status === 'fulfilled' ? attempt.value : ''));
    }, addresses);
    for (const text of read) expect(text).not.toMatch(/galley-page|refs\/heads|Canary/);
  });

  test('can not push, by fetch or by form', async () => {
    const { gitUrl, head } = await serve();
    const before = await head();
    const { page } = await openPage({ url: await startEvilSite(), args: rebound });
    const answers: (number | undefined)[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(gitUrl)) answers.push(response.status());
    });
    await page.evaluate(async (url) => {
      const body = `0099${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/evil\0 report-status0000`;
      await Promise.allSettled([
        fetch(`${url}/git-receive-pack`, { method: 'POST', body, mode: 'no-cors' }),
        fetch(`${url}/git-receive-pack`, { method: 'POST', body, headers: { 'x-galley-secret': 'guess' } }),
      ]);
    }, gitUrl);
    const form = page.waitForResponse((response) => response.url() === `${gitUrl}/git-receive-pack`);
    await page.evaluate((url) => {
      const element = document.createElement('form');
      element.method = 'post';
      element.enctype = 'text/plain';
      element.action = `${url}/git-receive-pack`;
      document.body.append(element);
      element.submit();
    }, gitUrl);
    expect((await form).status()).toBe(403);
    expect(answers.filter((status) => status === 200)).toEqual([]);
    expect(await head()).toBe(before);
  });

  test('gets no page through a rebound name', async () => {
    const { product } = await serve();
    const { page } = await openPage({ args: rebound });
    const response = await page.goto(`http://evil.test:${product.port}/`);
    expect(response?.status()).toBe(421);
    expect(await page.content()).not.toContain('galley-page');
  });

  test('can not frame the page, load its files, or hold its window', async () => {
    const { product } = await serve();
    const { page } = await openPage({ url: await startEvilSite(), args: rebound });
    const framed = page.waitForResponse(product.url);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(product.url)).text())?.[1] ?? '';
    const loaded = await page.evaluate(
      async ([url, file]) => {
        const frame = document.createElement('iframe');
        frame.src = url ?? '';
        document.body.append(frame);
        const element = document.createElement('script');
        const ended = new Promise<string>((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
        });
        element.src = file ?? '';
        document.body.append(element);
        return ended;
      },
      [product.url, new URL(script, product.url).href],
    );
    expect(loaded).toBe('refused');
    expect((await framed).status()).toBe(403);
    const [opened, handle] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluateHandle((url) => ({ window: window.open(url) }), product.url),
    ]);
    await opened.waitForLoadState();
    expect(await opened.locator('meta[name="galley-page"]').count()).toBe(1);
    const isCut = await handle.evaluate((held) => held.window === null || held.window.closed);
    expect(isCut).toBe(true);
  });
});

describe('the served page', () => {
  test.each(['', 'posts', 'posts/posts/a.md'])('opens at /%s with nothing blocked by its own policy', async (path) => {
    const { product } = await serve();
    const { page, problems } = await openPage({ url: `${product.url}${path}` });
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(problems).toEqual([]);
  });

  test('runs no script that was written into it', async () => {
    const { product } = await serve();
    const { page } = await openPage({ url: product.url });
    const ran = await page.evaluate(() => {
      const outcomes: string[] = [];
      const attempt = (name: string, run: () => void) => {
        try {
          run();
        } catch {
          return;
        }
        outcomes.push(name);
      };
      const element = document.createElement('div');
      attempt('innerHTML', () => {
        element.innerHTML = '<img src=x onerror="window.hit=1">';
      });
      attempt('script text', () => {
        const script = document.createElement('script');
        script.text = 'window.hit=1';
        document.body.append(script);
      });
      attempt('a policy of its own', () => {
        Reflect.get(globalThis, 'trustedTypes')?.createPolicy('evil', {});
      });
      return [...outcomes, String(Reflect.get(globalThis, 'hit'))];
    });
    expect(ran).toEqual(['undefined']);
  });
});
