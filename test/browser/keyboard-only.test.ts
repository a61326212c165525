import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { buildRepository, Keyboard, liveRegions, openPage, startProduct } from './harness/index.ts';

const oldPost = '# Old shelf\n\n<div class="writerName"> \nPaula\n</div>\n\nBooks.\n';

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

it('a post with a heading, a link, a picture and a table is written and published by keyboard alone', async () => {
  const repository = await buildRepository({ files: { 'posts/old-shelf.md': oldPost, 'images/harbour.png': png } });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage({ url: product.url });
  const keyboard = new Keyboard(page);
  const focused = () => expect.poll(() => keyboard.focused(), { timeout: 10_000 });
  await page.getByText('1 post', { exact: true }).waitFor();

  expect(await keyboard.pressUntil('Tab', 'button "New post"')).toEqual(['searchbox "Search posts"']);
  await keyboard.press('Enter');
  await focused().toBe('textbox "Title"');
  await keyboard.type('A new shelf');
  await keyboard.press('Enter');
  await focused().toBe('heading "A new shelf"');
  await page.getByRole('textbox', { name: 'Post body' }).waitFor();

  expect(await keyboard.pressUntil('Tab', 'textbox "Author name"')).toEqual([
    'button "Back to the list"',
    'button "Markdown source"',
    'button "History"',
    'button "Panel"',
    'button "More"',
    'button "Send for review…"',
    'button "Publish…"',
    'textbox "Title"',
  ]);
  await keyboard.type('Nadia');
  await keyboard.press('Tab');
  await focused().toBe('textbox "Author image"');
  await keyboard.type('/images/harbour.png');
  expect(await keyboard.pressUntil('Tab', 'textbox "Post body"')).toEqual([
    'button "Choose author image"',
    'textbox "Thumbnail image"',
    'button "Choose thumbnail image"',
    'button "Kind of block: Text"',
  ]);

  await keyboard.type('## Where it stands');
  await keyboard.press('Enter');
  await keyboard.type('By the harbour');
  await keyboard.press('Control+Shift+ArrowLeft');
  await page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
  await keyboard.press('Control+k');
  await focused().toBe('combobox "Address"');
  await keyboard.type('example.org/harbour');
  await keyboard.press('Enter');
  await focused().toBe('textbox "Post body"');
  await keyboard.press('End');
  await keyboard.type(', and it is full.');
  await keyboard.press('Enter', 'Alt+F10');
  await focused().toBe('button "Kind of block: Text"');

  await keyboard.pressUntil('ArrowRight', 'button "Image"');
  await keyboard.press('Enter');
  await focused().toBe('textbox "Address"');
  await keyboard.pressUntil('Tab', 'button "images/harbour.png"');
  await keyboard.press('Space');
  await keyboard.pressUntil('Shift+Tab', 'textbox "Alternative text"');
  await keyboard.type('The harbour at dusk');
  await keyboard.press('Enter');
  await focused().toBe('textbox "Post body"');
  await keyboard.press('Enter', 'Alt+F10');
  await keyboard.pressUntil('ArrowRight', 'button "Table"');
  await keyboard.press('Enter');
  await focused().toBe('textbox "Post body"');
  for (const cell of ['Shelf', 'Books', 'Since', 'Low', '40', '1999', 'High', '2', 'now']) {
    await keyboard.type(cell);
    if (cell !== 'now') await keyboard.press('Tab');
  }
  await keyboard.press('Enter', 'Enter');
  await keyboard.type('Come and see.');
  await expectPage(page.getByRole('status').first()).toContainText('Saved in this browser');
  expect(await page.getByRole('textbox', { name: 'Post body' }).ariaSnapshot()).toContain(
    [
      '  - heading "Where it stands" [level=2]',
      '  - paragraph:',
      '    - text: By the',
      '    - link "harbour":',
      '      - /url: https://example.org/harbour',
      '    - text: ", and it is full."',
      '  - paragraph:',
      '    - img "The harbour at dusk"',
      '  - table:',
      '    - rowgroup:',
      '      - row "Shelf Books Since":',
      '        - columnheader "Shelf"',
    ].join('\n'),
  );

  await keyboard.press('Escape');
  await keyboard.pressUntil('Shift+Tab', 'button "Publish…"');
  await keyboard.press('Enter');
  await focused().toBe('textbox "Commit message"');
  await keyboard.type('Add a shelf');
  await keyboard.pressUntil('Tab', 'button "Publish"');
  await keyboard.press('Enter');
  await expectPage(page.getByRole('status').first()).toContainText('Published');
  await focused().toBe('button "Publish…"');
  expect(await liveRegions(page)).toContain('status polite');

  expect(await repository.git('log', '-1', '--format=%an %s')).toBe('Ada Add a shelf');
  expect(await repository.read('posts/a-new-shelf.md')).toBe(
    [
      '# A new shelf\n',
      '<div class="writerName"> \nNadia\n</div>\n',
      '<div class="writerImage"> \n<img src="/images/harbour.png">\n</div>\n',
      '## Where it stands\n',
      'By the [harbour](https://example.org/harbour), and it is full.\n',
      '![The harbour at dusk](/images/harbour.png)\n',
      '| Shelf | Books | Since |\n| --- | --- | --- |\n| Low | 40 | 1999 |\n| High | 2 | now |\n',
      'Come and see.\n',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
}, 180_000);
