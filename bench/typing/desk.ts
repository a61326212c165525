import type { Browser, Locator, Page } from '@playwright/test';

/** An editor of posts in a browser, with a post of each size in it. */
export interface Desk {
  readonly name: string;
  /** Opens the list of posts in a page of its own. */
  openList(browser: Browser): Promise<Page>;
  /** Opens a post from the list, with the form and, where there is one, the preview beside it; returns milliseconds until its text was shown. */
  openPost(page: Page, kilobytes: number): Promise<number>;
  /** Lets the pointer rest on a post in the list, as a hand does before it presses. Absent where that changes nothing. */
  restOn?(page: Page, kilobytes: number): Promise<void>;
  /** The rich text. */
  body(page: Page): Locator;
  close(): Promise<void>;
}

/** From `start`, run in the page, until an element of `selector` holds `text` and the frame that shows it is done. */
export async function timeUntilShown(
  page: Page,
  { start, selector, text }: { readonly start: () => Promise<void>; readonly selector: string; readonly text: string },
): Promise<number> {
  const shown = page.evaluate(
    ([where, what]) =>
      new Promise<number>((done) => {
        let began = 0;
        const note = (event: Event): void => {
          if (began === 0) began = event.timeStamp;
        };
        document.addEventListener('click', note, { capture: true });
        window.addEventListener('hashchange', note, { capture: true });
        const look = (): void => {
          const element = document.querySelector(where);
          if (began === 0 || element?.textContent?.includes(what) !== true) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        };
        look();
      }),
    [selector, text] as const,
  );
  await start();
  return shown;
}
