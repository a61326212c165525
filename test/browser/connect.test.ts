import { expect as expectPage, type BrowserContext } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import {
  axePath,
  buildRepository,
  findAxeViolations,
  openPage,
  readKept,
  startGitHost,
  startStaticHost,
} from './harness/index.ts';
import { ProductPages } from './pages/index.ts';

const gateway = 'https://gateway.test';
const token = 'canary-91ab';
const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

/** gitlab.com as the browser meets it: a page that asks, tokens, an API; and its repositories behind a gateway. */
async function serveGitlab(context: BrowserContext, repositories: Readonly<Record<string, string>>): Promise<void> {
  const names = Object.keys(repositories);
  await context.route('https://gitlab.com/**', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/oauth/authorize') {
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'the-code');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      const body = `<a href="${back.href.replaceAll('&', '&amp;')}">Allow</a>`;
      return route.fulfill({ contentType: 'text/html', body });
    }
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors });
    const json = url.pathname.endsWith('/oauth/token')
      ? { access_token: token, token_type: 'Bearer', expires_in: 7200, refresh_token: 'next' }
      : url.pathname.endsWith('/branches')
        ? [{ name: 'main' }]
        : url.pathname.endsWith('/projects')
          ? names.map((path) => ({ path_with_namespace: path, default_branch: 'main', visibility: 'private' }))
          : [];
    return route.fulfill({ json, headers: cors });
  });
  await context.route(`${gateway}/git/**`, async (route) => {
    const request = route.request();
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors });
    const path = names.find((name) => request.url().startsWith(`${gateway}/git/gitlab.com/${name}.git/`)) ?? '';
    const url = request.url().replace(`${gateway}/git/gitlab.com/${path}.git`, repositories[path] ?? '');
    const { 'content-type': type = '', authorization = '', 'git-protocol': protocol = '' } = request.headers();
    const sent = request.postDataBuffer();
    const response = await fetch(url, {
      method: request.method(),
      headers: { 'content-type': type, authorization, 'git-protocol': protocol },
      body: sent === null ? null : new Uint8Array(sent),
    });
    return route.fulfill({
      status: response.status,
      headers: { ...cors, 'content-type': response.headers.get('content-type') ?? '' },
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

describe('[X20] [X22] [X24] a page that lets people choose', () => {
  it('leads from the host’s own sign-in to a repository, and to another and back without losing work', async () => {
    const user = { name: 'oauth2', password: token };
    const first = await buildRepository({ files: { 'posts/one.md': '# One\n\nWords.\n' } });
    const second = await buildRepository({ files: { 'posts/two.md': '# Two\n\nOthers.\n' } });
    const hosts = [
      await startGitHost({ repository: first.path, user }),
      await startGitHost({ repository: second.path, user }),
    ];
    const settings = { host: 'https://gitlab.com', gateway, signIn: { clientId: 'the-id' } };
    const site = await startStaticHost(() => ({ 'galley.json': JSON.stringify(settings) }));
    const { page, problems } = await openPage();
    await serveGitlab(page.context(), { 'ada/first': hosts[0]?.url ?? '', 'ada/second': hosts[1]?.url ?? '' });
    await page.addInitScript({ path: axePath });
    const { posts, editor, status } = new ProductPages(page);
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const signInAndChoose = async (repository: string): Promise<void> => {
      await button(/^GitLab$/).click();
      await page.getByRole('checkbox', { name: 'Keep me signed in on this computer' }).check();
      await button('Sign in at GitLab').click();
      await page.getByRole('link', { name: 'Allow' }).click();
      await expectPage(page.getByRole('heading', { name: 'Which repository?' })).toBeFocused();
      // The code is gone from the address before anything else happens.
      expect(page.url()).toBe(site.url);
      await button(new RegExp(`^ada/${repository} `)).click();
      await button('Open main').click();
    };

    await page.goto(site.url);
    await button(/^GitLab$/).waitFor();
    expect(await findAxeViolations(page)).toEqual([]);
    await signInAndChoose('first');
    await posts.link('One').click();
    await editor.typeAfter('Words.', ' More.');
    await expectPage(status).toContainText('Saved in this browser');

    await button('Repository first, switch…').click();
    await button('Connect another repository…').click();
    await expectPage(button(/^first .*1 draft not published$/)).toBeVisible();
    await signInAndChoose('second');
    await expectPage(posts.link('Two')).toBeVisible();

    await button('Repository second, switch…').click();
    expect(await findAxeViolations(page)).toEqual([]);
    await button(/^first .*1 draft not published$/).click();
    // The sign-in of the first was kept, and so was what was written in it.
    await posts.link('One').click();
    await expectPage(editor.body).toContainText('Words. More.');
    expect(await first.git('rev-list', '--count', 'main')).toBe('1');
    const kept = await readKept(page);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(Object.keys(kept).join('\n')).not.toContain('pending-sign-in');

    // [X25] A repository is taken out of this browser, once it is said what goes with it.
    const question = page.getByRole('alertdialog');
    await button('Repository first, switch…').click();
    await button('Remove second from this browser…').click();
    await expectPage(question).toContainText('Nothing that you wrote waits');
    await question.getByRole('button', { name: 'Remove', exact: true }).click();
    await expectPage(page.getByRole('dialog').getByRole('status')).toHaveText('second was removed from this browser.');
    await button('Connect another repository…').click();
    await button('Remove first from this browser…').click();
    await expectPage(question).toContainText('1 draft would be lost');
    expect(await findAxeViolations(page)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await button('Remove first from this browser…').click();
    await question.getByRole('button', { name: 'Remove all the same' }).click();
    await expectPage(page.getByRole('status')).toHaveText('first was removed from this browser.');
    await expectPage(page.getByText('first was removed from this browser.')).toBeFocused();
    expect(JSON.stringify(await readKept(page))).not.toMatch(/More\.|ada\/(?:first|second)/);
    expect(problems).toEqual([]);
  });
});
