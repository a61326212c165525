import { expect as expectPage, type Locator, type Page } from '@playwright/test';
import { expect, it, vi } from 'vitest';
import {
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  startProduct,
  type TestRepository,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const path = 'posts/harbour.md';
const text = '# Harbour\n\nThe boats come in early.\n\nThe market opens at six.\n\nNobody sleeps.\n';

interface Person {
  readonly page: Page;
  readonly pages: ProductPages;
  readonly problems: readonly string[];
  readonly url: string;
}

async function join(repository: TestRepository, name: string): Promise<Person> {
  const author = { name, email: `${name.toLowerCase()}@example.test` };
  const { url } = await startProduct({ repo: repository.path, author });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${url}posts`);
  await page.getByRole('link', { name: 'Harbour' }).waitFor();
  return { page, pages: new ProductPages(page), problems, url };
}

/** As when the network comes back: the tab looks at the remote at once. */
async function look({ page }: Person): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** Looks at the remote until it shows: what others sent may still be on its way. */
async function awaitNews(person: Person, locator: (pages: ProductPages) => Locator): Promise<void> {
  await expectPage(async () => {
    await look(person);
    await expectPage(locator(person.pages)).toBeVisible({ timeout: 3000 });
  }).toPass();
}

async function write({ page, pages, url }: Person, after: string, words: string): Promise<void> {
  await page.goto(`${url}posts/${path}`);
  await pages.editor.typeAfter(after, words);
  await expectPage(pages.status).toContainText('Saved in this browser');
}

async function open(person: Person, title: string): Promise<void> {
  await person.pages.goTo('Review');
  await awaitNews(person, ({ review }) => review.link(title));
  await person.pages.review.link(title).click();
  await expectPage(person.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

// Three browsers and three servers: on a busy machine they take their time.
vi.setConfig({ testTimeout: 300_000 });

it('two editors and a reviewer bring two texts to the site in two rounds, and plain git reads what was said', async () => {
  const repository = await buildRepository({ files: { [path]: text } });
  const ada = await join(repository, 'Ada');
  await write(ada, 'The boats come in early.', ' Mostly.');
  await ada.page.getByRole('button', { name: 'Send for review…' }).click();
  await expectPage(ada.pages.review.sendDialog.getByRole('textbox', { name: 'Title' })).toBeVisible();
  expect(await findAxeViolations(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  await ada.pages.review.send('Say when', 'bob@example.test');
  await expectPage(ada.pages.status).toContainText('Sent for review');
  const eve = await join(repository, 'Eve');
  await write(eve, 'Nobody sleeps.', ' Not even the cat.');
  await eve.pages.review.send('The cat', 'bob@example.test');

  const bob = await join(repository, 'Bob');
  await bob.pages.goTo('Review');
  await expectPage(bob.pages.review.link('Say when')).toBeVisible();
  await expectPage(bob.pages.review.link('The cat')).toBeVisible();
  expect(await findAxeViolations(bob.page)).toEqual([]);
  await open(bob, 'Say when');
  await expectPage(bob.pages.review.standing).toContainText('Read what changes');
  await bob.pages.review.discuss(path, 'The boats');
  await bob.pages.review.say('Mostly when?');
  await bob.pages.review.discuss(path, 'The market');
  await bob.page.getByRole('button', { name: 'Suggest wording' }).click();
  await bob.page.getByRole('textbox', { name: 'New wording' }).fill('The market opens at five.');
  await bob.page.getByRole('button', { name: 'Suggest', exact: true }).click();
  await expectPage(bob.pages.review.thread('opens at five.')).toBeVisible();
  expect(await findAxeViolations(bob.page)).toEqual([]);
  await bob.pages.review.comment.fill('Two things.');
  await bob.pages.review.button('Request changes').click();
  await expectPage(bob.pages.review.standing).toContainText('Changes were asked for');

  await open(ada, 'Say when');
  await awaitNews(ada, ({ review }) => review.thread('opens at five.'));
  await ada.pages.review.thread('opens at five.').getByRole('button', { name: 'Apply suggestion' }).click();
  await expectPage(ada.pages.review.changes(path)).toContainText('five');
  await ada.pages.review.thread('Mostly when?').getByRole('button', { name: 'Reply' }).click();
  await ada.page.getByRole('textbox', { name: 'Reply' }).fill('In winter.');
  await ada.page.getByRole('button', { name: 'Send reply' }).click();
  await expectPage(ada.pages.review.thread('In winter.')).toBeVisible();

  await awaitNews(bob, ({ review }) => review.thread('In winter.'));
  await expectPage(bob.pages.review.standing).toContainText('needs a new look');
  await bob.pages.review.button('Approve').click();
  await expectPage(bob.pages.review.standing).toContainText('Approved.');

  await awaitNews(ada, ({ review }) => review.standing.getByText('Approved.'));
  await ada.page.getByRole('button', { name: 'Continue writing' }).click();
  await ada.pages.editor.typeAfter('The boats come in early.', ' In winter.');
  await expectPage(ada.pages.status).toContainText('Saved in this browser');
  await ada.pages.review.send('Say which season');

  await awaitNews(bob, ({ review }) => review.standing.getByText('It changed since you approved it'));
  await expectPage(bob.pages.review.sinceApproval).toBeChecked();
  await expectPage(bob.pages.review.changes(path)).toContainText('In winter.');
  await bob.pages.review.button('Approve').click();
  await expectPage(bob.pages.review.standing).toContainText('Approved.');
  await open(bob, 'The cat');
  await bob.pages.review.button('Approve').click();
  await expectPage(bob.pages.review.standing).toContainText('Approved.');

  await bob.pages.goTo('Review');
  await bob.pages.review.pick('Say when').check();
  await bob.pages.review.pick('The cat').check();
  await bob.page.getByRole('button', { name: 'Publish 2 reviews together' }).click();
  await expectPage(bob.pages.status).toContainText('Published');
  const published = await repository.read(path);
  expect(published).toContain('early. Mostly. In winter.');
  expect(published).toContain('opens at five.');
  expect(published).toContain('Nobody sleeps. Not even the cat.');
  expect(await repository.git('for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
  expect(await repository.git('log', '--format=%an', '--no-merges', 'main')).toMatch(/Eve|Ada/);
  expect(await repository.git('log', '--format=%B', 'main')).toContain('Co-authored-by: bob <bob@example.test>');
  const noted = (await repository.git('notes', '--ref=devtools/discuss', 'list')).split('\n');
  expect(noted).toHaveLength(2);
  const said = await Promise.all(
    noted.map((line) => repository.git('notes', '--ref=devtools/discuss', 'show', line.split(' ')[1] ?? '')),
  );
  expect(said.join('\n')).toContain('"description":"Mostly when?"');
  expect(await repository.git('fsck', '--strict', '--no-dangling')).toBe('');

  await open(bob, 'Say when');
  await expectPage(bob.pages.review.standing).toContainText('Published');
  await expectPage(bob.pages.review.changes(path)).toContainText('Mostly.');
  await bob.page.setViewportSize({ width: 390, height: 800 });
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await bob.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await bob.page.reload();
  await expectPage(bob.pages.review.changes(path)).toContainText('Mostly.');
  expect(await findAxeViolations(bob.page)).toEqual([]);
  for (const { problems } of [ada, eve, bob]) expect(problems).toEqual([]);
});

it('a draft that meets what the review says of the same place is put together with it, and goes there', async () => {
  const repository = await buildRepository({ files: { [path]: text } });
  const ada = await join(repository, 'Ada');
  await write(ada, 'The boats come in early.', ' Mostly.');
  await ada.pages.review.send('Say when', 'bob@example.test');
  await expectPage(ada.pages.status).toContainText('Sent for review');
  // The site's own words are there again, and are changed in the same place.
  await write(ada, 'The boats come in early.', ' Always.');
  await ada.page.getByRole('button', { name: 'Send for review…' }).click();
  const dialog = ada.pages.review.sendDialog;
  await expectPage(dialog.getByRole('combobox', { name: 'Send as' }).locator('option:checked')).toHaveText(
    'More for “Say when”',
  );
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expectPage(dialog.getByText('Conflict: the review changed the same places')).toBeVisible();
  expect(await findAxeViolations(ada.page)).toEqual([]);
  await dialog.getByRole('button', { name: `Resolve ${path}…` }).click();
  const conflict = ada.page.getByRole('dialog', { name: 'Resolve conflict' });
  await expectPage(conflict.getByText(`${path} has other words for the same place in the review.`)).toBeVisible();
  await conflict
    .getByRole('textbox', { name: 'Result' })
    .fill(text.replace('The boats come in early.', 'The boats come in early. Mostly, and always on Sundays.'));
  await conflict.getByRole('button', { name: 'Save result' }).click();
  await expectPage(dialog).toBeHidden();
  await expectPage(ada.pages.status).toContainText('Sent for review');
  await expectPage(async () =>
    expectPage(await repository.git('show', `cms/posts/harbour:${path}`)).toContain('Mostly, and always on Sundays.'),
  ).toPass();
  await expectPage(ada.pages.editor.body).not.toContainText('Always.');
  expect(ada.problems).toEqual([]);
});
