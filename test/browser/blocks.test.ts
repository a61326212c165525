import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { axePath, findAxeViolations, shareSite } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const post = `# Blocks

First   paragraph with *some* words.

* one
* two

~~~ js  title="a.js"
const a = 1;
~~~

> [!note]
> Mind this.

<iframe src="https://embeds.invalid/x"></iframe>

Last one.
`;

/** Each test has a post of its own. */
const site = shareSite({
  files: {
    'posts/named.md': post,
    'posts/dragged.md': post,
    'posts/formats.md': 'One two.\n',
    'posts/menu.md': 'One.\n\nTwo.\n',
  },
  author: { name: 'Ada', email: 'ada@example.test' },
  script: axePath,
});

async function openPost(name: string) {
  const path = `posts/${name}.md`;
  const { page, problems, asked, repository, product } = await site.visit(`posts/${path}`);
  const pages = new ProductPages(page);
  await pages.editor.body.waitFor();
  const publish = async (): Promise<string> => {
    await expectPage(pages.status).toContainText('Saved in this browser');
    await pages.editor.publish();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(pages.status).toContainText('Published', { timeout: 30_000 });
    return repository.read(path);
  };
  const findForeign = () => asked.filter((url) => !url.startsWith(product.url) && !/^(?:blob|data):/.test(url));
  return { page, pages, problems, findForeign, publish, body: pages.editor.body };
}

describe('blocks and menus', () => {
  it('[E20] [E21] [E24] [E30] writes, moves and names blocks by keyboard, and publishes just that', async () => {
    const { page, pages, problems, findForeign, publish, body } = await openPost('named');
    await pages.editor.typeAfter('Last one.', '\n/');
    const list = page.getByRole('listbox', { name: 'Blocks' });
    await expectPage(list).toBeVisible();
    expect(await findAxeViolations(page)).toEqual([]);
    await page.keyboard.type('quo');
    await expectPage(list.getByRole('option')).toHaveText([/Quote/]);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Quoted');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    const language = body.getByLabel('Language of the code');
    await expectPage(body.locator('.hl-keyword')).toHaveText('const');
    await language.fill('ts');
    await language.press('Enter');
    await body.getByRole('combobox', { name: 'Kind of callout' }).selectOption('warning');
    expect(await publish()).toBe(
      post
        .replace('~~~ js  ', '~~~ ts ')
        .replace('[!note]', '[!warning]')
        .replace('Last one.\n', '> Quoted\n\nLast one.\n'),
    );
    expect(findForeign()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('[E22] offers formats beside selected words, reached by keyboard', async () => {
    const { page, publish, body } = await openPost('formats');
    await body.getByText('One two.').click();
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
    const bubble = page.getByRole('toolbar', { name: 'Selected text' });
    await expectPage(bubble).toBeVisible();
    expect(await findAxeViolations(page)).toEqual([]);
    await page.keyboard.press('Alt+F11');
    await expectPage(bubble.getByRole('button', { name: 'Bold' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+F11');
    await page.keyboard.press('Escape');
    await expectPage(bubble).toBeHidden();
    await expectPage(body).toBeFocused();
    expect(await publish()).toBe('**One** two.\n');
  });

  it('[E24] drags a block by its handle, and its bytes stay', async () => {
    const { page, publish, body } = await openPost('dragged');
    const code = body.locator('.code-block');
    await code.hover();
    const handle = page.getByRole('button', { name: 'Block', exact: true });
    await expectPage(handle).toHaveCSS('opacity', '1');
    const first = await body.getByText('First').boundingBox();
    await handle.hover();
    await page.mouse.down();
    await page.mouse.move((first?.x ?? 0) + 20, (first?.y ?? 0) + 20, { steps: 4 });
    await page.mouse.move((first?.x ?? 0) + 20, (first?.y ?? 0) + 2, { steps: 2 });
    await expectPage(page.locator('.drop-line')).toBeVisible();
    await page.mouse.up();
    const block = '~~~ js  title="a.js"\nconst a = 1;\n~~~\n\n';
    expect(await publish()).toBe(post.replace(block, '').replace('First', `${block}First`));
  });

  it('[E25] opens the menu of a block by keyboard and gives the focus back', async () => {
    const { page, publish, body } = await openPost('menu');
    await body.getByText('Two.').click();
    await page.keyboard.press('Alt+Shift+Enter');
    await expectPage(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
    expect(await findAxeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expectPage(body).toBeFocused();
    await page.keyboard.press('Alt+Shift+Enter');
    await page.getByRole('menuitem', { name: 'Heading 2' }).click();
    await expectPage(body.getByRole('heading', { name: 'Two.' })).toBeVisible();
    expect(await publish()).toBe('One.\n\n## Two.\n');
  });
});
