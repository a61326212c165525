import { expect as playwrightExpect, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { axePath, findAxeViolations, shareSite, type TestRepository } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

/** Long enough for a machine that does other things as well. */
const expectPage = playwrightExpect.configure({ timeout: 20_000 });

const text = [
  '# Harbour',
  '',
  'The first *words* of it.',
  '',
  '* one',
  '* two 👩‍👩‍👧 e\u{301}',
  '',
  'Another paragraph, שלום עולם.',
  '',
].join('\n');

/** Each test has a post of its own, by its name. */
const names = ['switched', 'undone', 'beside', 'reloaded', 'replaced', 'restored', 'discarded', 'composed'];
const pathOf = (name: string) => `posts/${name}.md`;

const site = shareSite({
  files: {
    ...Object.fromEntries(names.map((name) => [pathOf(name), text])),
    [pathOf('searched')]: `${text}\n${'word '.repeat(60)}\n`,
    [pathOf('wide')]: `${text}\n${'W'.repeat(10_001)}\n`,
  },
  author: { name: 'Ada', email: 'ada@example.test' },
  script: axePath,
});

interface Opened {
  readonly page: Page;
  readonly pages: ProductPages;
  readonly repository: TestRepository;
  readonly problems: readonly string[];
  readonly path: string;
}

async function openPost(name: string): Promise<Opened> {
  const path = pathOf(name);
  const { page, problems, repository } = await site.visit(`posts/${path}`, { width: 1400, height: 900 });
  const pages = new ProductPages(page);
  await expectPage(pages.editor.body).toBeVisible();
  return { page, pages, repository, problems, path };
}

async function saved({ pages }: Opened): Promise<void> {
  await expectPage(pages.status).toContainText('Saved in this browser');
}

async function publish({ page, pages, repository, path }: Opened): Promise<string> {
  await pages.editor.publish();
  const dialog = page.getByRole('dialog', { name: 'Publish changes' });
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expectPage(pages.status).toContainText('Published');
  return repository.read(path);
}

describe('rich text and Markdown source', () => {
  it('[E94] a line that is too long to be wrapped scrolls in the source, and the page does not', async () => {
    const { page, pages } = await openPost('wide');
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.source).toContainText('Another paragraph');
    const by = (element: Element): number => element.scrollWidth - element.clientWidth;
    expect(await page.getByRole('main').evaluate(by)).toBeLessThanOrEqual(1);
    expect(await pages.editor.source.locator('..').evaluate(by)).toBeGreaterThan(1000);
  });

  it('[E81] keep the cursor’s place when they are switched, either way', async () => {
    const { page, pages, problems } = await openPost('switched');
    await pages.editor.body.getByText('Another paragraph').click();
    await page.keyboard.press('Home');
    for (let count = 0; count < 8; count += 1) await page.keyboard.press('ArrowRight');
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.source).toBeVisible();
    await pages.editor.source.focus();
    await page.keyboard.type('X');
    await expectPage(pages.editor.source).toContainText('Another Xparagraph');
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.body).toContainText('Another Xparagraph');
    await pages.editor.body.focus();
    await page.keyboard.type('Y');
    await expectPage(pages.editor.body).toContainText('Another XYparagraph');
    expect(problems).toEqual([]);
  });

  it('[E82] undo in either what was written in the other, and publish exact bytes', async () => {
    const opened = await openPost('undone');
    const { page, pages } = opened;
    await pages.editor.typeAfter('The first', ' RICH');
    await saved(opened);
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.source).toContainText('of it. RICH');
    await pages.editor.source.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('SOURCE');
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.body).toContainText('SOURCE');
    await pages.editor.body.focus();
    await page.keyboard.press('Control+z');
    await expectPage(pages.editor.body).not.toContainText('SOURCE');
    await page.keyboard.press('Control+z');
    await expectPage(pages.editor.body).not.toContainText('RICH');
    await page.keyboard.press('Control+Shift+Z');
    await expectPage(pages.editor.body).toContainText('RICH');
    await pages.editor.sourceToggle.click();
    await expectPage(pages.editor.source).toContainText('RICH');
    await pages.editor.source.focus();
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+z');
        return (await pages.editor.source.textContent())?.includes('RICH');
      })
      .toBe(false);
    await page.keyboard.press('Control+Shift+Z');
    await expectPage(pages.editor.source).toContainText('RICH');
    await saved(opened);
    expect(await publish(opened)).toBe(text.replace('of it.', 'of it. RICH'));
    expect(opened.problems).toEqual([]);
  });

  it('[E83] stand side by side, and the one that is not written in follows', async () => {
    const opened = await openPost('beside');
    const { page, pages } = opened;
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Source side by side' }).click();
    await expectPage(pages.editor.source).toBeVisible();
    await expectPage(pages.editor.body).toBeVisible();
    await pages.editor.typeAfter('The first', ' LEFT');
    await expectPage(pages.editor.source).toContainText('of it. LEFT');
    await pages.editor.source.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('RIGHT');
    await expectPage(pages.editor.body).toContainText('RIGHT');
    await pages.editor.typeAfter('The first', ' AGAIN');
    await expectPage(pages.editor.source).toContainText('LEFT AGAIN');
    await saved(opened);
    expect(await publish(opened)).toBe(`${text.replace('of it.', 'of it. LEFT AGAIN')}RIGHT`);
    expect(opened.problems).toEqual([]);
  });
});

