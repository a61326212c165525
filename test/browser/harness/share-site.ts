import type { Page } from '@playwright/test';
import { onTestFailed } from 'vitest';
import { buildRepository, type TestFiles, type TestRepository } from './build-repository.ts';
import { openPage, type OpenedPage } from './open-page.ts';
import { startProduct, type Product, type ProductOptions } from './start-product.ts';

export interface SharedSitePlan {
  readonly files: TestFiles;
  readonly author?: ProductOptions['author'];
  /** A script for every document, such as `axePath`. */
  readonly script?: string;
}

/** How the tab looks; by default it is 1280 by 720, light and without animations. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface Visit extends Served {
  readonly page: Page;
  /** As those of an opened page, of this test. */
  readonly problems: readonly string[];
  /** The URLs that the page asked for in this test. */
  readonly asked: readonly string[];
}

interface Tab extends OpenedPage {
  readonly asked: string[];
}

export interface SharedSite {
  /** Opens an address of the product for this test in the shared tab. */
  visit(address: string, look?: Look): Promise<Visit>;
  /** For tests that need a browser of their own. */
  serve(): Promise<Served>;
}

interface Served {
  readonly repository: TestRepository;
  readonly product: Product;
}

/**
 * A repository, a product and a tab that the tests of a file use one after the other: starting them takes longer than most
 * of the tests. Each visit is to a page loaded anew, with nothing kept in the browser but the clone. Tests that publish do
 * so with files of their own, and one that fails takes the tab with it.
 */
export function shareSite(plan: SharedSitePlan): SharedSite {
  let served: Promise<Served> | undefined;
  let tab: Promise<Tab> | undefined;
  const serve = () => (served ??= startSite(plan));
  const visit = async (address: string, { width = 1280, height = 720, colorScheme = 'light' }: Look = {}) => {
    const { repository, product } = await serve();
    tab ??= openTab(plan);
    const opened = await tab;
    const { page, problems, asked } = opened;
    onTestFailed(() => {
      tab = undefined;
      return opened.close();
    });
    await page.mouse.move(0, 0);
    if (page.url() !== 'about:blank') await page.evaluate((name) => sessionStorage.setItem(name, ''), mark);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce', forcedColors: null });
    problems.length = 0;
    asked.length = 0;
    await page.goto(`${product.url}${address}`);
    return { page, problems, asked, repository, product };
  };
  return { visit, serve };
}

async function startSite({ files, author }: SharedSitePlan): Promise<Served> {
  const repository = await buildRepository({ files });
  const product = await startProduct({ repo: repository.path, ...(author === undefined ? {} : { author }) });
  return { repository, product };
}

async function openTab({ script }: SharedSitePlan): Promise<Tab> {
  const opened = await openPage({ until: 'file' });
  const asked: string[] = [];
  await opened.page.addInitScript(forgetTest, mark);
  opened.page.on('request', (request) => asked.push(request.url()));
  if (script !== undefined) await opened.page.addInitScript({ path: script });
  return { ...opened, asked };
}

const mark = 'test is over';

/** Runs in each document before its scripts: after the end of a test, nothing of it stays but the clone. */
function forgetTest(name: string): void {
  if (window.top !== window || sessionStorage.getItem(name) === null) return;
  sessionStorage.clear();
  localStorage.clear();
  indexedDB.deleteDatabase('galley-drafts');
}
