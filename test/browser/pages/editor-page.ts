import type { Locator, Page } from '@playwright/test';

/** An open post. */
export class EditorPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A control of the author card. */
  field(name: 'Title' | 'Author name' | 'Author image' | 'Thumbnail image'): Locator {
    return this.#page.getByRole('textbox', { name, exact: true });
  }

  get body(): Locator {
    return this.#page.getByRole('textbox', { name: 'Post body' });
  }

  get source(): Locator {
    return this.#page.getByRole('textbox', { name: 'Markdown source' });
  }

  get sourceToggle(): Locator {
    return this.#page.getByRole('button', { name: 'Markdown source' });
  }

  /** Types at the end of the text block that contains `text`. */
  async typeAfter(text: string, typed: string): Promise<void> {
    const block = this.body.getByText(text);
    await block.click({ position: await block.evaluate(placeOfWords, text) });
    await this.#page.keyboard.press('End');
    await this.#page.keyboard.type(typed);
  }

  /** The toggle of the side panel. */
  get panelToggle(): Locator {
    return this.#page.getByRole('button', { name: 'Panel', exact: true });
  }

  /** The side panel, beside the text or over it. */
  get panel(): Locator {
    return this.#page
      .getByRole('complementary', { name: 'Panel' })
      .or(this.#page.getByRole('dialog', { name: 'Panel' }));
  }

  /** A tab of the open panel; its name may end in a count. */
  tab(name: string): Locator {
    return this.panel.getByRole('tab', { name: new RegExp(`^${name}( \\d+)?$`) });
  }

  /** Chooses in the menu "More". */
  async chooseMore(item: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'More', exact: true }).click();
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async publish(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Publish…' }).click();
  }
}

/** The middle of the words within their block: that of the block may lie between two lines. */
function placeOfWords(block: Element, words: string): { readonly x: number; readonly y: number } {
  const whole = block.getBoundingClientRect();
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const at = node.textContent?.indexOf(words) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const [line = whole] = range.getClientRects();
    return { x: line.x + line.width / 2 - whole.x, y: line.y + line.height / 2 - whole.y };
  }
  return { x: whole.width / 2, y: whole.height / 2 };
}
