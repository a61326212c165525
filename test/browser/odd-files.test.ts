import { expect as expectPage } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { buildRepository, openPage, startProduct } from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

/** A file that other editors rewrite, the words to type after, what is typed, and the lines that may change by it. */
interface OddFile {
  readonly text: string;
  readonly after: string;
  readonly typed: string;
  readonly removed: string;
  readonly added: string;
}

const files: Readonly<Record<string, OddFile>> = {
  'crlf-and-mark.md': {
    text: '\u{FEFF}# Ships\r\n\r\nOne *old*  \r\nharbour.\r\n\r\n\r\n***\r\n',
    after: 'harbour.',
    typed: ' And more.',
    removed: 'harbour.\r',
    added: 'harbour. And more.\r',
  },
  'mixed-ends.md': {
    text: 'First line\r\n\nSecond words\n\r\nThird\r\n',
    after: 'Second words',
    typed: ' here',
    removed: 'Second words',
    added: 'Second words here',
  },
  'setext-and-underscores.md': {
    text: 'Title\n=====\n\n__bold__ _it_ and *it* ***both***\n\nSub\n---\n* a\n* b\n',
    after: 'Sub',
    typed: ' heading',
    removed: 'Sub',
    added: 'Sub heading',
  },
  'wide-lists.md': {
    text: '+   one\n\n    more\n+   two\n    1)  inner\n    2)  last\n',
    after: 'last',
    typed: ' item',
    removed: '    2)  last',
    added: '    2)  last item',
  },
  'references.md': {
    text: 'See [the *map*][Map] and [shelf].\n\n![pic][map]\n\n[Map]: <http://example.test/a b> "T"\n[shelf]: /s\n',
    after: 'See',
    typed: ' it.',
    removed: 'See [the *map*][Map] and [shelf].',
    added: 'See [the *map*][Map] and [shelf]. it.',
  },
  'table.md': {
    text: '|a|b \\| c|\n|:-|--:|\n|1|`x\\|y`|\n| 3 |\n',
    after: '3',
    typed: '3',
    removed: '| 3 |',
    added: '| 33 |',
  },
  'entities.md': {
    text: 'A &copy; B\\_C &#65; 2 * 3 &nbsp; end\n\n    code  \n\n~~~ js {x}\nlet a\n~~~\n',
    after: 'A © B',
    typed: ' snake_case',
    removed: 'A &copy; B\\_C &#65; 2 * 3 &nbsp; end',
    added: 'A &copy; B\\_C &#65; 2 * 3 &nbsp; end snake_case',
  },
  'shortcodes.md': {
    text: '{{< figure src="a.jpg" >}}\n\n::: note\ntext inside\n:::\n\n$$\nx^2\n$$\n\nPlain words\n{: .lead}\n\n<div align=center>\n<b>x</b>\n</div>\n',
    after: 'Plain words',
    typed: ' and',
    removed: 'Plain words',
    added: 'Plain words and',
  },
  'front-matter.md': {
    text: '---\ntitle:   "Odd" # kept\ntags: [a,   b]\nwhen: 2026-01-01\n---\n\nBody words\nwrapped\n',
    after: 'wrapped',
    typed: ' line',
    removed: 'wrapped',
    added: 'wrapped line',
  },
  // A line separator, which many expressions take for the end of a text.
  'quotes\u2028and-tasks.md': {
    text: '> quoted\nlazy line\n>\n> - [ ]  open\n> - [X] **done**\n\n\\* not a list\n',
    after: 'open',
    typed: ' task',
    removed: '> - [ ]  open',
    added: '> - [ ]  open task',
  },
};

describe('ten odd files edited by hand', () => {
  it('[R2] each change just their own line', async () => {
    const texts = Object.entries(files).map(([name, { text }]) => [`posts/${name}`, text] as const);
    const repository = await buildRepository({ files: Object.fromEntries(texts) });
    const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
    const { page, problems } = await openPage({ url: product.url });
    const { editor } = new ProductPages(page);
    for (const [name, { after, typed }] of Object.entries(files)) {
      await page.goto(`${product.url}posts/posts/${name}`);
      await editor.typeAfter(after, typed);
      await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
    }
    await page.getByRole('link', { name: 'Changes' }).click();
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('textbox', { name: 'Commit message' }).fill('Ten words');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage(page.getByRole('status')).toContainText('Published');

    for (const [name, { removed, added }] of Object.entries(files)) {
      const diff = await repository.git('diff', '--unified=0', 'main~1', 'main', '--', `posts/${name}`);
      const changed = diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
      expect({ name, changed }).toEqual({ name, changed: [`-${removed}`, `+${added}`] });
    }
    expect(problems).toEqual([]);
  });
});
