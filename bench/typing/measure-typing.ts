import type { CDPSession, Locator, Page } from '@playwright/test';

/** Milliseconds from the browser's time stamp of a key to the end of the frame that shows it, one for each key. */
export interface TypingTimes {
  readonly keys: readonly number[];
  /** Tasks of more than 50 milliseconds while the keys came. */
  readonly longTasks: readonly number[];
}

declare global {
  var typing: { readonly keys: number[]; readonly longTasks: number[] };
}

const KEYS = 200;
/** About as fast as a quick typist: the next key comes before an editor that lags has caught up. */
const PAUSE = 70;

/** Types into the middle of `body` and takes the time of each key. */
export async function measureTyping(page: Page, body: Locator): Promise<TypingTimes> {
  await placeCursor(page, body);
  await page.evaluate(() => {
    const keys: number[] = [];
    const longTasks: number[] = [];
    globalThis.typing = { keys, longTasks };
    const { port1, port2 } = new MessageChannel();
    const waiting: number[] = [];
    // A message that is posted in a frame is delivered when the frame is done.
    port1.addEventListener('message', () => {
      for (const began of waiting.splice(0)) keys.push(performance.now() - began);
    });
    port1.start();
    document.addEventListener(
      'keydown',
      (event) => {
        const began = event.timeStamp;
        requestAnimationFrame(() => {
          waiting.push(began);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const session = await page.context().newCDPSession(page);
  for (let key = 0; key < KEYS; key += 1) {
    await pressKey(session, key % 6 === 5 ? ' ' : ('abcdefghij'[key % 10] ?? 'x'));
    await page.waitForTimeout(PAUSE);
  }
  await page.waitForTimeout(1000);
  const times = await page.evaluate(() => globalThis.typing);
  const text = await body.innerText();
  if (!text.includes('abcde')) throw new Error('What was typed is not in the text');
  return times;
}

/** Sends the key without waiting for the page, as a keyboard does. */
async function pressKey(session: CDPSession, text: string): Promise<void> {
  const key = { key: text, text, unmodifiedText: text, windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0) };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
}

/** Clicks into a paragraph near the middle. */
async function placeCursor(page: Page, body: Locator): Promise<void> {
  const paragraphs = body.locator('p, [data-slate-node="element"]').filter({ hasText: /\w{2}/ });
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await page.keyboard.press('End');
  await page.waitForTimeout(1500);
}
