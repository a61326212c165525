import type { CDPSession, Page } from '@playwright/test';
import * as v from 'valibot';

const axNodes = v.object({
  nodes: v.array(
    v.object({
      role: v.optional(v.object({ value: v.unknown() })),
      name: v.optional(v.object({ value: v.unknown() })),
    }),
  ),
});

/** A person without a mouse: what has the focus is what the accessibility tree of the browser says. */
export class Keyboard {
  readonly #page: Page;
  readonly #session: Promise<CDPSession>;

  constructor(page: Page) {
    this.#page = page;
    this.#session = page.context().newCDPSession(page);
  }

  /** Role and name of what has the focus: `button "New post"`. */
  async focused(): Promise<string> {
    const session = await this.#session;
    const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (result.objectId === undefined) return 'nothing';
    const tree: unknown = await session.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    const [node] = v.parse(axNodes, tree).nodes;
    return `${String(node?.role?.value)} ${JSON.stringify(node?.name?.value ?? '')}`;
  }

  /** Presses `key` until `wanted` has the focus and gives what had it on the way; throws when it does not come. */
  async pressUntil(key: string, wanted: string): Promise<readonly string[]> {
    const passed: string[] = [];
    while (passed.length < 60) {
      await this.#page.keyboard.press(key);
      const focused = await this.focused();
      if (focused === wanted) return passed;
      passed.push(focused);
    }
    throw new Error(`${key} never reached ${wanted}. It went: ${passed.join(', ')}`);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}
