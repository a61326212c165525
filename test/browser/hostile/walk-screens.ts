import { expect as expectPage, type Locator, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/index.ts';
import { ProductPages } from '../pages/index.ts';
import type { HostilePost, HostileRepository } from './hostile-repository.ts';
import type { Watch } from './watch-page.ts';

/** A page of the product on a hostile repository. */
export interface Walk {
  readonly page: Page;
  readonly watch: Watch;
  readonly site: HostileRepository;
  /** How many vectors each screen has shown. */
  readonly shown: Map<string, number>;
  /** How many pictures and reviews are opened. */
  readonly most: number;
}

const typed = ' More words.';

/** Goes to an address of the product as a press on a link does: nothing is loaded again. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

async function see({ watch, shown }: Walk, screen: string, count = 1): Promise<void> {
  await watch.look();
  shown.set(screen, (shown.get(screen) ?? 0) + count);
}

const addressOf = ({ path }: { readonly path: string }): string =>
  `/posts/${path.split('/').map(encodeURIComponent).join('/')}`;

/** Scrolls `place` from its top to its end, with all that its heading counts, and looks at each step. */
async function scrollThrough(walk: Walk, screen: string, place: Locator): Promise<void> {
  const said = await walk.page
    .getByText(/^[\d,]+ (?:post|image)s?$/)
    .first()
    .textContent();
  await see(walk, screen, Number.parseInt((said ?? '').replaceAll(',', ''), 10));
  for (;;) {
    await see(walk, screen, 0);
    const isEnd = await place.evaluate((element) => {
      const before = element.scrollTop;
      element.scrollTop += element.clientHeight;
      return element.scrollTop === before;
    });
    if (isEnd) return;
    await walk.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(resolve);
          });
        }),
    );
  }
}

