import type { Locator, Page } from '@playwright/test';

/** The queue of reviews, and a review. */
export class ReviewPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  link(title: string): Locator {
    return this.#page.getByRole('main').getByRole('link', { name: title });
  }

  pick(title: string): Locator {
    return this.#page.getByRole('checkbox', { name: `Pick ${title}`, exact: true });
  }

  /** What a post of the review changes. */
  changes(path: string): Locator {
    return this.#page.getByRole('region', { name: `Changes in ${path}` });
  }

  /** How the review stands, and what comes next. */
  get standing(): Locator {
    return this.#page.getByRole('region', { name: 'How it stands' });
  }

  get comment(): Locator {
    return this.#page.getByRole('textbox', { name: 'Comment' });
  }

  get sinceApproval(): Locator {
    return this.#page.getByRole('switch', { name: 'Since you approved' });
  }

  thread(words: string): Locator {
    return this.#page.getByRole('article', { name: /^Comment by/ }).filter({ hasText: words });
  }

  button(name: 'Comment' | 'Approve' | 'Request changes' | 'Publish'): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  /** Begins to write about the paragraph with these words, with the keyboard. */
  async discuss(path: string, words: string): Promise<void> {
    const block = this.changes(path).locator('[data-lines]').filter({ hasText: words });
    await block.getByRole('button', { name: /^Discuss this/ }).focus();
    await this.#page.keyboard.press('Enter');
  }

  async say(text: string): Promise<void> {
    await this.comment.fill(text);
    await this.button('Comment').click();
    await this.thread(text).waitFor();
  }

  /** Sends what the editor shows for review. */
  async send(title: string, reviewer?: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Send for review…' }).click();
    const dialog = this.sendDialog;
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
    if (reviewer !== undefined) await dialog.getByRole('combobox', { name: 'Reviewers' }).fill(reviewer);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  get sendDialog(): Locator {
    return this.#page.getByRole('dialog', { name: 'Send for review' });
  }
}
