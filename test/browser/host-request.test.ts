import { mkdir } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { dirname, join } from 'node:path';
import { expect as expectPage, type Page } from '@playwright/test';
import { expect, it, vi } from 'vitest';
import { startGitServer } from '../git/git-server.ts';
import { runTestGit } from './harness/run-test-git.ts';
import {
  atEnd,
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  startStaticHost,
  temporaryFolder,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const path = 'posts/harbour.md';
const text = '# Harbour\n\nThe boats come in early.\n\nThe market opens at six.\n';
const branch = 'cms/posts/harbour';
// A server, a gateway and a browser: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

/** What the host has, as it grows. */
interface Host {
  readonly opened: unknown[];
  readonly said: string[];
}

/** Lets any page ask the server at `url`, as a gateway does, and gives its own address. */
async function startRelay(url: string): Promise<string> {
  const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*, authorization' };
  const relay = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, allowed).end();
      return;
    }
    const { method, headers } = request;
    const asked = ask(new URL(request.url ?? '', url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...allowed });
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  atEnd(
    () =>
      new Promise((done) => {
        relay.close(() => done());
        relay.closeAllConnections();
      }),
  );
  const address = relay.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** Answers as api.github.com would about a repository that the person may only read. */
async function answerAsGithub(page: Page, makeFork: () => Promise<void>): Promise<Host> {
  const host: Host = { opened: [], said: [] };
  const line = {
    id: 1,
    user: { login: 'dee' },
    body: 'At half past five, I think.',
    created_at: '2026-11-02T10:00:00Z',
  };
  const answers: Readonly<Record<string, () => unknown>> = {
    'GET /user': () => ({ login: 'ann' }),
    'GET /repos/ada/site': () => ({ private: false, permissions: { push: false } }),
    'GET /repos/ada/site/branches/main': () => ({ protected: true }),
    'GET /repos/ada/site/rules/branches/main': () => [],
    'POST /repos/ada/site/forks': () => ({ full_name: 'ann/site' }),
    'GET /repos/ada/site/pulls': () =>
      host.opened.map(() => ({ number: 7, html_url: 'https://github.com/ada/site/pull/7', state: 'open' })),
    'POST /repos/ada/site/pulls': () => ({ number: 7 }),
    'GET /repos/ada/site/pulls/7/reviews': () => [
      { id: 2, user: { login: 'cy' }, state: 'APPROVED', body: 'Well seen.', submitted_at: '2026-11-01T10:00:00Z' },
    ],
    'GET /repos/ada/site/issues/7/comments': () =>
      host.said.map((body, id) => ({ id, user: { login: 'ann' }, body, created_at: '2026-11-03T10:00:00Z' })),
    'GET /repos/ada/site/pulls/7/comments': () => [
      { ...line, path, line: 5, side: 'RIGHT', html_url: 'https://github.com/ada/site/pull/7#discussion_r1' },
    ],
    'POST /repos/ada/site/issues/7/comments': () => ({ id: 3 }),
    'GET /repos/ada/site/deployments': () => [],
  };
  await page.route('https://api.github.com/**', async (route) => {
    const request = route.request();
    const key = `${request.method()} ${new URL(request.url()).pathname}`;
    if (key === 'POST /repos/ada/site/forks') await makeFork();
    if (key === 'POST /repos/ada/site/pulls') host.opened.push(request.postDataJSON());
    if (key === 'POST /repos/ada/site/issues/7/comments') host.said.push(String(request.postDataJSON().body));
    const found = Object.hasOwn(answers, key) ? answers[key] : undefined;
    await route.fulfill({
      status: found === undefined ? 404 : 200,
      headers: { 'access-control-allow-origin': '*' },
      json: found?.() ?? { message: 'Not Found' },
    });
  });
  return host;
}

it('[X15] [X17] [X18] who may only read hears it first, suggests changes from a copy, and takes part in the pull request', async () => {
  const built = await buildRepository({ files: { [path]: text } });
  const root = await temporaryFolder();
  const folderOf = (name: string): string => join(root, 'git/github.com', name);
  const copyTo = async (name: string): Promise<void> => {
    await mkdir(dirname(folderOf(name)), { recursive: true });
    await runTestGit(['clone', '--quiet', '--bare', built.path, folderOf(name)]);
  };
  await copyTo('ada/site');
  const server = await startGitServer(join(root, 'git'));
  atEnd(() => server.stop());
  const gateway = await startRelay(server.url);
  const site = await startStaticHost(() => ({
    'galley.json': JSON.stringify({
      repository: 'https://github.com/ada/site',
      gateway,
      title: 'Harbour News',
    }),
  }));
  const { page, problems } = await openPage();
  await page.addInitScript({ path: axePath });
  const host = await answerAsGithub(page, () => copyTo('ann/site'));
  const pages = new ProductPages(page);
  const { posts, editor, review } = pages;
  await page.goto(site.url);
  await posts.link('Harbour').waitFor();

  await pages.goTo('Settings');
  await page.getByRole('button', { name: 'Sign in…' }).click();
  const signIn = page.getByRole('dialog', { name: 'Sign in' });
  await signIn.getByRole('textbox', { name: 'User name' }).fill('ann');
  await signIn.getByLabel('Token or password').fill('a token');
  await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signIn.waitFor({ state: 'detached' });
  await pages.goTo('Posts');
  await page.getByText(/may read this site and not write to it/).waitFor();
  await page.getByRole('button', { name: 'Got it' }).click();

  await posts.link('Harbour').click();
  await editor.typeAfter('The market opens', ' In summer earlier.');
  await page.getByRole('button', { name: 'Suggest changes…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suggest changes' });
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await dialog.getByRole('textbox', { name: 'Your email' }).fill('ann@example.test');
  await dialog.getByRole('button', { name: 'Suggest', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(host.opened).toMatchObject([{ head: `ann:${branch}`, base: 'main' }]);
  expect(await runTestGit(['show', `${branch}:${path}`], { cwd: folderOf('ann/site') })).toContain(
    'In summer earlier.',
  );

  await page
    .getByRole('link', { name: 'Back to the list' })
    .or(page.getByRole('button', { name: 'Back to the list' }))
    .click();
  await pages.goTo('Review');
  await review.link('Harbour').click();
  await page.getByRole('link', { name: 'Pull request 7' }).waitFor();
  await review.changes(path).getByRole('article', { name: 'Comment by dee at GitHub' }).waitFor();
  await page.getByRole('switch', { name: 'Also at GitHub' }).check();
  await review.say('Thank you both.');
  await expectPage
    .poll(() => host.said, { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^Thank you both\.\n\n<!-- galley:[0-9a-f]{40} -->$/)]);
  await expectPage(page.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled({ timeout: 30_000 });
  expect(await findAxeViolations(page)).toEqual([]);
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
});
