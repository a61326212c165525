import { expect as expectPage, type Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import {
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  startProduct,
  type TestRepository,
} from './harness/index.ts';

const path = 'posts/harbour.md';
const text = '# Harbour\n\nThe boats come in early.\n\nThe market opens at six.\n\nNobody sleeps.\n';

async function openPost(): Promise<{
  readonly page: Page;
  readonly repository: TestRepository;
  readonly problems: string[];
}> {
  const repository = await buildRepository({ files: { [path]: text } });
  const product = await startProduct({ repo: repository.path, author: { name: 'Ada', email: 'ada@example.test' } });
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  await page.goto(`${product.url}posts/${path}`);
  await page.getByRole('textbox', { name: 'Post body' }).getByText('The boats come in early.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Mine.');
  await expectPage(page.getByRole('status')).toContainText('Saved in this browser');
  return { page, repository, problems };
}

/** As when the network comes back: the tab looks at the remote at once. */
async function lookAtRemote(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** Under which the clone is kept, and locked. */
function repositoryAddress(page: Page): Promise<string> {
  return page.evaluate(() => {
    const written = document.querySelector('meta[name="galley-page"]')?.getAttribute('content') ?? '';
    const address = /"url":"([^"]+)"/.exec(written)?.[1] ?? '';
    return new URL(address, location.origin).href;
  });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish changes' });
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
}

describe('two people at one post', () => {
  it('are told of each other, and other paragraphs come together without a question', async () => {
    const { page, repository, problems } = await openPost();
    const theirs = text.replace('six', 'five');
    await repository.commit({ files: { [path]: theirs }, author: 'Grace Hopper <grace@example.test>' });
    await lookAtRemote(page);
    await expectPage(page.getByText('Updated by Grace Hopper')).toBeVisible();
    await page.getByRole('button', { name: 'See and merge' }).click();
    const body = page.getByRole('textbox', { name: 'Post body' });
    await expectPage(body).toContainText('The market opens at five.');
    await expectPage(body).toContainText('The boats come in early. Mine.');
    await expectPage(page.getByText('Updated by Grace Hopper')).toBeHidden();
    await publish(page);
    await expectPage(page.getByRole('status')).toContainText('Published');
    expect(await repository.read(path)).toBe(theirs.replace('early.', 'early. Mine.'));
    expect(problems).toEqual([]);
  });

  it('settle one sentence in the conflict screen, place by place, and publish with one click', async () => {
    const { page, repository } = await openPost();
    const theirs = text.replace('come in early.', 'come in late.').replace('Nobody sleeps.', 'Somebody sleeps.');
    await repository.commit({ files: { [path]: theirs }, author: 'Grace Hopper <grace@example.test>' });
    await publish(page);
    await expectPage(page.getByRole('status')).toContainText('Conflict');
    await page.getByRole('button', { name: `Resolve ${path}…` }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve conflict' });
    await expectPage(dialog).toContainText('Grace Hopper published other words for the same place');
    const result = dialog.getByRole('textbox', { name: 'Result' });
    await expectPage(result).toHaveValue(/early\. Mine\.[\s\S]*Somebody sleeps\./);
    expect(await findAxeViolations(page)).toEqual([]);
    await dialog.getByRole('radio', { name: 'Take theirs' }).focus();
    await page.keyboard.press('Space');
    await expectPage(result).toHaveValue(theirs);
    await dialog.getByRole('radio', { name: 'Keep both, theirs first' }).check();
    await expectPage(result).toHaveValue(/come in late\.\n+The boats come in early\. Mine\./);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
    await dialog.getByRole('button', { name: 'Save result' }).click();
    await expectPage(dialog).toBeHidden();
    await page
      .getByRole('dialog', { name: 'Publish changes' })
      .getByRole('button', { name: 'Publish', exact: true })
      .click();
    await expectPage(page.getByRole('status')).toContainText('Published');
    expect(await repository.read(path)).toContain('come in late.');
    expect(await repository.read(path)).toContain('early. Mine.');
  });
});

describe('two tabs of one browser', () => {
  it('go on within a second when the one that was writing is killed', async () => {
    const { page, repository } = await openPost();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expectPage(other.getByRole('textbox', { name: 'Post body' })).toContainText('Mine.');
    // Holds the lock that writers take, and dies with it.
    const lock = `galley-git ${await repositoryAddress(page)}`;
    await page.evaluate(
      (name) =>
        new Promise<void>((resolve) => {
          void navigator.locks.request(name, () => {
            resolve();
            return new Promise(() => undefined);
          });
        }),
      lock,
    );
    await other.getByRole('button', { name: 'Publish…' }).click();
    const dialog = other.getByRole('dialog', { name: 'Publish changes' });
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expectPage
      .poll(() => other.evaluate(async () => (await navigator.locks.query()).pending?.map(({ name }) => name)))
      .toContain(lock);
    const session = await page.context().newCDPSession(page);
    session.send('Page.crash').catch(() => undefined);
    await expectPage(other.getByRole('status')).toContainText('Published', { timeout: 2000 });
    expect(await repository.read(path)).toContain('Mine.');
  });
});

it('a commit made without a network is published by itself when the network is back', async () => {
  const { page, repository } = await openPost();
  await page.context().setOffline(true);
  await publish(page);
  await expectPage(page.getByRole('dialog', { name: 'Publish changes' })).toContainText('Offline');
  await page.keyboard.press('Escape');
  await expectPage(page.getByRole('status')).toContainText('Committed');
  expect(await repository.git('rev-list', '--count', 'main')).toBe('1');
  await page.context().setOffline(false);
  await expectPage(page.getByRole('status')).toContainText('Published');
  expect(await repository.read(path)).toContain('early. Mine.');
});

it('a dialog that is still open says so when the commit was published by itself', async () => {
  const { page, repository } = await openPost();
  await page.context().setOffline(true);
  await publish(page);
  const dialog = page.getByRole('dialog', { name: 'Publish changes' });
  await expectPage(dialog).toContainText('Offline');
  await page.context().setOffline(false);
  await expectPage(dialog).toContainText('Published');
  await expectPage(dialog.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expectPage(dialog).toHaveCount(0);
  expect(await repository.read(path)).toContain('early. Mine.');
});