describe('what was written before a reload', () => {
  it('[E84] is undone and done again after it', async () => {
    const opened = await openPost('reloaded');
    const { page, pages } = opened;
    await pages.editor.typeAfter('The first', ' OLD');
    await saved(opened);
    await page.reload();
    await expectPage(pages.editor.body).toContainText('OLD');
    await expectPage(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    await pages.editor.body.focus();
    await page.keyboard.press('Control+z');
    await expectPage(pages.editor.body).not.toContainText('OLD');
    await page.keyboard.press('Control+Shift+Z');
    await expectPage(pages.editor.body).toContainText('OLD');
    await saved(opened);
    expect(await publish(opened)).toBe(text.replace('of it.', 'of it. OLD'));
    expect(opened.problems).toEqual([]);
  });
});

describe('find and replace', () => {
  it('[E90] finds and replaces in rich text across marks, in one step of undo, and publishes nothing else', async () => {
    const opened = await openPost('replaced');
    const { page, pages } = opened;
    await pages.editor.body.click();
    await page.keyboard.press('Control+f');
    const panel = page.getByRole('search', { name: 'Find and replace' });
    const found = panel.getByRole('status', { name: 'Found' });
    await panel.getByRole('searchbox', { name: 'Find' }).fill('first words');
    await expectPage(found).toHaveText(/1 (found|of 1)/);
    await page.keyboard.press('Enter');
    await expectPage(found).toHaveText('1 of 1');
    expect(await findAxeViolations(page)).toEqual([]);
    await panel.getByRole('searchbox', { name: 'Find' }).fill('(o)ne|(t)wo');
    await panel.getByRole('button', { name: 'Regular expression' }).click();
    await panel.getByRole('textbox', { name: 'Replace' }).fill('<$1$2>');
    await expectPage(found).toHaveText('2 found');
    await panel.getByRole('button', { name: 'Replace all' }).click();
    await expectPage(found).toHaveText('2 replaced');
    await page.keyboard.press('Escape');
    await expectPage(panel).toBeHidden();
    await expectPage(pages.editor.body).toBeFocused();
    await expectPage(pages.editor.body).toContainText('<t> 👩‍👩‍👧');
    await page.keyboard.press('Control+z');
    await expectPage(pages.editor.body).toContainText('two 👩‍👩‍👧');
    await page.keyboard.press('Control+f');
    await panel.getByRole('button', { name: 'Regular expression' }).click();
    await panel.getByRole('searchbox', { name: 'Find' }).fill('words');
    await panel.getByRole('textbox', { name: 'Replace' }).fill('pages');
    await expectPage(found).toHaveText('1 found');
    await panel.getByRole('button', { name: 'Replace all' }).click();
    await expectPage(found).toHaveText('1 replaced');
    await page.keyboard.press('Escape');
    await saved(opened);
    expect(await publish(opened)).toBe(text.replace('*words*', '*pages*'));
    expect(opened.problems).toEqual([]);
  });

  it('[E92] says in words that a pattern is broken or takes too long, in the source, and stays usable', async () => {
    const opened = await openPost('searched');
    const { page, pages } = opened;
    await pages.editor.sourceToggle.click();
    await pages.editor.source.focus();
    await page.keyboard.press('Control+f');
    const panel = page.getByRole('search', { name: 'Find and replace' });
    const found = panel.getByRole('status', { name: 'Found' });
    await panel.getByRole('button', { name: 'Regular expression' }).click();
    await panel.getByRole('searchbox', { name: 'Find' }).fill('(a');
    await expectPage(found).toContainText('can’t be read');
    await panel.getByRole('searchbox', { name: 'Find' }).fill('(\\w+\\s*)+\\$');
    await expectPage(found).toContainText('takes too long');
    await panel.getByRole('searchbox', { name: 'Find' }).fill('^\\* (.+)$');
    await panel.getByRole('textbox', { name: 'Replace' }).fill('* [$1]');
    await expectPage(found).toHaveText('2 found');
    await page.keyboard.press('Enter');
    await expectPage(found).toHaveText('1 of 2');
    await panel.getByRole('button', { name: 'Replace', exact: true }).click();
    await expectPage(found).toHaveText('2 of 2');
    await page.keyboard.press('Escape');
    await expectPage(pages.editor.source).toContainText('* [one]');
    await expectPage(pages.editor.source).toContainText('* two');
    expect(opened.problems).toEqual([]);
  });
});

describe('the drafts of this browser', () => {
  it('[E85] are listed with their words, shown beside now, and restored as a step that undo takes back', async () => {
    const opened = await openPost('restored');
    const { page, pages } = opened;
    await pages.editor.typeAfter('The first', ' three new words');
    await saved(opened);
    await page.getByRole('button', { name: 'Panel', exact: true }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    const drafts = page.getByRole('list', { name: 'Drafts' }).getByRole('button');
    await expectPage(drafts).toHaveCount(2);
    await expectPage(drafts.first()).toContainText('+3');
    await drafts.last().click();
    const dialog = page.getByRole('dialog', { name: /^Draft of/ });
    await expectPage(dialog.getByRole('region', { name: 'Changes since this draft' })).toContainText('three new words');
    await dialog.getByRole('button', { name: 'Restore this' }).click();
    await expectPage(dialog).toBeHidden();
    await expectPage(pages.editor.body).not.toContainText('three new words');
    await pages.editor.body.focus();
    await page.keyboard.press('Control+z');
    await expectPage(pages.editor.body).toContainText('three new words');
    await saved(opened);
    expect(await publish(opened)).toBe(text.replace('of it.', 'of it. three new words'));
    expect(opened.problems).toEqual([]);
  });

  it('[D53] that were discarded can be restored from the Changes screen', async () => {
    const opened = await openPost('discarded');
    const { page, pages, path } = opened;
    await pages.editor.typeAfter('The first', ' kept');
    await saved(opened);
    await pages.goTo('Changes');
    await page.getByRole('button', { name: 'Discard…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    const restore = page.getByRole('button', { name: `Restore ${path}` });
    await restore.click();
    await expectPage(restore).toBeHidden({ timeout: 20_000 });
    await page.goto(`${page.url().replace(/changes.*/, '')}posts/${path}`);
    await expectPage(pages.editor.body).toContainText('kept');
    expect(opened.problems).toEqual([]);
  });
});

it('[E86] composed text, right-to-left text, emoji and combining marks survive typing, saving and publishing', async () => {
  const opened = await openPost('composed');
  const { page, pages } = opened;
  await pages.editor.body.getByText('The first').click();
  await page.keyboard.press('End');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await cdp.send('Input.insertText', { text: '日本' });
  await page.keyboard.insertText(' שלום 👩🏽‍🚀 𝒳 n\u{303}');
  await expectPage(pages.editor.body).toContainText('日本 שלום 👩🏽‍🚀 𝒳 n\u{303}');
  await saved(opened);
  expect(await publish(opened)).toBe(text.replace('of it.', 'of it.日本 שלום 👩🏽‍🚀 𝒳 n\u{303}'));
  expect(opened.problems).toEqual([]);
});
