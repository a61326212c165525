import type { Locator, Page } from '@playwright/test';

/** The posts list. */
export class PostsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get searchbox(): Locator {
    return this.#page.getByRole('searchbox', { name: 'Search posts' });
  }

  /** The text that tells how many posts there are. */
  count(words: string): Locator {
    return this.#page.getByText(words, { exact: true });
  }

  link(title: string): Locator {
    return this.#page.getByRole('main').getByRole('link', { name: title });
  }

  async open(title: string): Promise<void> {
    await this.link(title).click();
  }

  /** Makes a new post and lands in its editor. */
  async create(title: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'New post' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'New post' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}
