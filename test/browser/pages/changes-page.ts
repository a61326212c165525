import type { Locator, Page } from '@playwright/test';

/** The list of what is not published yet. */
export class ChangesPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  draft(title: string): Locator {
    return this.#page.getByRole('main').getByRole('link', { name: title, exact: true });
  }

  pick(title: string): Locator {
    return this.#page.getByRole('checkbox', { name: `Pick ${title}`, exact: true });
  }

  async publish(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Publish…' }).click();
  }

  /** Sends the commits that wait. */
  async retry(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Retry' }).click();
  }

  /** Discards the picked drafts and confirms. */
  async discard(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Discard…' }).click();
    await this.#page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  }
}
