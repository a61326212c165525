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
    await this.body.getByText(text).click();
    await this.#page.keyboard.press('End');
    await this.#page.keyboard.type(typed);
  }

  async publish(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Publish…' }).click();
  }
}
