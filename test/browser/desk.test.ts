import { expect as expectPage, type Locator } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { axePath, findAxeViolations, openPage, shareSite, type Look } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const head = '# Tide tables\n\n<div class="writerName"> \nAda Moreau\n</div>\n\n';
const other = '---\ntitle: Other\ntags: [a, b]\nweight: 1 # light\ndraft: true\nlang: de\n---\n\nText.\n';
const body = `The first words. A [gone](missing.md) link.

## The moon

Words under the moon.

#### Far below

![](nowhere.png)

[here]() and a mark[^1].

## The sun

The last words.
`;

/** Blocks that are far from being as high as those out of sight are taken to be. */
const long = Array.from(
  { length: 60 },
  (_, number) => `## Part ${number}\n\n${'Words of this part that go on and on. '.repeat(1 + (number % 7) * 12)}\n\n`,
).join('');

const site = shareSite({
  files: {
    'posts/tide-tables.md': head + body,
    'posts/short.md': `${head}The first words.\n\n## The moon\n\nThe last words.\n`,
    'posts/long.md': `${head}The first words.\n\n${long}`,
    'posts/other.md': other,
    'posts/tagged.md': other.replace('Other', 'Tagged'),
  },
  author: { name: 'Ada', email: 'ada@example.test' },
  script: axePath,
});

/** How far down in the window something is. */
async function heightOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.y ?? Number.NaN;
}

async function openDesk(post = 'tide-tables', look?: Look) {
  const { page, problems, repository } = await site.visit(`posts/posts/${post}.md`, look);
  const pages = new ProductPages(page);
  await pages.editor.body.waitFor();
  return { page, problems, pages, editor: pages.editor, repository };
}

