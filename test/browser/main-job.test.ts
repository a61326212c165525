import { expect as playwrightExpect } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, shareSite, startProduct } from './harness/index.ts';

/** Long enough for a machine that does other things as well. */
const expectPage = playwrightExpect.configure({ timeout: 20_000 });

const exampleShape = `

# How Small Presses Survive

<div class="writerName"> 
Paula
</div>

<div class="writerImage"> 
<img src="http://pictures.example:3000/images/IMG_20240531~2.jpg">
</div>

<div class="BlogThumbnail"> 
<img src="http://pictures.example:3000/images/IMG_20240531~2.jpg">
</div>

A small press lives on patience. In this post, we'll look at three of them.

## Selling Slowly

* A backlist pays the rent.
* A front list pays attention.

Two hundred copies are a success,
and nobody says so aloud.

## Conclusion

Patience again.`;

/** Each test has a post of its own. */
const site = shareSite({
  files: Object.fromEntries(['new', 'kept', 'merged', 'refused'].map((name) => [`posts/${name}.md`, exampleShape])),
  author: { name: 'Ada', email: 'ada@example.test' },
});

const untouched = '---\ntitle: Another   # kept\n---\n\nBody\t\r\nwith odd bytes  \n';

describe('the main job', () => {
  it('clones, edits a word of a real post and publishes it with only that line changed', async () => {
    const repository = await buildRepository({
      files: { 'posts/small-presses.md': exampleShape, 'posts/another.md': untouched, 'README.md': '# The site\n' },
    });
    const product = await startProduct({
      repo: repository.path,
      author: { name: 'Ada Editor', email: 'ada@example.test' },
    });
    const { page, problems } = await openPage({ url: product.url });

    await expectPage(page.getByRole('heading', { name: 'Posts', exact: true })).toBeVisible();
    await expectPage(page.getByText('2 posts', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: /^How Small Presses Survive/ }).click();

    await expectPage(page.getByRole('textbox', { name: 'Title' })).toHaveValue('How Small Presses Survive');
    await expectPage(page.getByRole('textbox', { name: 'Author name' })).toHaveValue('Paula');
    const body = page.getByRole('textbox', { name: 'Post body' });
    await body.getByText('Two hundred copies').click();
    await page.keyboard.press('Home');
    await page.keyboard.type('About ');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');

    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await expectPage(dialog).toContainText('About Two hundred copies');
    await dialog.getByRole('textbox', { name: 'Commit message' }).fill('Be less exact');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(page.getByRole('status')).toContainText('Published');

    const diff = await repository.git('diff', '--unified=0', 'main~1', 'main');
    const changed = diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
    expect(changed).toEqual(['-Two hundred copies are a success,', '+About Two hundred copies are a success,']);
    expect(await repository.git('log', '-1', '--format=%an <%ae> %s')).toBe(
      'Ada Editor <ada@example.test> Be less exact',
    );
    expect(await repository.git('fsck', '--strict')).toBe('');
    expect(problems).toEqual([]);
  });

  it('changes one value of the author card and nothing else', async () => {
    const repository = await buildRepository({ files: { 'posts/small-presses.md': exampleShape } });
    const product = await startProduct({ repo: repository.path });
    const { page } = await openPage({ url: `${product.url}posts/posts/small-presses.md` });

    await page.getByRole('textbox', { name: 'Author name' }).fill('Paula Marsh');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Grace Editor');
    await dialog.getByRole('textbox', { name: 'Your email' }).fill('grace@example.test');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(page.getByRole('status')).toContainText('Published');

    expect(await repository.read('posts/small-presses.md')).toBe(exampleShape.replace('Paula\n', 'Paula Marsh\n'));
    expect(await repository.git('log', '-1', '--format=%an <%ae>')).toBe('Grace Editor <grace@example.test>');
  });

  it('writes a new post exactly in the format', async () => {
    const { page, repository } = await site.visit('');

    await page
      .getByRole('button', { name: 'New post' })
      .or(page.getByRole('link', { name: 'New post' }))
      .click();
    const asking = page.getByRole('dialog');
    await asking.getByRole('textbox', { name: 'Title' }).fill('A New Shelf');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Author name' }).fill('Nadia');
    await page.getByRole('textbox', { name: 'Author image' }).fill('/images/nadia.jpg');
    await page.getByRole('textbox', { name: 'Thumbnail image' }).fill('/images/shelf.jpg');
    await page.getByRole('textbox', { name: 'Post body' }).click();
    await page.keyboard.type('It holds forty books.');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page
      .getByRole('dialog', { name: 'Publish changes' })
      .getByRole('button', { name: 'Publish', exact: true })
      .click();
    await expectPage(page.getByRole('status')).toContainText('Published');

    expect(await repository.read('posts/a-new-shelf.md')).toBe(
      '# A New Shelf\n\n<div class="writerName"> \nNadia\n</div>\n\n<div class="writerImage"> \n<img src="/images/nadia.jpg">\n</div>\n\n' +
        '<div class="BlogThumbnail"> \n<img src="/images/shelf.jpg">\n</div>\n\nIt holds forty books.\n',
    );
  });

  it('restores the draft after a reload', async () => {
    const { page, repository } = await site.visit('posts/posts/kept.md');
    const tip = await repository.git('rev-parse', 'main');

    await page.getByRole('textbox', { name: 'Post body' }).getByText('Patience again').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' And again.');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    await page.reload();

    await expectPage(page.getByRole('textbox', { name: 'Post body' })).toContainText('Patience again. And again.');
    await page.getByRole('link', { name: 'Changes' }).click();
    await expectPage(page.getByRole('main')).toContainText('How Small Presses Survive');
    expect(await repository.git('rev-parse', 'main')).toBe(tip);
  });

  it('merges with what someone else published meanwhile in other lines', async () => {
    const { page, repository } = await site.visit('posts/posts/merged.md');

    await page.getByRole('textbox', { name: 'Post body' }).getByText('Patience again').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' And again.');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    const theirs = exampleShape.replace('three of them', 'four of them');
    await repository.commit({ files: { 'posts/merged.md': theirs }, message: 'Count again' });
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page
      .getByRole('dialog', { name: 'Publish changes' })
      .getByRole('button', { name: 'Publish', exact: true })
      .click();
    await expectPage(page.getByRole('status')).toContainText('Published');

    expect(await repository.read('posts/merged.md')).toBe(`${theirs} And again.`);
    expect(await repository.git('log', '--format=%s', '-2')).toBe('Edit How Small Presses Survive\nCount again');
  });

  it('keeps the draft and says so when someone else changed the same line', async () => {
    const { page, repository } = await site.visit('posts/posts/refused.md');

    await page.getByRole('textbox', { name: 'Post body' }).getByText('Patience again').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Mine.');
    await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    const tip = await repository.commit({
      files: { 'posts/refused.md': exampleShape.replace('Patience again.', 'Patience, theirs.') },
    });
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page
      .getByRole('dialog', { name: 'Publish changes' })
      .getByRole('button', { name: 'Publish', exact: true })
      .click();
    await expectPage(page.getByRole('status')).toContainText('Conflict');

    expect(await repository.git('rev-parse', 'main')).toBe(tip);
    await page.reload();
    await expectPage(page.getByRole('textbox', { name: 'Post body' })).toContainText('Patience again. Mine.');
  });
});
