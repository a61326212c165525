import type { BrowserContext, Page } from '@playwright/test';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bringPeer } from './peer-package.ts';
import { timeUntilShown, type Desk } from './desk.ts';
import { lastWords } from './galley-desk.ts';

/** A CMS that one script makes of a page, and its rich text. */
export interface Peer {
  readonly name: string;
  readonly packageName: string;
  readonly version: string;
  readonly script: string;
  readonly body: string;
  /** Puts the posts where the peer's repository for tests looks for them, before it starts. */
  readonly provide: (page: Page, posts: readonly (readonly [string, string])[]) => Promise<void>;
  readonly signIn: RegExp;
}

/** A secure origin without a server: every request to it is answered from the unpacked package. */
const ORIGIN = 'http://localhost:9';

const CONFIG = `backend:
  name: test-repo
media_folder: images
collections:
  - name: posts
    label: Posts
    folder: posts
    create: true
    fields:
      - { name: title, label: Title, widget: string }
      - { name: body, label: Body, widget: markdown }
`;

export const decap: Peer = {
  name: 'Decap',
  packageName: 'decap-cms',
  version: '3.16.3',
  script: 'dist/decap-cms.js',
  body: '[data-slate-editor=true]',
  signIn: /login/i,
  async provide(page, posts) {
    await page.addInitScript(
      (files) => Object.assign(globalThis, { repoFiles: { posts: files } }),
      Object.fromEntries(posts.map(([name, content]) => [name, { content }])),
    );
  },
};

export const sveltia: Peer = {
  name: 'Sveltia',
  packageName: '@sveltia/cms',
  version: '0.221.1',
  script: 'dist/sveltia-cms.js',
  body: '[role=textbox][contenteditable=true][aria-multiline=true]',
  signIn: /test/i,
  provide: (page, posts) =>
    page.evaluate(async (files) => {
      const root = await navigator.storage.getDirectory();
      const site = await root.getDirectoryHandle('sveltia-cms-test', { create: true });
      const folder = await site.getDirectoryHandle('posts', { create: true });
      for (const [name, content] of files) {
        const file = await folder.getFileHandle(name, { create: true });
        const writer = await file.createWritable();
        await writer.write(content);
        await writer.close();
      }
    }, posts),
};

/** The peer with the same posts in its own repository for tests, form and preview open as it opens them. */
export async function openPeerDesk(peer: Peer, texts: ReadonlyMap<number, string>): Promise<Desk> {
  const folder = await bringPeer(peer.packageName, peer.version);
  const posts = [...texts].map(
    ([kilobytes, text]) => [`p${kilobytes}.md`, `---\ntitle: Post of ${kilobytes}\n---\n${text}`] as const,
  );
  return {
    name: `${peer.name} ${peer.version}`,
    async openList(browser) {
      const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
      await answerFrom(context, folder, peer.script);
      const page = await context.newPage();
      await page.goto(`${ORIGIN}/empty.html`);
      await peer.provide(page, posts);
      await page.goto(`${ORIGIN}/index.html`);
      await page.getByRole('button', { name: peer.signIn }).first().click({ timeout: 60_000 });
      await page
        .getByText(/^Post of/)
        .first()
        .waitFor({ timeout: 60_000 });
      await page.waitForTimeout(4000);
      return page;
    },
    openPost: (page, kilobytes) =>
      timeUntilShown(page, {
        start: () =>
          page.evaluate((hash) => {
            location.hash = hash;
          }, `#/collections/posts/entries/p${kilobytes}`),
        selector: peer.body,
        text: lastWords(texts.get(kilobytes)),
      }),
    body: (page) => page.locator(peer.body).first(),
    close: () => rm(dirname(folder), { recursive: true }),
  };
}

async function answerFrom(context: BrowserContext, folder: string, script: string): Promise<void> {
  const page = (head: string): string =>
    `<!doctype html><html><head><meta charset="utf-8"><title>CMS</title></head><body>${head}</body></html>`;
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    if (pathname === '/empty.html') return route.fulfill({ contentType: 'text/html', body: page('') });
    if (pathname === '/index.html')
      return route.fulfill({ contentType: 'text/html', body: page(`<script src="/${script}"></script>`) });
    if (pathname === '/config.yml') return route.fulfill({ contentType: 'text/yaml', body: CONFIG });
    const path = join(folder, pathname);
    const isThere = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    return isThere ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}