describe('the writing desk', () => {
  it.each([
    { look: 'light', width: 1440 },
    { look: 'dark', width: 1024 },
    { look: 'light', width: 320 },
  ] as const)('has no axe finding in any state in $look at $width pixels', async ({ look, width }) => {
    const { page, problems, editor } = await openDesk('short', { colorScheme: look, width });
    const seen: Record<string, readonly string[]> = {};
    await editor.panelToggle.click();
    for (const tab of ['Fields', 'Outline', 'History', 'Problems']) {
      await editor.tab(tab).click();
      await expectPage(page.getByRole('tabpanel')).not.toBeEmpty();
      seen[tab] = await findAxeViolations(page);
    }
    await editor.panel.getByRole('button', { name: 'Close the panel' }).click();
    await expectPage(editor.panelToggle).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command palette' }).getByRole('option').first().waitFor();
    seen['palette'] = await findAxeViolations(page);
    await page.keyboard.press('Escape');
    await expectPage(editor.panelToggle).toBeFocused();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    seen['shortcuts'] = await findAxeViolations(page);
    await page.keyboard.press('Escape');
    await editor.chooseMore('Focus mode');
    await expectPage(editor.body).toBeFocused();
    seen['focus mode'] = await findAxeViolations(page);
    await page.emulateMedia({ forcedColors: 'active' });
    seen['forced colours'] = await findAxeViolations(page);
    const isTooWide = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );

    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(isTooWide).toBe(false);
    expect(problems).toEqual([]);
  });

  it('[D1] jumps by the outline, marks where the cursor is, and keeps the panel over a reload', async () => {
    const { page, problems, editor } = await openDesk();
    await editor.panelToggle.click();
    await editor.tab('Outline').click();
    const outline = page.getByRole('navigation', { name: 'Outline of the post' });
    await outline.getByRole('button', { name: 'The sun' }).click();
    await expectPage(editor.body).toBeFocused();
    await page.keyboard.type('Under ');
    await expectPage(editor.body.getByRole('heading', { name: 'Under The sun' })).toBeVisible();
    await expectPage(outline.getByRole('button', { name: 'Under The sun' })).toHaveAttribute(
      'aria-current',
      'location',
    );
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    await page.reload();
    await expectPage(outline.getByRole('button', { name: 'Under The sun' })).toBeVisible({ timeout: 20_000 });
    expect(problems).toEqual([]);
  });

  it('[D57] goes to places far away in a long text, and stays there', async () => {
    const { page, problems, editor } = await openDesk('long');
    await editor.panelToggle.click();
    await editor.tab('Outline').click();
    const outline = page.getByRole('navigation', { name: 'Outline of the post' });
    for (const part of ['Part 55', 'Part 3', 'Part 41']) {
      await outline.getByRole('button', { name: part, exact: true }).click();
      await expectPage(editor.body.getByRole('heading', { name: part, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await page.keyboard.press('End');
    await page.keyboard.type(' is here');
    const written = editor.body.getByRole('heading', { name: 'Part 41 is here' });
    await expectPage(written).toBeInViewport({ ratio: 1 });
    const height = await heightOf(written);
    await editor.sourceToggle.click();
    const line = editor.source.locator('.cm-line').filter({ hasText: 'Part 41 is here' });
    await expectPage.poll(async () => Math.abs((await heightOf(line)) - height)).toBeLessThan(24);
    await editor.sourceToggle.click();
    await expectPage(written).toBeInViewport({ ratio: 1 });
    await expectPage.poll(async () => Math.abs((await heightOf(written)) - height)).toBeLessThan(24);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Part 17');
    await page.keyboard.press('Enter');
    await expectPage(editor.body.getByRole('heading', { name: 'Part 17' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' The end.');
    await expectPage(editor.body.getByText(/go on and on\. The end\.$/)).toBeInViewport();
    await page.keyboard.press('Control+Home');
    await expectPage(editor.body.getByText('The first words.')).toBeInViewport();
    expect(problems).toEqual([]);
  });

  it('[D7] has outline, problems and counts in source mode', async () => {
    const { page, problems, editor } = await openDesk();
    const counts = await page.getByText(/^\d+ words$/).textContent();
    await editor.sourceToggle.click();
    await expectPage(editor.source).toBeVisible();
    await editor.panelToggle.click();
    await editor.tab('Problems').click();
    await page.getByRole('button', { name: /Picture without a description/ }).click();
    await page.keyboard.press('Delete');
    await page.keyboard.type('Words in place of it');
    await expectPage(editor.source).toContainText('Words in place of it');
    await expectPage(editor.source).not.toContainText('nowhere.png');
    await page.getByRole('button', { name: 'Make it heading 3' }).click();
    await expectPage(editor.source).not.toContainText('#### Far below');
    await expectPage(editor.source).toContainText('### Far below');
    await page.keyboard.press('Control+z');
    await expectPage(editor.source).toContainText('#### Far below');
    await expectPage(editor.source).toContainText('Words in place of it');
    await expectPage(page.getByText(counts ?? '')).toBeHidden();
    await editor.tab('Outline').click();
    const outline = page.getByRole('navigation', { name: 'Outline of the post' });
    await outline.getByRole('button', { name: 'The sun' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' rises');
    await expectPage(outline.getByRole('button', { name: 'The sun rises' })).toHaveAttribute(
      'aria-current',
      'location',
    );
    expect(problems).toEqual([]);
  });

  it('[D10] lists problems, goes to them and mends what it can, and undo takes that back', async () => {
    const { page, problems, editor } = await openDesk();
    await editor.panelToggle.click();
    await editor.tab('Problems').click();
    const list = page.getByRole('tabpanel').getByRole('listitem');
    await expectPage(list).toHaveCount(6);
    await expectPage(editor.tab('Problems')).toHaveAccessibleName('Problems 6');
    await list.filter({ hasText: 'Link leads nowhere' }).getByRole('button').first().click();
    expect(await page.evaluate('getSelection().toString()')).toBe('gone');
    await page.getByRole('button', { name: 'Make it heading 3' }).click();
    await expectPage(editor.body.getByRole('heading', { level: 3, name: 'Far below' })).toBeVisible();
    await expectPage(list).toHaveCount(5);
    await page.keyboard.press('Control+z');
    await expectPage(list).toHaveCount(6);
    await page.getByText('What is checked').click();
    await page.getByRole('checkbox', { name: 'Links without an address' }).uncheck();
    await expectPage(list).toHaveCount(5);
    expect(problems).toEqual([]);
  });

  it('[D4] goes to the panel and back by keys', async () => {
    const { page, problems, editor } = await openDesk();
    await editor.body.click();
    await page.keyboard.press('Control+Alt+p');
    await expectPage(editor.panel.getByRole('tab', { selected: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(editor.body).toBeFocused();
    await page.keyboard.press('Control+Alt+p');
    await expectPage(editor.panel.getByRole('tab', { selected: true })).toBeFocused();
    await page.keyboard.press('Control+Alt+p');
    await expectPage(editor.panel).toHaveCount(0);
    await expectPage(editor.body).toBeFocused();
    expect(problems).toEqual([]);
  });

  it('[D20] hides everything but the text in focus mode, and Esc leaves it', async () => {
    const { page, problems, pages, editor } = await openDesk();
    await editor.body.click();
    await page.keyboard.press('Control+Shift+f');
    await expectPage(page.getByRole('button', { name: 'Publish…' })).toHaveCount(0);
    await expectPage(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
    await expectPage(page.getByRole('toolbar', { name: 'Formats' })).toHaveCount(0);
    await expectPage(editor.field('Author name')).toBeHidden();
    await page.keyboard.type('More. ');
    await expectPage(pages.status).toContainText('Saved in this browser');
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('button', { name: 'Publish…' })).toBeVisible();
    await expectPage(editor.body).toBeFocused();
    expect(problems).toEqual([]);
  });

  it('[D30] opens the palette where the text has nothing to link, and goes to a post', async () => {
    const { page, problems, editor } = await openDesk();
    await editor.body.getByText('The last words').click();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await palette.getByRole('combobox').fill('oth');
    await expectPage(palette.getByRole('option').first()).toHaveAccessibleName(/^Other/);
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { level: 1, name: 'Other' })).toBeAttached();
    await expectPage(editor.body).toContainText('Text.');
    await editor.body.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+k');
    await expectPage(page.getByRole('dialog', { name: 'Link' })).toBeVisible();
    expect(problems).toEqual([]);
  });

  it('[D5] checks the spelling in the language of the post, or the one chosen', async () => {
    const { page, problems, editor } = await openDesk('other');
    await expectPage(page.locator('[lang=de]', { has: editor.body })).toHaveCount(1);
    await editor.panelToggle.click();
    await editor.tab('Fields').click();
    await expectPage(page.getByRole('list', { name: 'tags' }).getByRole('listitem')).toHaveText(['a', 'b']);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
    await expectPage(page.locator('[lang=fr]', { has: editor.body })).toHaveCount(1);
    expect(problems).toEqual([]);
  });

  it('[D6] edits tags and other front matter in the panel, and publishes just that', async () => {
    const { page, problems, pages, editor, repository } = await openDesk('tagged');
    await editor.panelToggle.click();
    await editor.tab('Fields').click();
    await page.getByRole('button', { name: 'Take out a' }).click();
    await page.getByRole('textbox', { name: 'Add to tags' }).fill('c, d');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'weight' }).fill('much');
    await expectPage(editor.panel).toContainText('A number is needed here. It is not saved.');
    await page.getByRole('textbox', { name: 'weight' }).fill('2');
    await expectPage(editor.panel).not.toContainText('It is not saved.');
    await page.getByRole('checkbox', { name: 'draft' }).uncheck();
    expect(await findAxeViolations(page)).toEqual([]);
    await expectPage(pages.status).toContainText('Saved in this browser');
    await editor.publish();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(pages.status).toContainText('Published', { timeout: 30_000 });
    expect(await repository.read('posts/tagged.md')).toBe(
      '---\ntitle: Tagged\ntags: [b, "c, d"]\nweight: 2 # light\ndraft: false\nlang: de\n---\n\nText.\n',
    );
    expect(problems).toEqual([]);
  });

  it.each([
    { name: 'at 400 %', width: 320, height: 256 },
    { name: 'on a phone beside its keyboard', width: 390, height: 300 },
  ])('leaves the text room $name, and has the menu of a block for fingers', async ({ width, height }) => {
    const { product } = await site.serve();
    const context = { viewport: { width, height }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as const;
    const { page, problems } = await openPage({ url: `${product.url}posts/posts/tide-tables.md`, context });
    const { editor } = new ProductPages(page);
    await editor.body.getByText('The last words').tap();
    await page.keyboard.type('!');
    const [paragraph, header] = await Promise.all([
      editor.body.getByText('The last words').boundingBox(),
      page.getByRole('button', { name: 'Publish…' }).boundingBox(),
    ]);
    const main = await page.getByRole('main').boundingBox();
    expect(paragraph?.y).toBeGreaterThan(main?.y ?? Number.NaN);
    expect(paragraph?.y).toBeLessThan((main?.y ?? 0) + (main?.height ?? 0));
    // The header scrolled away with the page.
    expect(header?.y).toBeLessThan(0);
    await page.getByRole('button', { name: 'Block menu' }).tap();
    await page.getByRole('menuitem', { name: 'Heading 3' }).tap();
    await expectPage(editor.body.getByRole('heading', { level: 3, name: /last words/ })).toBeAttached();
    expect(problems).toEqual([]);
  });

  it('[D40] discards changes after asking', async () => {
    const { page, problems, pages, editor } = await openDesk();
    await editor.typeAfter('The last words', ' Not for long.');
    await expectPage(pages.status).toContainText('Saved in this browser');
    await editor.chooseMore('Discard changes…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await expectPage(editor.body).not.toContainText('Not for long.');
    await editor.chooseMore('Discard changes…');
    await expectPage(page.getByRole('dialog', { name: 'Nothing to discard' })).toBeVisible();
    expect(problems).toEqual([]);
  });

  it('walks the controls of the desk in the order in which they are read', async () => {
    const { page, problems, editor } = await openDesk();
    await editor.panelToggle.click();
    await editor.tab('Outline').click();
    await page.getByRole('button', { name: 'Back to the list' }).focus();
    const names: string[] = [];
    for (let step = 0; step < 15; step += 1) {
      names.push(await page.evaluate(nameOfFocus));
      await page.keyboard.press(names.at(-1) === 'Post body' ? 'Escape' : 'Tab');
      if (names.at(-1) === 'Post body') await page.keyboard.press('Tab');
    }
    expect(names).toEqual([
      'Back to the list',
      'Markdown source',
      'History',
      'Panel',
      'More',
      'Send for review…',
      'Publish…',
      'Title',
      'Author name',
      'Author image',
      'Choose author image',
      'Thumbnail image',
      'Choose thumbnail image',
      'Kind of block: Text',
      'Post body',
    ]);
    expect(problems).toEqual([]);
  });
});

const nameOfFocus = `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()`;
