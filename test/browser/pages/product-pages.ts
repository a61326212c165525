import type { Locator, Page } from '@playwright/test';
import { ChangesPage } from './changes-page.ts';
import { EditorPage } from './editor-page.ts';
import { PostsPage } from './posts-page.ts';
import { ReviewPage } from './review-page.ts';
import { PublishDialogModel } from './publish-dialog-model.ts';

/** The product as a person meets it: every part found by its role and name. */
export class ProductPages {
  readonly page: Page;
  readonly posts: PostsPage;
  readonly editor: EditorPage;
  readonly changes: ChangesPage;
  readonly review: ReviewPage;
  readonly publishing: PublishDialogModel;

  constructor(page: Page) {
    this.page = page;
    this.posts = new PostsPage(page);
    this.editor = new EditorPage(page);
    this.changes = new ChangesPage(page);
    this.review = new ReviewPage(page);
    this.publishing = new PublishDialogModel(page);
  }

  /** The one status region. */
  get status(): Locator {
    return this.page.getByRole('status');
  }

  /** Goes to a screen by the main navigation. */
  async goTo(screen: 'Posts' | 'Changes' | 'Review' | 'Media' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: screen, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name: screen, exact: true }).waitFor();
  }
}
