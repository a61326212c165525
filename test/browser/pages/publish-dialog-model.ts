import type { Locator, Page } from '@playwright/test';

/** The dialog "Publish changes". */
export class PublishDialogModel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog', { name: 'Publish changes' });
  }

  get message(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Commit message' });
  }

  /** The changed lines of a post. */
  diff(title: string): Locator {
    return this.dialog.getByRole('region', { name: `Changes in ${title}` });
  }

  async introduce(author: { readonly name: string; readonly email: string }): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Your name' }).fill(author.name);
    await this.dialog.getByRole('textbox', { name: 'Your email' }).fill(author.email);
  }

  async publish(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  }

  async retry(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Retry' }).click();
  }
}