/** The list, the files that are not opened, the search and the palette. */
export async function walkLists(walk: Walk): Promise<void> {
  const { page, watch } = walk;
  const pages = new ProductPages(page);
  watch.at('posts');
  await goTo(page, '/posts');
  await page.getByText(/^[\d,]+ posts$/).waitFor();
  await scrollThrough(walk, 'posts', page.getByRole('main').locator('ul').first().locator('..'));
  const refused = page.getByText(/files? (?:is|are) not opened/);
  if (await refused.isVisible()) {
    await refused.click();
    await see(walk, 'posts');
  }
  watch.at('palette');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a post or an action' }).fill('v');
  await page.getByRole('option').first().waitFor();
  await see(walk, 'palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  watch.at('branches');
  await page.getByRole('button', { name: /^Branch .*switch…$/ }).click();
  await page.getByRole('list', { name: 'Branches' }).getByRole('button').first().waitFor();
  await see(walk, 'branches');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  watch.at('media');
  await pages.goTo('Media');
  await page.getByText(/^[\d,]+ images?$/).waitFor();
  await scrollThrough(walk, 'media', page.getByRole('main'));
  const images = page.getByRole('main').getByRole('button', { name: /^images\// });
  const count = Math.min(walk.most, await images.count());
  for (let index = 0; index < count; index += 1) {
    watch.at('image');
    await images.nth(index).click();
    await page
      .getByRole('dialog')
      .getByText(/^No post\.$|\.md/)
      .first()
      .waitFor();
    await see(walk, 'image');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete…' }).click();
    await page
      .getByRole('alertdialog')
      .getByText(/^No post|still/)
      .waitFor();
    await see(walk, 'deleting');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  watch.at('activity');
  await goTo(page, '/activity');
  const commits = page.getByRole('list', { name: 'Commits' });
  await commits.getByRole('listitem').first().waitFor();
  for (const more of await commits.getByRole('button', { name: /files? changed by/ }).all()) await more.click();
  await see(walk, 'activity', await commits.getByRole('listitem').count());
  const undo = commits.getByRole('button', { name: /^Undo this change/ });
  if ((await undo.count()) > 1) {
    watch.at('undo');
    await undo.nth(1).click();
    await page.getByRole('dialog').waitFor();
    await see(walk, 'undo');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  watch.at('settings');
  await pages.goTo('Settings');
  await see(walk, 'settings');
}

/** Opens a post in the editor and in the preview beside it; false where it has no rich text. */
export async function walkPreview(walk: Walk, post: HostilePost): Promise<boolean> {
  const { page, watch } = walk;
  const { editor } = new ProductPages(page);
  watch.at(`editor of ${post.id}`);
  await goTo(page, addressOf(post));
  await editor.body.or(editor.source).getByText(post.words).first().waitFor();
  await see(walk, 'editor');
  if (!(await editor.body.isVisible())) return false;
  watch.at(`preview of ${post.id}`);
  if (!(await editor.panel.isVisible())) await editor.chooseMore('Preview');
  await page.frameLocator('iframe[title="Preview of the post"]').getByText(post.words).first().waitFor();
  await see(walk, 'preview');
  return true;
}

/** Opens a post in every way that one can be looked at, and writes a few words into it. */
export async function walkPost(walk: Walk, post: HostilePost): Promise<void> {
  const { page, watch } = walk;
  const { editor, status } = new ProductPages(page);
  const at = (screen: string) => watch.at(`${screen} of ${post.id}`);
  const isRich = await walkPreview(walk, post);
  if (isRich) {
    at('editor');
    await editor.body.getByText(post.words).click();
    await page.keyboard.press('End');
    await page.keyboard.type(typed);
    at('source');
    await editor.sourceToggle.click();
  } else {
    await editor.source.getByText(post.words).click();
    await page.keyboard.press('End');
    await page.keyboard.type(typed);
  }
  await editor.source.getByText(post.words).waitFor();
  await see(walk, 'source');
  if (isRich) await editor.sourceToggle.click();
  await expectPage(status.first()).toContainText('Saved in this browser');
  at('comparison');
  await editor.chooseMore('Compare with published…');
  const compared = page.getByRole('dialog');
  await compared
    .getByText(/More words|no difference/)
    .first()
    .waitFor();
  await see(walk, 'comparison');
  await compared.getByRole('button', { name: 'Source lines' }).click();
  await compared
    .getByText(/More words/)
    .first()
    .waitFor();
  await see(walk, 'comparison');
  await compared.getByRole('button', { name: 'As readers see it' }).click();
  await page.keyboard.press('Escape');
  await compared.waitFor({ state: 'detached' });
  at('history');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'History' })
    .getByText(/Older words|no difference/)
    .first()
    .waitFor();
  await see(walk, 'history');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Pastes each vector as HTML and as text into an empty post, and takes it back. */
export async function walkPaste(walk: Walk): Promise<void> {
  const { page, watch, site } = walk;
  const { editor } = new ProductPages(page);
  const [post] = site.posts;
  if (post === undefined) return;
  await goTo(page, addressOf(post));
  await editor.body.getByText(post.words).first().click();
  await page.keyboard.press('End');
  for (const { id, markdown } of site.vectors.bodies) {
    for (const type of ['text/html', 'text/plain']) {
      watch.at(`paste of ${id}`);
      await editor.body.evaluate(
        (element, [kind, text]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData(kind, text);
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        },
        [type, markdown] as const,
      );
      await see(walk, 'paste');
      await page.keyboard.press('Control+z');
    }
  }
}

/** What the panel says of a post, and its other dialogs. */
export async function walkPanel(walk: Walk, post: HostilePost): Promise<void> {
  const { page, watch } = walk;
  const { editor } = new ProductPages(page);
  await goTo(page, addressOf(post));
  await editor.body.getByText(post.words).first().waitFor();
  watch.at(`narrow editor of ${post.id}`);
  await see(walk, 'narrow editor');
  if (!(await editor.panel.isVisible())) await editor.chooseMore('Preview');
  for (const name of ['Outline', 'History', 'Problems', 'Fields', 'Preview']) {
    watch.at(`panel ${name} of ${post.id}`);
    await editor.tab(name).click();
    await page.getByRole('tabpanel').waitFor();
    await see(walk, 'panel');
  }
  if (await page.getByRole('dialog').isVisible()) {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  for (const [item, role] of [
    ['Compare with published…', 'dialog'],
    ['Rename file…', 'dialog'],
    ['Published versions…', 'dialog'],
    ['Delete post…', 'alertdialog'],
    ['Discard changes…', 'alertdialog'],
  ] as const) {
    watch.at(`${item} of ${post.id}`);
    await editor.chooseMore(item);
    await page.getByRole(role).waitFor();
    await see(walk, 'dialogs');
    await page.keyboard.press('Escape');
    await page.getByRole(role).waitFor({ state: 'detached' });
  }
}

/** The queue of reviews, and each review in both ways. */
export async function walkReviews(walk: Walk): Promise<void> {
  const { page, watch, site } = walk;
  const pages = new ProductPages(page);
  watch.at('reviews');
  await pages.goTo('Review');
  await page.getByRole('main').getByRole('link').first().waitFor();
  await see(walk, 'reviews', site.reviews.length);
  for (const [index, id] of site.reviews.slice(0, walk.most).entries()) {
    watch.at(`review ${index}`);
    await goTo(page, `/review/${id}`);
    const files = page.getByRole('article').filter({ has: page.getByRole('region', { name: /^Changes in/ }) });
    await files.first().waitFor();
    await page.getByText('Showing the other posts…').waitFor({ state: 'detached' });
    await see(walk, 'review', await files.count());
    await page.getByRole('button', { name: 'Source lines' }).first().click();
    await see(walk, 'review', await files.count());
    await page.getByRole('button', { name: 'As readers see it' }).first().click();
    if (index > 0) continue;
    watch.at('exported review');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export for review' }).click(),
    ]);
    const file = join(await temporaryFolder(), 'review.html');
    await saved.saveAs(file);
    const back = page.url();
    await page.goto(pathToFileURL(file).href);
    await page.getByRole('heading', { name: 'Your review' }).waitFor();
    walk.shown.set('exported review', await page.locator('section.post').count());
    watch.at(`review ${index}`);
    await page.goto(back);
    await files.first().waitFor();
  }
}

/** What waits, publishing against a hook that refuses, a conflict in each post, and publishing. */
export async function walkPublishing(walk: Walk): Promise<void> {
  const { page, watch, site } = walk;
  const pages = new ProductPages(page);
  const drafts = site.posts.length;
  watch.at('changes');
  await pages.goTo('Changes');
  const diffs = page.getByRole('button', { name: /^Diff of/ });
  await expectPage(diffs).toHaveCount(drafts);
  await see(walk, 'changes', drafts);
  for (const diff of await diffs.all()) await diff.click();
  await expectPage(page.getByRole('region', { name: /^Changes in/ })).toHaveCount(drafts);
  await see(walk, 'changes', drafts);
  await site.repository.commit({
    files: Object.fromEntries(site.posts.map(({ path, text, words }) => [path, text.replace(words, 'Their words.')])),
    author: '\u202egnp.exe "onerror=alert(1) <e@evil.test>',
    message: '<img src=x onerror=alert(1)>\u202e',
  });
  watch.at('publishing');
  await page.getByRole('button', { name: 'Publish…' }).click();
  const { dialog } = pages.publishing;
  await dialog.getByRole('textbox', { name: 'Commit message' }).waitFor();
  await see(walk, 'publishing', drafts);
  await pages.publishing.publish();
  for (const { id } of site.posts) {
    watch.at(`conflict of ${id}`);
    await dialog
      .getByRole('button', { name: /^Resolve/ })
      .first()
      .click();
    const conflict = page.getByRole('dialog', { name: 'Resolve conflict' });
    await conflict.getByRole('textbox', { name: 'Result' }).waitFor();
    await see(walk, 'conflict');
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await conflict.waitFor({ state: 'detached' });
    if (id === site.posts.at(-1)?.id) await refuseNextPush(site);
    // What is settled is looked at again; the next try meets the next conflict.
    await pages.publishing.publish();
  }
  watch.at('refusal');
  await dialog.getByText('The repository did not take the commit').waitFor();
  await see(walk, 'refusal', site.vectors.names.length);
  await pages.publishing.retry();
  await expectPage(pages.status.first()).toContainText('Published');
}

/** A hook that says all names and refuses once. */
async function refuseNextPush({ repository, vectors }: HostileRepository): Promise<void> {
  const said = join(repository.path, 'said');
  await writeFile(said, vectors.names.map((name) => name.slice(0, 200)).join('\n'));
  const hook = join(repository.path, 'hooks/pre-receive');
  await mkdir(join(repository.path, 'hooks'), { recursive: true });
  await writeFile(hook, `#!/bin/sh\ncat ${JSON.stringify(said)} >&2\nrm ${JSON.stringify(hook)}\nexit 1\n`, {
    mode: 0o755,
  });
}

/** The posts whose bytes are not what was there with the typed words in it. */
export async function findChangedBytes({ site }: Walk): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { id, path, text, words } of site.posts) {
    const now = await site.repository.read(path);
    if (now !== text.replace(words, `${words}${typed}`)) changed.push(`${id}: ${JSON.stringify(now.slice(0, 200))}`);
  }
  return changed;
}
