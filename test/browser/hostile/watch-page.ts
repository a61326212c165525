import type { BrowserContext, Page } from '@playwright/test';
import { lookAtDocument, lookForClobbers, rememberGlobals } from './look-at-document.ts';

/**
 * What should not be: `scripts` of content that ran, `requests` to any host but the page's own, `overlays` of content outside
 * of where content is shown, `clobbered` globals of the page, `names` with what hides or turns them left in or without an
 * end, places that scroll `sideways`, and `problems`: what failed in the product, or that its own policy forbids it.
 */
export const findingKinds = ['scripts', 'requests', 'overlays', 'clobbered', 'names', 'sideways', 'problems'] as const;

export interface Finding {
  readonly kind: (typeof findingKinds)[number];
  /** Where, and of which vector. */
  readonly screen: string;
  readonly words: string;
}

export interface Watch {
  readonly findings: readonly Finding[];
  /** Where the browser's policy stopped something that was there to be stopped, once for each time. */
  readonly stopped: readonly string[];
  /** Says where the page is from now on. */
  at(screen: string): void;
  /** Looks at the page as it is now. */
  look(): Promise<void>;
  /** What was to be shown here was not. */
  fail(words: string): void;
}

/** Said of what the browser or the policy stopped: while HTML is read to be cleaned the browser says so of handlers that it leaves out. */
const stoppedWords =
  /has been blocked|may not be used as base URLs|^Blocked autofocusing|violates the following Content Security Policy|net::ERR_BLOCKED_BY_CSP|^Unsafe attempt to load URL/;

/** Runs in each frame before anything else. */
function canary(): void {
  const report = (what: string): void => {
    const said: unknown = Reflect.get(globalThis, 'galleyCanary');
    if (typeof said === 'function') Reflect.apply(said, undefined, [what]);
  };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox'])
    Reflect.set(globalThis, name, () => report(`script ${name}`));
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    report(`policy ${effectiveDirective} ${blockedURI}`),
  );
}

/** Watches all that `context` opens from now on; `own` are the origins that may be asked. */
export async function watch(page: Page, own: readonly string[]): Promise<Watch> {
  const context: BrowserContext = page.context();
  const findings: Finding[] = [];
  const stopped: string[] = [];
  let screen = 'start';
  const find = (kind: Finding['kind'], words: string): void => void findings.push({ kind, screen, words });
  await context.exposeBinding('galleyCanary', ({ frame }, what: unknown) => {
    const where = frame === page.mainFrame() ? 'the page' : frame.url();
    if (String(what).startsWith('script')) find('scripts', `${String(what)} in ${where}`);
    else stopped.push(screen);
  });
  await context.addInitScript(canary);
  await context.addInitScript(rememberGlobals);
  await context.route(
    (url) => !own.includes(url.origin) && !['blob:', 'data:', 'file:'].includes(url.protocol),
    (route) => {
      find('requests', route.request().url().slice(0, 200));
      return route.abort();
    },
  );
  context.on('page', (other) => {
    if (other !== page) find('scripts', `a window: ${other.url()}`);
  });
  page.on('dialog', (dialog) => {
    find('scripts', `a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('pageerror', (error) => find('problems', `uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !stoppedWords.test(message.text()))
      find('problems', message.text().slice(0, 300));
  });
  return {
    findings,
    stopped,
    at(place) {
      screen = place;
    },
    fail(words) {
      find('problems', `was not shown: ${words}`);
    },
    async look() {
      for (const frame of page.mainFrame().childFrames()) {
        // One that is on its way to its first document has no address yet.
        if (!/^$|\/preview-frame(?:\.html)?(?:\?|$)/.test(frame.url())) find('scripts', `a frame: ${frame.url()}`);
      }
      for (const words of await page.evaluate(lookForClobbers)) find('clobbered', words);
      const seen = await page.evaluate(lookAtDocument);
      for (const words of seen.overlays) find('overlays', words);
      for (const words of seen.names) find('names', words);
      for (const words of seen.sideways) find('sideways', words);
    },
  };
}
