import { expect as expectPage } from '@playwright/test';
import { expect, it } from 'vitest';
import { buildRepository, openPage, startProduct } from './harness/index.ts';

const paragraphs = Array.from({ length: 60 }, (_, index) => `Paragraph ${index + 1} of a long post about the tide.`);

const files = {
  '.galley.yml': 'preview:\n  stylesheets:\n    - css/site.css\n  template: preview/post.html\n',
  'css/site.css': '.byline { color: rgb(1, 2, 3); }\narticle p { margin: 40px 0; }\n',
  'preview/post.html':
    '<body><header>The Harbour Gazette</header><h1>{{title}}</h1><p class="byline">{{author}}</p><article>{{body}}</article></body>',
  'posts/tide.md': `# Tide\n\n<div class="writerName"> \nAda Moreau\n</div>\n\n${paragraphs.join('\n\n')}\n`,
};

it('the preview shows a post in the template and the style sheets of the site, and scrolls along with the text', async () => {
  const repository = await buildRepository({ files });
  const product = await startProduct({ repo: repository.path });
  const { page, problems } = await openPage({ context: { viewport: { width: 1400, height: 900 } } });
  await page.goto(`${product.url}posts/posts/tide.md`);
  await page.getByRole('textbox', { name: 'Post body' }).waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Preview' }).click();
  const frame = page.frameLocator('iframe[title="Preview of the post"]');
  await expectPage(frame.getByText('The Harbour Gazette')).toBeVisible({ timeout: 30_000 });
  await expectPage(frame.getByRole('heading', { level: 1 })).toHaveText('Tide');
  await expectPage(frame.getByText('Ada Moreau')).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expectPage(frame.getByText('Paragraph 1 of')).toHaveCSS('margin-top', '40px');
  await expectPage(frame.getByText('Paragraph 40 of')).not.toBeInViewport();

  await page
    .getByRole('textbox', { name: 'Post body' })
    .getByText('Paragraph 40 of')
    .evaluate((block) => block.scrollIntoView({ block: 'start' }));
  await expectPage(frame.getByText('Paragraph 42 of')).toBeInViewport();
  await expectPage(frame.getByText('Paragraph 1 of')).not.toBeInViewport();
  expect(problems).toEqual([]);
});
