import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { inject, onTestFinished } from 'vitest';
import { chromiumArguments } from '../../../scripts/chromium-arguments.mjs';
import { atEnd } from './cleanup.ts';

export interface PageOptions {
  /** Where to go first; nowhere when left out. */
  readonly url?: string;
  /** More arguments for Chromium, which is then started anew for this page: "--host-resolver-rules=MAP a.test 127.0.0.1". */
  readonly args?: readonly string[];
  readonly context?: BrowserContextOptions;
  /** What the page is closed at the end of: the test that opens it, unless said otherwise, or its file. */
  readonly until?: 'test' | 'file';
}

export interface OpenedPage {
  readonly page: Page;
  /**
   * What should not be there: errors on the console, uncaught errors, violations of the content security policy. A test
   * of the product ends with `expect(problems).toEqual([])`.
   */
  readonly problems: string[];
  /** Closes the page and its storage. Happens in the end anyway: pages that go on drawing slow the next tests down. */
  close(): Promise<void>;
}

/** By their arguments. The one without is for all test files, and ends with the process that runs them. */
const shared = new Map<string, Promise<Browser>>();

/** Opens a page of its own storage in the real Chromium. */
export async function openPage(options: PageOptions = {}): Promise<OpenedPage> {
  const { url, args = [], context: contextOptions, until = 'test' } = options;
  const browser = await sharedBrowser(args);
  const context = await browser.newContext({ locale: 'en-GB', ...contextOptions });
  if (until === 'test') onTestFinished(() => context.close());
  else atEnd(() => context.close());
  const page = await context.newPage();
  const problems = collectProblems(page);
  if (url !== undefined) await page.goto(url);
  return { page, problems, close: () => context.close() };
}

async function sharedBrowser(args: readonly string[]): Promise<Browser> {
  const key = args.join('\n');
  const known = shared.get(key);
  if (known !== undefined) return known;
  const launched = chromium.launch({
    executablePath: inject('chromiumPath'),
    args: [...chromiumArguments, ...args],
  });
  shared.set(key, launched);
  launched.catch(() => shared.delete(key));
  const browser = await launched;
  browser.on('disconnected', () => shared.delete(key));
  if (args.length > 0) atEnd(() => browser.close());
  return browser;
}

/** Collects what should not be there from now on. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  return problems;
}
