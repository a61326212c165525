import { expect as expectPage, type BrowserContext, type Page } from '@playwright/test';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, startProduct, type Product, type TestRepository } from './harness/index.ts';

const author = { name: 'Ada', email: 'ada@example.test' };
const files = { 'posts/one.md': '# One\n\nFirst.\n', 'posts/two.md': '# Two\n\nSecond.\n' };

async function start(): Promise<{ readonly repository: TestRepository; readonly product: Product }> {
  const repository = await buildRepository({ files });
  return { repository, product: await startProduct({ repo: repository.path, author }) };
}

async function openPost(context: BrowserContext, product: Product, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${product.url}posts/posts/${name}.md`);
  await expectPage(bodyOf(page)).toBeVisible({ timeout: 30_000 });
  return page;
}

const bodyOf = (page: Page) => page.getByRole('textbox', { name: 'Post body' });

async function type(page: Page, words: string): Promise<void> {
  await bodyOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function publish(page: Page, message: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish changes' });
  await dialog.getByRole('textbox', { name: 'Commit message' }).fill(message);
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
}

/** Kills the process that draws the page, as when memory runs out. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

describe('two tabs of one browser', () => {
  it('one is killed while its push is under way: the other publishes at once, and every commit is there once', async () => {
    const { repository, product } = await start();
    const [started, release] = ['started', 'release'].map((name) => join(repository.path, name));
    const hook = join(repository.path, 'hooks/pre-receive');
    await writeFile(
      hook,
      `#!/bin/sh\n[ -e "${started}" ] && exit 0\ntouch "${started}"\nwhile [ ! -e "${release}" ]; do sleep 0.05; done\n`,
    );
    await chmod(hook, 0o755);
    const { page: opened } = await openPage({ url: product.url });
    const context = opened.context();
    const [first, second] = [await openPost(context, product, 'one'), await openPost(context, product, 'two')];
    await type(first, ' From one.');
    await publish(first, 'From one');
    await expect.poll(() => isThere(started ?? ''), { timeout: 30_000 }).toBe(true);
    await crash(first);
    await type(second, ' From two.');
    await expectPage(second.getByRole('status')).toContainText('Saved in this browser');
    await publish(second, 'From two');
    await expectPage(second.getByRole('status')).toContainText('Published', { timeout: 30_000 });
    await writeFile(release ?? '', '');
    expect(await repository.git('log', '--format=%s', 'main')).toMatch(/^From two\nFrom one\n/);
    expect(await repository.read('posts/one.md')).toContain('First. From one.');
    expect(await repository.read('posts/two.md')).toContain('Second. From two.');
    expect(await repository.git('fsck', '--strict')).toBe('');
  });

  it('one is killed while it opens for the first time: the other clones and opens', async () => {
    const { product } = await start();
    const { page: first } = await openPage();
    await first.goto(product.url);
    await expectPage(first.getByText(/^(?:Opening|Bringing) /).or(first.getByRole('main'))).toBeVisible();
    const context = first.context();
    await crash(first);
    const second = await openPost(context, product, 'two');
    expect(await bodyOf(second).innerText()).toContain('Second.');
  });
});

describe('what this browser stores', () => {
  /** Runs in a page of the product's origin without the product. */
  async function atOrigin(context: BrowserContext, product: Product, script: string): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${product.url}icon.svg`);
    await page.evaluate(script);
    await page.close();
  }

  it.each([
    [
      'packs are evicted',
      "navigator.storage.getDirectory().then((root) => root.removeEntry('galley-git', { recursive: true }))",
    ],
    [
      'repository is evicted',
      "new Promise((done, fail) => { const r = indexedDB.deleteDatabase('galley-git'); r.onsuccess = () => done(); r.onerror = fail; r.onblocked = fail; })",
    ],
  ])('heals when its %s: the draft is there and can be published', async (_name, script) => {
    const { repository, product } = await start();
    const { page } = await openPage({ url: product.url });
    const context = page.context();
    await page.close();
    const writing = await openPost(context, product, 'one');
    await type(writing, ' Not lost.');
    await expectPage(writing.getByRole('status')).toContainText('Saved in this browser');
    await writing.close();
    await atOrigin(context, product, script);
    const again = await openPost(context, product, 'one');
    await expectPage(bodyOf(again)).toContainText('First. Not lost.');
    await publish(again, 'Healed');
    await expectPage(again.getByRole('status')).toContainText('Published', { timeout: 30_000 });
    expect(await repository.read('posts/one.md')).toContain('First. Not lost.');
    expect(await repository.git('fsck', '--strict')).toBe('');
  });

  it('is asked to be kept when the first draft is written, and not before', async () => {
    const { product } = await start();
    const { page } = await openPage();
    await page.addInitScript(() => {
      Object.assign(globalThis, { asked: 0 });
      navigator.storage.persist = () => {
        Object.assign(globalThis, { asked: Number(Reflect.get(globalThis, 'asked')) + 1 });
        return Promise.resolve(true);
      };
    });
    await page.goto(`${product.url}posts/posts/one.md`);
    await expectPage(bodyOf(page)).toContainText('First.', { timeout: 30_000 });
    expect(await page.evaluate(() => Number(Reflect.get(globalThis, 'asked')))).toBe(0);
    await type(page, ' More.');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    await type(page, ' And more.');
    expect(await page.evaluate(() => Number(Reflect.get(globalThis, 'asked')))).toBe(1);
  });

  it('is nothing where storage is blocked: the tab works in memory, says so, and publishes', async () => {
    const { repository, product } = await start();
    const { page } = await openPage();
    const blocked =
      "const denied = () => { throw new DOMException('Denied', 'SecurityError'); };" +
      "Object.defineProperty(globalThis, 'indexedDB', { get: denied });" +
      "Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: () => Promise.reject(new DOMException('Denied', 'SecurityError')) });";
    await page.addInitScript(blocked);
    await page.route(/\/assets\/worker-[\w-]+\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${blocked}\n${await response.text()}` });
    });
    await page.goto(`${product.url}posts`);
    await expectPage(page.getByText('This browser stores nothing for this page.')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: 'One', exact: true }).click();
    await expectPage(bodyOf(page)).toBeVisible({ timeout: 30_000 });
    await type(page, ' In memory.');
    await expectPage(page.getByRole('status')).toContainText('Kept in this tab only');
    await publish(page, 'From memory');
    await expectPage(page.getByRole('status')).toContainText('Published', { timeout: 30_000 });
    expect(await repository.read('posts/one.md')).toContain('First. In memory.');
  });
});
